package org.dockermcp.routes.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.SimpleMain;
import org.dockermcp.settings.SettingsException;

/**
 * Starts and stops one Camel context, which has the {@code camel.*} settings of the operator and
 * nothing else: no environment, system property, class path or working folder is looked at, and no
 * routes are collected.
 *
 * <p>Unlike Camel's larger mains it never ends the process and waits for nothing.
 */
final class CamelMain extends SimpleMain {
  private static final int SHUTDOWN_SECONDS = 5;

  /**
   * @param camel not built yet
   * @param settings by key, such as {@code camel.main.log-mask}
   */
  CamelMain(DefaultCamelContext camel, Map<String, String> settings) {
    super(camel);
    settings.forEach(this::addInitialProperty);
    configure()
        .withAutoConfigurationEnvironmentVariablesEnabled(false)
        .withAutoConfigurationSystemPropertiesEnabled(false)
        .withAutoConfigurationLogSummary(false)
        .withStartupRecorder("off")
        .withJmxEnabled(false)
        .withSourceLocationEnabled(true)
        .withShutdownTimeout(SHUTDOWN_SECONDS);
    // A stopped route is a tool that an operator took away, which makes a server no less healthy.
    configure().health().withRoutesEnabled(false).setConsumersEnabled(false);
  }

  /**
   * Checks settings without starting anything.
   *
   * @throws SettingsException with every one that Camel does not take
   */
  static void check(Map<String, String> settings) throws SettingsException {
    List<String> problems = new ArrayList<>();
    settings.forEach(
        (key, value) -> {
          try (DefaultCamelContext camel = new DefaultCamelContext(false)) {
            new CamelMain(camel, Map.of(key, value)).init();
          } catch (Exception e) {
            problems.add("%s '%s' cannot be set: %s.".formatted(key, value, reason(e)));
          }
        });
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private static String reason(Throwable fault) {
    Throwable last = fault;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    if (last instanceof PropertyBindingException binding) {
      return "there is no option '%s'".formatted(binding.getPropertyName());
    }
    return String.valueOf(last.getMessage())
        .replaceFirst("^Error configuring property: \\S+ because ", "")
        .replaceFirst("\\.$", "");
  }

  @Override
  protected void configurePropertiesService(CamelContext camel) {
    camel.getPropertiesComponent().setInitialProperties(getInitialProperties());
  }

  @Override
  protected void modelineRoutes(CamelContext camel) {
    // Routes come from the folder that was checked.
  }

  @Override
  protected void configureRoutes(CamelContext camel) {
    // Likewise.
  }
}
