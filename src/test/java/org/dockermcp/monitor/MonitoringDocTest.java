package org.dockermcp.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.MBeanAttributeInfo;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.engine.docker.EngineMetrics;
import org.dockermcp.exec.output.Spool;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.CallMetrics;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That monitoring.md lists the metrics there are, and that scrapes and JMX have those. */
class MonitoringDocTest {
  /** A label with its value. */
  private static final Pattern EXAMPLE = Pattern.compile("([a-z]+)=\"([^\"]+)\"");

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Engine engine = new Engine(Map.of());
  private final Spool spool = new Spool(1, 1);

  @BeforeEach
  void record() throws Exception {
    meters.config().meterFilter(new HistogramBuckets());
    new ServerMetrics(MonitoredServers.idle(engine, spool)).bindTo(meters);
    new CallMetrics(meters).start("run").end(ErrorCode.BUSY);
    EngineMetrics requests = new EngineMetrics(meters);
    for (int i = 0; i < 95; i++) {
      requests.recordRequest("inspectcontainer", true, Duration.ofMillis(8));
    }
    for (int i = 0; i < 5; i++) {
      requests.recordRequest("inspectcontainer", true, Duration.ofSeconds(7));
    }
  }

  @AfterEach
  void close() {
    spool.close();
    engine.close();
  }

  private static String doc() throws Exception {
    return Files.readString(Path.of("src/docs/monitoring.md"));
  }

  @Test
  void listsEveryMetricWithItsLabelsAndMeaning() throws Exception {
    Map<String, String> rows = new TreeMap<>();
    for (Meter meter : meters.getMeters()) {
      Meter.Id id = meter.getId();
      String labels =
          id.getTags().stream()
              .map(Tag::getKey)
              .map("`%s`"::formatted)
              .collect(Collectors.joining(", "));
      String metric = MetricsBean.metric(id);
      rows.put(metric, "| `%s` | %s | %s |\n".formatted(metric, labels, id.getDescription()));
    }

    assertThat(doc())
        .contains(
            "<!-- metrics -->\n| metric | labels | meaning |\n|---|---|---|\n"
                + String.join("", rows.values())
                + "\n");
    String scrape = meters.scrape();
    rows.keySet().forEach(metric -> assertThat(scrape).contains("\n" + metric));
  }

  @Test
  void itsExamplesHaveLabelsThatThereAre() throws Exception {
    assertThat(EXAMPLE.matcher(doc()).results().toList())
        .hasSizeGreaterThan(4)
        .allSatisfy(
            label ->
                assertThat(isLabel(label.group(1), label.group(2))).as(label.group()).isTrue());
  }

  private boolean isLabel(String key, String value) {
    return switch (key) {
      case "code" ->
          value.equals("OK")
              || Arrays.stream(ErrorCode.values()).anyMatch(code -> code.name().equals(value));
      case "tool", "name" -> Files.exists(Path.of("routes", value + ToolSpec.SUFFIX));
      case "le" ->
          HistogramBuckets.UPPER_BOUNDS.stream()
              .anyMatch(bound -> bound.toMillis() / 1000.0 == Double.parseDouble(value));
      default -> meters.getMeters().stream().anyMatch(it -> value.equals(it.getId().getTag(key)));
    };
  }

  @Test
  void namesTheBucketsOfTheHistograms() throws Exception {
    assertThat(doc())
        .contains(
            HistogramBuckets.UPPER_BOUNDS.stream()
                .map(bound -> "%.3f".formatted(bound.toMillis() / 1000.0))
                .map(seconds -> seconds.replaceFirst("\\.?0+$", ""))
                .collect(
                    Collectors.joining(
                        ", ", "upper bounds of the buckets, in seconds, are ", ".")));
  }

  @Test
  void aScrapeShowsInWhichBucketAPercentileLies() {
    String request = "docker_mcp_engine_requests_seconds_bucket{answered=\"true\",";
    String series = request + "operation=\"inspectcontainer\",le=\"%s\"} %d";

    assertThat(meters.scrape().lines())
        .contains(
            series.formatted("0.005", 0),
            series.formatted("0.01", 95),
            series.formatted("5.0", 95),
            series.formatted("10.0", 100),
            series.formatted("+Inf", 100));
  }

  @Test
  void jmxShowsTheSameNames() throws Exception {
    MetricsBean bean = new MetricsBean(meters);

    assertThat(bean.getAttribute("docker_mcp_calls_running")).isEqualTo(3.0);
    assertThat(bean.getAttribute("docker_mcp_calls_queued")).isEqualTo(2.0);
    assertThat(bean.getAttribute("docker_mcp_terminations_total{step=\"restart\"}")).isEqualTo(0.0);
    assertThat(bean.getAttribute("docker_mcp_calls_seconds_count{code=\"BUSY\",tool=\"run\"}"))
        .isEqualTo(1.0);
    MBeanAttributeInfo[] attributes = bean.getMBeanInfo().getAttributes();
    assertThat(attributes).extracting(MBeanAttributeInfo::getDescription).doesNotContain("");
    assertThat(bean.getAttributes(new String[] {attributes[0].getName(), "none"})).hasSize(1);
  }

  @Test
  void thePortIsOffByDefaultAndSoIsTheCommandLine() throws Exception {
    Settings settings = Settings.load(Map.of());

    assertThat(settings.monitorPort()).isEmpty();
    assertThat(settings.camelCli()).isEqualTo(Settings.CamelCli.OFF);
  }
}
