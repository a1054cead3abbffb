package org.dockermcp.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dockermcp.engine.EngineFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine, found when it is first needed and kept from then on; safe for use by many threads.
 *
 * <p>An engine that is down is probed again by the next request, and one that is hung a second
 * later; requests that come meanwhile share one probe.
 */
public final class Engine implements AutoCloseable {
  /** The logger of the client library's streams, whose failures this package reports itself. */
  public static final String STREAM_LOGGER = "com.github.dockerjava.api.async";

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  /** Short, so that an engine that is down or hung is known within the 2 s that callers wait. */
  private static final Duration PROBE_TIMEOUT = Duration.ofMillis(1200);

  /** The first takes longer on a busy machine, for the classes it needs are loaded then. */
  private static final Duration COLD_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Of streams, which may bear a command of an hour; a short hang must not cost it. */
  static final Duration STREAM_PATIENCE = Duration.ofSeconds(30);

  private static final ExecutorService PROBES = Executors.newCachedThreadPool(Engine::probeThread);

  private final EngineDiscovery discovery;
  private final EngineEvents events = new EngineEvents(this::streams);
  private final EngineMetrics metrics;
  private final SharedAttempt<Connection> connection =
      new SharedAttempt<>(this::connect, PROBES, Unresponsive.class::isInstance, System::nanoTime);

  /** Used by one attempt at a time. */
  private volatile boolean warm;

  /**
   * The two clients on a found engine.
   *
   * @param address of the engine
   * @param control for requests that answer at once
   * @param streams for execs and pulls, which may be silent for as long as they like
   * @param liveness of the engine
   */
  record Connection(
      EngineAddress address, DockerClient control, DockerClient streams, EngineLiveness liveness) {}

  /** Looks for the engine where this environment says, and where Docker usually listens. */
  public Engine(Map<String, String> environment) {
    this(environment, new CompositeMeterRegistry());
  }

  /**
   * The same, recorded.
   *
   * @param meters what requests are recorded with
   */
  public Engine(Map<String, String> environment, MeterRegistry meters) {
    discovery = new EngineDiscovery(environment);
    metrics = new EngineMetrics(meters);
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

  /** Records what routes ask of it. */
  EngineMetrics metrics() {
    return metrics;
  }

  /** What it tells of our containers. */
  EngineEvents events() {
    return events;
  }

  /**
   * Watches over a stream that waits for the engine.
   *
   * @param givenUp told, once, when the engine has given no sign of life for 30 seconds
   * @throws EngineFault.Unavailable when the engine is known to be silent
   */
  AutoCloseable watchStream(Runnable givenUp) {
    return connection().liveness().watch(STREAM_PATIENCE, givenUp);
  }

  /**
   * Asks the engine for a sign of life, within two seconds.
   *
   * @throws EngineFault.Unavailable when none comes
   */
  public void ping() {
    // Who asks how the engine is wants to know it as it is now.
    connection.forgetFailure();
    EngineAddress address = connection().address();
    silence(address, PROBE_TIMEOUT)
        .ifPresent(
            why -> {
              throw new EngineFault.Unavailable(
                  "%s does not answer (%s)".formatted(address.host(), why));
            });
  }

  private Connection connection() {
    try {
      return connection.get();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof EngineFault.Unavailable known
          // One for each caller, with the trace of its own.
          ? new EngineFault.Unavailable(String.valueOf(known.getMessage()), known)
          : new IllegalStateException(e.getCause());
    }
  }

  /** The caller was cancelled, which says nothing about the engine. */
  private static CancellationException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    CancellationException cancelled =
        new CancellationException("interrupted while the engine was probed");
    cancelled.initCause(cause);
    return cancelled;
  }

  private Connection connect() {
    List<String> silent = new ArrayList<>();
    boolean hung = false;
    Duration limit = warm ? PROBE_TIMEOUT : COLD_TIMEOUT;
    warm = true;
    for (EngineAddress address : discovery.candidates()) {
      long began = System.nanoTime();
      Optional<String> silence = silence(address, limit);
      hung = hung || System.nanoTime() - began >= limit.toNanos();
      if (silence.isEmpty()) {
        LOG.info("Docker engine at {} ({})", address.host(), address.provider());
        return connect(address);
      }
      silent.add(address.host() + " (" + silence.get() + ")");
    }
    String message = "no Docker engine answers at " + String.join(", ", silent);
    throw hung ? new Unresponsive(message) : new EngineFault.Unavailable(message);
  }

  /** None answers, and one took as long over that as it is given. */
  private static final class Unresponsive extends EngineFault.Unavailable {
    private static final long serialVersionUID = 1L;

    Unresponsive(String message) {
      super(message);
    }
  }

  private static Connection connect(EngineAddress address) {
    EngineLiveness liveness = new EngineLiveness(limit -> silence(address, limit));
    DockerHttpClient control =
        new EngineRequests(
            transport(address, CONNECT_TIMEOUT),
            address.host().toString(),
            liveness,
            EngineRequests.PATIENCE);
    return new Connection(
        address,
        client(address, control),
        client(address, transport(address, CONNECT_TIMEOUT)),
        liveness);
  }

  /**
   * Why an engine gives no sign of life within a time; empty when it gives one.
   *
   * @throws CancellationException when the thread that waits is interrupted
   */
  private static Optional<String> silence(EngineAddress address, Duration limit) {
    Future<Optional<String>> silence = PROBES.submit(() -> silenceWithoutLimit(address, limit));
    try {
      return silence.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (TimeoutException | ExecutionException e) {
      return Optional.of("no answer within " + limit.toMillis() + " ms");
    } finally {
      silence.cancel(true);
    }
  }

  /** Java has no time limit for a socket that is a file. */
  private static Optional<String> silenceWithoutLimit(EngineAddress address, Duration connect) {
    try (DockerClient probe = client(address, transport(address, connect))) {
      probe.pingCmd().exec();
      return Optional.empty();
    } catch (DockerException e) {
      // Whatever it says, somebody answered.
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(ConnectionFaults.reason(e));
    }
  }

  private static Thread probeThread(Runnable task) {
    Thread thread = new Thread(task, "engine-probe");
    thread.setDaemon(true);
    return thread;
  }

  private static DockerHttpClient transport(EngineAddress address, Duration connect) {
    return new ConnectionPerRequestClient(
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(address.host())
            .sslConfig(address.ssl())
            .connectionTimeout(connect)
            .build());
  }

  private static DockerClient client(EngineAddress address, DockerHttpClient transport) {
    return DockerClientImpl.getInstance(
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(address.host().toString())
            .build(),
        transport);
  }

  /** Lets go of the connections; work in the engine goes on. */
  @Override
  public void close() {
    events.close();
    connection
        .forget()
        .ifPresent(
            open -> {
              open.liveness().close();
              close(open.control());
              close(open.streams());
            });
  }

  private static void close(DockerClient client) {
    try {
      client.close();
    } catch (IOException e) {
      LOG.debug("closing the engine's client: {}", e.toString());
    }
  }
}
