package org.dockermcp.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.command.ExecStartCmd;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.ExecOutcome;
import org.dockermcp.engine.ExecRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations on execs; camel-docker's have no user, environment or working directory, and give
 * the output to a log.
 */
final class DockerExecs {
  private static final Logger LOG = LoggerFactory.getLogger(DockerExecs.class);
  private static final Duration BEGINNING = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final long KILLED = 137;

  private final Engine engine;
  private final MemoryKills kills;

  DockerExecs(Engine engine) {
    this.engine = engine;
    kills = new MemoryKills(engine);
  }

  /** Creates an exec, which does nothing yet. */
  DockerExec create(ExecRequest request) {
    ExecCreateCmd command =
        engine
            .control()
            .execCreateCmd(request.containerId())
            .withCmd(request.argvArray())
            .withAttachStdin(request.hasStdin())
            .withAttachStdout(true)
            .withAttachStderr(true)
            .withEnv(request.environment())
            .withWorkingDir(request.workingDir());
    if (!request.user().isEmpty()) {
      command.withUser(request.user());
    }
    return new DockerExec(command.exec().getId(), request);
  }

  /**
   * Starts an exec and waits for its stream's end, or for the request's time limit: an inspect
   * tells which of them it was.
   *
   * @throws InterruptedException after the program has a process that can be ended
   */
  DockerExec start(DockerExec exec) throws InterruptedException {
    ExecRequest request = exec.request();
    var waiting = new ResultCallback.Adapter<Frame>();
    ExecStartCmd start = engine.streams().execStartCmd(exec.id());
    request.stdin().ifPresent(start::withStdIn);
    request.output().whenEnough(() -> BoundedStreamCallback.closeTarget(waiting));
    if (request.output().isEnough()) {
      // Nobody wants it any more.
      return exec;
    }
    start.exec(
        new BoundedStreamCallback<>(
            waiting,
            frame -> deliver(frame, exec, waiting),
            request.timeout(),
            BoundedStreamCallback::closeTarget,
            engine::watchStream));
    try {
      waiting.awaitCompletion();
      if (request.output().isEnough()) {
        // The stream may have been closed before the engine had begun the program.
        awaitProcess(exec.id());
      }
      return exec;
    } catch (InterruptedException e) {
      // The program may be on its way, and could not be found yet by what is to end it.
      awaitProcess(exec.id());
      throw e;
    }
  }

  private void deliver(Frame frame, DockerExec exec, ResultCallback<Frame> waiting) {
    engine.metrics().recordOutput(frame.getPayload().length);
    switch (frame.getStreamType()) {
      case STDERR -> exec.stderr(frame.getPayload());
      case STDOUT, RAW -> exec.stdout(frame.getPayload());
      default -> {}
    }
    if (exec.request().output().isEnough()) {
      BoundedStreamCallback.closeTarget(waiting);
    }
  }

  /**
   * How an exec stands now, asked on a live connection.
   *
   * @throws EngineFault.Lost when there is none
   * @throws EngineFault.ExecForgotten when the engine does not know it any more
   * @throws EngineFault.StartRefused when the program could not be started
   */
  ExecOutcome inspect(DockerExec exec) {
    ExecRequest request = exec.request();
    Duration took = Duration.between(request.made(), Instant.now());
    InspectExecResponse inspected = inspect(exec.id());
    boolean running = Boolean.TRUE.equals(inspected.isRunning());
    Long code = inspected.getExitCodeLong();
    if (!running && code != null) {
      exec.startRefused(code)
          .ifPresent(
              fault -> {
                throw fault;
              });
    }
    return new ExecOutcome(
        running,
        running || code == null ? OptionalInt.empty() : OptionalInt.of(code.intValue()),
        took,
        kills.during(exec, code != null && code == KILLED));
  }

  /**
   * Waits until an exec that was asked for has a process, or has ended; a second at most, after
   * which it was probably never begun. Before that, whoever looks for its processes sees none.
   */
  private void awaitProcess(String execId) {
    long end = System.nanoTime() + BEGINNING.toNanos();
    try {
      while (System.nanoTime() < end && !hasProcess(inspect(execId))) {
        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.debug("whether exec {} has begun is unknown: {}", execId, e.toString());
    }
  }

  private static boolean hasProcess(InspectExecResponse exec) {
    Long process = exec.getPidLong();
    return exec.getExitCodeLong() != null || (process != null && process > 0);
  }

  private InspectExecResponse inspect(String execId) {
    try {
      return engine.control().inspectExecCmd(execId).exec();
    } catch (NotFoundException e) {
      throw new EngineFault.ExecForgotten(e);
    } catch (EngineFault.Unavailable e) {
      throw new EngineFault.Lost(String.valueOf(e.getMessage()), e);
    }
  }

  /** The programs and arguments of a container's execs that still run. */
  List<List<String>> list(String containerId) {
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
}
