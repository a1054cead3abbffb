package org.dockermcp.engine.docker;

import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.dockermcp.engine.EngineFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * The places where an engine may listen, most wanted first.
 *
 * <p>The environment's comes first: {@code DOCKER_HOST}, a Docker context, or Docker's default; it
 * is the only one when the user chose it. Testcontainers' strategies name the others, but its own
 * choice among them is not used: after one failure it never looks again for the life of the process
 * (2.0.5, {@code FAIL_FAST_ALWAYS}), and it writes what it found to the user's home.
 */
final class EngineDiscovery {
  private static final Logger LOG = LoggerFactory.getLogger(EngineDiscovery.class);
  private static final List<String> USERS_CHOICE = List.of("DOCKER_HOST", "DOCKER_CONTEXT");

  /** A user's own rootless engine comes before the machine's. */
  private static final Comparator<DockerClientProviderStrategy> WANTED =
      Comparator.comparing(strategy -> !name(strategy).startsWith("Rootless"));

  private final Map<String, String> environment;

  EngineDiscovery(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The addresses to try, in order, each once; at least the default one.
   *
   * @throws EngineFault.Unavailable when what the user chose cannot be one
   */
  List<EngineAddress> candidates() {
    EngineAddress first = environmental();
    if (usersChoice().isPresent()) {
      return List.of(first);
    }
    Map<URI, EngineAddress> byHost = new LinkedHashMap<>();
    byHost.put(first.host(), first);
    ServiceLoader.load(DockerClientProviderStrategy.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(WANTED)
        .flatMap(EngineDiscovery::address)
        .forEach(address -> byHost.putIfAbsent(address.host(), address));
    return List.copyOf(byHost.values());
  }

  private EngineAddress environmental() {
    try {
      DefaultDockerClientConfig.Builder builder =
          DefaultDockerClientConfig.createDefaultConfigBuilder();
      given("DOCKER_HOST").ifPresent(builder::withDockerHost);
      given("DOCKER_CONTEXT").ifPresent(builder::withDockerContext);
      given("DOCKER_CONFIG").ifPresent(builder::withDockerConfig);
      given("DOCKER_CERT_PATH").ifPresent(builder::withDockerCertPath);
      given("DOCKER_TLS_VERIFY").ifPresent(builder::withDockerTlsVerify);
      DefaultDockerClientConfig config = builder.build();
      refuseUnknownContext(builder);
      return new EngineAddress(
          config.getDockerHost(), config.getSSLConfig(), usersChoice().orElse("Docker's default"));
    } catch (IllegalArgumentException | DockerClientException e) {
      throw new EngineFault.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  /** docker-java would take the default engine for a context that does not exist (3.7.1). */
  private void refuseUnknownContext(DefaultDockerClientConfig.Builder built) {
    Optional<String> context = given("DOCKER_CONTEXT").filter(name -> !name.equals("default"));
    if (context.isPresent() && !built.isDockerHostSetExplicitly()) {
      throw new EngineFault.Unavailable("there is no Docker context '" + context.get() + "'");
    }
  }

  private Optional<String> usersChoice() {
    return USERS_CHOICE.stream().filter(name -> given(name).isPresent()).findFirst();
  }

  /** A variable's value; blank is as good as none. */
  private Optional<String> given(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  private static Stream<EngineAddress> address(DockerClientProviderStrategy strategy) {
    try {
      TransportConfig transport = strategy.getTransportConfig();
      return Stream.of(
          new EngineAddress(transport.getDockerHost(), transport.getSslConfig(), name(strategy)));
    } catch (RuntimeException | LinkageError e) {
      // A strategy that does not apply here says so by failing.
      LOG.debug("{} does not apply: {}", name(strategy), e.toString());
      return Stream.empty();
    }
  }

  private static String name(DockerClientProviderStrategy strategy) {
    return strategy.getClass().getSimpleName().replace("ClientProviderStrategy", "");
  }
}
