package org.dockermcp.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine, found when it is first needed and kept from then on; safe for use by many threads.
 *
 * <p>An engine that is down is looked for again by the next request.
 */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  /** Short, so that an engine that is down or hung is known within the 2 s that callers wait. */
  private static final Duration PROBE_TIMEOUT = Duration.ofMillis(1200);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** No control request of ours takes longer than stopping a container with its 10 s of grace. */
  private static final Duration CONTROL_TIMEOUT = Duration.ofSeconds(60);

  /** What JNA and the HTTP client put before the operating system's words. */
  private static final Pattern CARRIER =
      Pattern.compile("^(?:(?:[\\w.]+: )*\\[\\d+] |Connect to \\S+ failed: )");

  private final EngineDiscovery discovery;
  private @Nullable Connection connection;

  /**
   * The two clients on a found engine.
   *
   * @param address of the engine
   * @param control for requests that answer at once
   * @param streams for execs and pulls, which may be silent for as long as they like
   */
  record Connection(EngineAddress address, DockerClient control, DockerClient streams) {}

  /** Looks for the engine where this environment says, and where Docker usually listens. */
  public Engine(Map<String, String> environment) {
    discovery = new EngineDiscovery(environment);
  }

  /** The address in use, such as {@code unix:///var/run/docker.sock}. */
  public URI endpoint() {
    return connection().address().host();
  }

  /** Which discovery named the address in use. */
  public String provider() {
    return connection().address().provider();
  }

  /** The client for requests that answer at once. */
  public DockerClient control() {
    return connection().control();
  }

  /**
   * What carries the requests of {@link #control}, for those that docker-java has no command for.
   */
  DockerHttpClient http() {
    return ((DockerClientImpl) connection().control()).getHttpClient();
  }

  /** The client for what may be silent for long. */
  DockerClient streams() {
    return connection().streams();
  }

  /**
   * Asks the engine for a sign of life, within two seconds.
   *
   * @throws EngineUnavailableException when none comes
   */
  public void ping() {
    EngineAddress address = connection().address();
    silence(address)
        .ifPresent(
            why -> {
              throw new EngineUnavailableException(
                  "%s does not answer (%s)".formatted(address.host(), why));
            });
  }

  private synchronized Connection connection() {
    if (connection == null) {
      connection = connect();
    }
    return connection;
  }

  private Connection connect() {
    List<String> silent = new ArrayList<>();
    for (EngineAddress address : discovery.candidates()) {
      Optional<String> silence = silence(address);
      if (silence.isEmpty()) {
        LOG.info("Docker engine at {} ({})", address.host(), address.provider());
        return new Connection(
            address, client(address, CONTROL_TIMEOUT), client(address, Duration.ZERO));
      }
      silent.add(address.host() + " (" + silence.get() + ")");
    }
    throw new EngineUnavailableException(
        "no Docker engine answers at " + String.join(", ", silent));
  }

  /** Why an engine gives no sign of life; empty when it gives one. */
  private static Optional<String> silence(EngineAddress address) {
    try (DockerClient probe = client(address, PROBE_TIMEOUT)) {
      probe.pingCmd().exec();
      return Optional.empty();
    } catch (DockerException e) {
      // Whatever it says, somebody answered.
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(reason(e));
    }
  }

  /** The operating system's words, without the names of the classes that carried them. */
  private static String reason(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return CARRIER.matcher(String.valueOf(root.getMessage())).replaceFirst("");
  }

  private static DockerClient client(EngineAddress address, Duration responseTimeout) {
    Duration connect = responseTimeout.equals(PROBE_TIMEOUT) ? PROBE_TIMEOUT : CONNECT_TIMEOUT;
    return DockerClientImpl.getInstance(
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(address.host().toString())
            .build(),
        Uninterrupted.transport(
            new ZerodepDockerHttpClient.Builder()
                .dockerHost(address.host())
                .sslConfig(address.ssl())
                .connectionTimeout(connect)
                .responseTimeout(responseTimeout)
                .build()));
  }

  /** Lets go of the connections; work in the engine goes on. */
  @Override
  public synchronized void close() {
    if (connection != null) {
      close(connection.control());
      close(connection.streams());
      connection = null;
    }
  }

  private static void close(DockerClient client) {
    try {
      client.close();
    } catch (IOException e) {
      LOG.debug("closing the engine's client: {}", e.toString());
    }
  }
}
