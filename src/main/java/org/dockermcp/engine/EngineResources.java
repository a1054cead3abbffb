package org.dockermcp.engine;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's operations that camel-docker has none for; safe for use by many threads. */
public final class EngineResources {
  private static final Logger LOG = LoggerFactory.getLogger(EngineResources.class);
  private static final Duration STARTING = Duration.ofSeconds(2);
  private static final long KILLED = 137;

  /** How late after its exec's end the event of a killed process may come. */
  private static final Duration LATE_EVENT = Duration.ofMillis(200);

  private static final Duration EVENTS_TIMEOUT = Duration.ofSeconds(2);

  private final Engine engine;

  public EngineResources(Engine engine) {
    this.engine = engine;
  }

  /**
   * Starts an exec whose input is open and empty for as long as this process lives, and waits until
   * it has written something, two seconds at most; not for its end. It runs as the container's own
   * user.
   *
   * @param ended told when the exec, or the connection to it, has ended
   */
  public void holdOpen(
      String containerId, List<String> argv, List<String> environment, Runnable ended) {
    String exec =
        engine
            .control()
            .execCreateCmd(containerId)
            .withCmd(argv.toArray(String[]::new))
            .withEnv(environment)
            .withAttachStdin(true)
            .withAttachStdout(true)
            .exec()
            .getId();
    CountDownLatch up = new CountDownLatch(1);
    engine
        .streams()
        .execStartCmd(exec)
        .withStdIn(new OpenInput())
        .exec(
            new ResultCallback.Adapter<Frame>() {
              @Override
              public void onNext(Frame frame) {
                up.countDown();
              }

              @Override
              public void close() throws IOException {
                super.close();
                ended.run();
                up.countDown();
              }
            });
    try {
      // One that is still being started when its container is paused would keep the engine from
      // ever letting that container go on (Docker 20.10).
      boolean inTime = up.await(STARTING.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debug("lifeline in {}: {}", containerId, inTime ? "up" : "late");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Input that never comes and never ends. */
  private static final class OpenInput extends InputStream {
    @Override
    public int read() throws IOException {
      try {
        new CountDownLatch(1).await();
        return -1;
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return read();
    }
  }

  /** How an exec stands now, asked on a live connection. */
  public ExecOutcome execOutcome(String execId, ExecRequest request) {
    Duration took = Duration.between(request.made(), Instant.now());
    InspectExecResponse inspected = engine.control().inspectExecCmd(execId).exec();
    boolean running = Boolean.TRUE.equals(inspected.isRunning());
    Long code = inspected.getExitCodeLong();
    boolean killed = code != null && code == KILLED;
    return new ExecOutcome(
        running,
        running || code == null ? OptionalInt.empty() : OptionalInt.of(code.intValue()),
        took,
        ranOutOfMemory(request, killed ? LATE_EVENT : Duration.ZERO));
  }

  /**
   * Asks the engine's memory of events. Nothing else tells: with PID 1 alive an inspect says {@code
   * OOMKilled=false}, and under {@code sh -c} the exit code may even be 0 (Docker 20.10).
   */
  private boolean ranOutOfMemory(ExecRequest request, Duration wait) {
    AtomicBoolean seen = new AtomicBoolean();
    var events =
        engine
            .control()
            .eventsCmd()
            .withContainerFilter(request.containerId())
            .withEventFilter("oom")
            .withSince(seconds(request.made()))
            .withUntil(seconds(Instant.now().plus(wait)))
            .exec(
                new ResultCallback.Adapter<Event>() {
                  @Override
                  public void onNext(Event event) {
                    seen.set(true);
                    super.onNext(event);
                  }
                });
    try {
      events.awaitCompletion(wait.plus(EVENTS_TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return seen.get();
  }

  private static String seconds(Instant instant) {
    return "%d.%09d".formatted(instant.getEpochSecond(), instant.getNano());
  }

  /** Makes a volume, or finds the one of that name, whoever made it: inspect what comes back. */
  public InspectVolumeResponse volume(String name, Map<String, String> labels) {
    engine.control().createVolumeCmd().withName(name).withLabels(labels).exec();
    return engine.control().inspectVolumeCmd(name).exec();
  }

  /** A volume by name; empty when there is none. */
  public Optional<InspectVolumeResponse> findVolume(String name) {
    try {
      return Optional.of(engine.control().inspectVolumeCmd(name).exec());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /** The names of volumes with this label, whatever its value. */
  public List<String> volumesLabelled(String label) {
    List<InspectVolumeResponse> volumes =
        engine.control().listVolumesCmd().withFilter("label", List.of(label)).exec().getVolumes();
    return volumes == null
        ? List.of()
        : volumes.stream().map(InspectVolumeResponse::getName).toList();
  }

  /** Removes a volume; one that is gone already is no fault. */
  public void removeVolume(String name) {
    try {
      engine.control().removeVolumeCmd(name).exec();
    } catch (NotFoundException e) {
      // It is gone, which is what was wanted.
    }
  }

  /** Makes a bridge that reaches out and gives its containers no way to each other; its id. */
  public String createBridge(String name, Map<String, String> labels) {
    return engine
        .control()
        .createNetworkCmd()
        .withName(name)
        .withDriver("bridge")
        .withCheckDuplicate(true)
        .withOptions(Map.of("com.docker.network.bridge.enable_icc", "false"))
        .withLabels(labels)
        .exec()
        .getId();
  }

  /** Networks of exactly this name; the engine allows several. */
  public List<Network> networksNamed(String name) {
    return engine.control().listNetworksCmd().withNameFilter(name).exec().stream()
        .filter(network -> name.equals(network.getName()))
        .toList();
  }

  /** The ids of the running containers that are in a network. */
  public Set<String> members(String network) {
    Map<String, Network.ContainerNetworkConfig> containers =
        engine.control().inspectNetworkCmd().withNetworkId(network).exec().getContainers();
    return containers == null ? Set.of() : Set.copyOf(containers.keySet());
  }

  /** Joins a container to a network. */
  public void connect(String network, String containerId) {
    engine
        .control()
        .connectToNetworkCmd()
        .withNetworkId(network)
        .withContainerId(containerId)
        .exec();
  }

  /** Takes a container out of a network; one that is not in it is no fault. */
  public void disconnect(String network, String containerId) {
    try {
      engine
          .control()
          .disconnectFromNetworkCmd()
          .withNetworkId(network)
          .withContainerId(containerId)
          .withForce(true)
          .exec();
    } catch (NotFoundException e) {
      // It is not in it, which is what was wanted.
    }
  }

  /** Removes a network; one that is gone already is no fault. */
  public void removeNetwork(String network) {
    try {
      engine.control().removeNetworkCmd(network).exec();
    } catch (NotFoundException e) {
      // It is gone, which is what was wanted.
    }
  }

  /** Unpacks a tar archive into a container that exists, started or not. */
  public void unpack(String containerId, String folder, InputStream tar) {
    engine
        .control()
        .copyArchiveToContainerCmd(containerId)
        .withRemotePath(folder)
        .withTarInputStream(tar)
        .exec();
  }
}
