package org.dockermcp.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Network;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dockermcp.engine.EngineLostException;
import org.dockermcp.engine.EngineUnavailableException;
import org.dockermcp.engine.ExecForgottenException;
import org.dockermcp.engine.ExecOutcome;
import org.dockermcp.engine.ExecRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's operations that camel-docker has none for; safe for use by many threads. */
public final class EngineResources {
  private static final Logger LOG = LoggerFactory.getLogger(EngineResources.class);
  private static final Duration STARTING = Duration.ofSeconds(2);
  private static final Duration BEGINNING = Duration.ofSeconds(1);
  private static final long KILLED = 137;

  private static final Duration EVENTS_TIMEOUT = Duration.ofSeconds(2);

  private static final String BRIDGE = "bridge";

  /** All that our networks are told: that their containers do not reach each other. */
  private static final Map<String, String> BRIDGE_OPTIONS =
      Map.of("com.docker.network.bridge.enable_icc", "false");

  private static final Duration REMOVAL = Duration.ofSeconds(60);

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
    engine.events().begin();
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
    OpenStdin input = new OpenStdin();
    engine
        .streams()
        .execStartCmd(exec)
        .withStdIn(input)
        .exec(
            new ResultCallback.Adapter<Frame>() {
              @Override
              public void onNext(Frame frame) {
                up.countDown();
              }

              @Override
              public void close() throws IOException {
                super.close();
                input.close();
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

  /** What a container's execs that still run were asked to run. */
  public List<List<String>> runningExecs(String containerId) {
    List<String> ids = engine.control().inspectContainerCmd(containerId).exec().getExecIds();
    List<List<String>> running = new ArrayList<>();
    for (String id : ids == null ? List.<String>of() : ids) {
      try {
        InspectExecResponse exec = engine.control().inspectExecCmd(id).exec();
        InspectExecResponse.ProcessConfig program = exec.getProcessConfig();
        if (Boolean.TRUE.equals(exec.isRunning()) && program != null) {
          List<String> argv = new ArrayList<>(List.of(program.getEntryPoint()));
          argv.addAll(program.getArguments());
          running.add(argv);
        }
      } catch (NotFoundException e) {
        LOG.debug("exec {} has ended meanwhile", id);
      }
    }
    return running;
  }

  /**
   * How an exec stands now, asked on a live connection.
   *
   * @throws EngineLostException when there is none
   * @throws ExecForgottenException when the engine does not know it any more
   */
  public ExecOutcome execOutcome(String execId, ExecRequest request) {
    Duration took = Duration.between(request.made(), Instant.now());
    InspectExecResponse inspected = inspectExec(execId);
    boolean running = Boolean.TRUE.equals(inspected.isRunning());
    Long code = inspected.getExitCodeLong();
    boolean killed = code != null && code == KILLED;
    return new ExecOutcome(
        running,
        running || code == null ? OptionalInt.empty() : OptionalInt.of(code.intValue()),
        took,
        engine
            .events()
            .outOfMemory(execId, request, killed)
            .orElseGet(() -> ranOutOfMemory(request, killed ? EngineEvents.LATE : Duration.ZERO)));
  }

  /**
   * Waits until an exec that was asked for has a process, or has ended; a second at most, after
   * which it was probably never begun. Before that, whoever looks for its processes sees none.
   */
  public void awaitProcess(String execId) {
    long end = System.nanoTime() + BEGINNING.toNanos();
    try {
      while (System.nanoTime() < end && !hasProcess(inspectExec(execId))) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean hasProcess(InspectExecResponse exec) {
    Long process = exec.getPidLong();
    return exec.getExitCodeLong() != null || (process != null && process > 0);
  }

  private InspectExecResponse inspectExec(String execId) {
    try {
      return engine.control().inspectExecCmd(execId).exec();
    } catch (NotFoundException e) {
      throw new ExecForgottenException(e);
    } catch (EngineUnavailableException e) {
      throw new EngineLostException(String.valueOf(e.getMessage()), e);
    }
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

  /** Stops a container without grace and starts it again; its files stay. */
  public void restart(String containerId) {
    engine.control().restartContainerCmd(containerId).withTimeout(0).exec();
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

  /** Volumes with all of these labels. */
  public List<InspectVolumeResponse> volumes(Map<String, String> labels) {
    List<InspectVolumeResponse> volumes =
        engine.control().listVolumesCmd().withFilter("label", filters(labels)).exec().getVolumes();
    return volumes == null ? List.of() : volumes;
  }

  /** Networks with all of these labels; the containers in them are not told. */
  public List<Network> networks(Map<String, String> labels) {
    return engine.control().listNetworksCmd().withFilter("label", filters(labels)).exec();
  }

  private static List<String> filters(Map<String, String> labels) {
    return labels.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList();
  }

  /** The ids of the containers in a network; none when it is gone. */
  public Set<String> containersIn(String network) {
    try {
      var containers =
          engine.control().inspectNetworkCmd().withNetworkId(network).exec().getContainers();
      return containers == null ? Set.of() : containers.keySet();
    } catch (NotFoundException e) {
      return Set.of();
    }
  }

  /** The names of the networks that a container is in; empty when it is gone. */
  public Optional<Set<String>> networksOf(String containerId) {
    return inspect(containerId)
        .map(InspectContainerResponse::getNetworkSettings)
        .map(settings -> settings.getNetworks().keySet());
  }

  /** The state of a container in Docker's word; empty when it is gone. */
  public String state(String containerId) {
    return inspect(containerId).map(it -> String.valueOf(it.getState().getStatus())).orElse("");
  }

  /** When a container last stopped; empty when it runs, or never did, or is gone. */
  public Optional<Instant> finished(String containerId) {
    return inspect(containerId)
        .map(InspectContainerResponse::getState)
        .filter(state -> !Boolean.TRUE.equals(state.getRunning()))
        .map(InspectContainerResponse.ContainerState::getFinishedAt)
        .map(Instant::parse)
        .filter(moment -> moment.isAfter(Instant.EPOCH));
  }

  private Optional<InspectContainerResponse> inspect(String containerId) {
    try {
      return Optional.of(engine.control().inspectContainerCmd(containerId).exec());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /** The address of the engine in use. */
  public String endpoint() {
    return engine.endpoint().toString();
  }

  /**
   * Waits until a container is gone whose removal has begun.
   *
   * @throws IllegalStateException when it is there a minute later
   */
  public void awaitRemoval(String containerId) throws InterruptedException {
    long end = System.nanoTime() + REMOVAL.toNanos();
    while (inspect(containerId).isPresent()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("its removal takes more than a minute");
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
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
        .withDriver(BRIDGE)
        .withCheckDuplicate(true)
        .withOptions(BRIDGE_OPTIONS)
        .withLabels(labels)
        .exec()
        .getId();
  }

  /** Whether a network is what {@link #createBridge} makes, and nothing more. */
  public static boolean isPlainBridge(Network network) {
    return BRIDGE.equals(network.getDriver()) && BRIDGE_OPTIONS.equals(network.getOptions());
  }

  /** Networks of exactly this name; the engine allows several. */
  public List<Network> networksNamed(String name) {
    return engine.control().listNetworksCmd().withNameFilter(name).exec().stream()
        .filter(network -> name.equals(network.getName()))
        .toList();
  }

  /**
   * The ids of the networks that a container is in, or joins when it starts; empty when it is gone.
   */
  public List<String> networkIdsOf(String containerId) {
    return inspect(containerId).stream()
        .flatMap(it -> it.getNetworkSettings().getNetworks().values().stream())
        .map(ContainerNetwork::getNetworkID)
        .toList();
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
