package org.dockermcp.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.DockerClientDelegate;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.command.ExecStartCmd;
import com.github.dockerjava.api.command.ListContainersCmd;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.core.command.ExecStartCmdImpl;
import com.github.dockerjava.core.command.PullImageCmdImpl;
import org.dockermcp.engine.ExecRequest;
import org.dockermcp.engine.ListRequest;
import org.dockermcp.engine.OutputSink;
import org.dockermcp.engine.PullRequest;
import org.jspecify.annotations.Nullable;

/**
 * The client that camel-docker's producers use; adds to their commands what the request at hand
 * says beyond headers.
 *
 * <p>camel-docker hands a client nothing but the operation's own parameters, so the request is
 * bound to the thread for the length of one producer's work, see {@link EngineProducer}.
 */
final class EngineClient extends DockerClientDelegate {
  private final Engine engine;
  private final RegistryCredentials credentials;
  private static final ThreadLocal<@Nullable Object> SERVING = new ThreadLocal<>();

  EngineClient(Engine engine) {
    this.engine = engine;
    credentials = new RegistryCredentials(engine);
  }

  /** Makes a message's body known to the commands of this thread, until {@link #served}. */
  void serve(@Nullable Object body) {
    SERVING.set(body);
  }

  /** Records the requests. */
  EngineMetrics metrics() {
    return engine.metrics();
  }

  void served() {
    SERVING.remove();
  }

  @Override
  protected DockerClient getDockerClient() {
    return engine.control();
  }

  @Override
  public ListContainersCmd listContainersCmd() {
    ListContainersCmd command = super.listContainersCmd();
    return SERVING.get() instanceof ListRequest request
        ? command.withLabelFilter(request.labels())
        : command;
  }

  @Override
  public ExecCreateCmd execCreateCmd(String containerId) {
    ExecCreateCmd command = super.execCreateCmd(containerId);
    if (SERVING.get() instanceof ExecRequest request) {
      command.withEnv(request.environment()).withWorkingDir(request.workingDir());
      if (!request.user().isEmpty()) {
        command.withUser(request.user());
      }
    }
    return command;
  }

  @Override
  public ExecStartCmd execStartCmd(String execId) {
    if (!(SERVING.get() instanceof ExecRequest request)) {
      throw new IllegalStateException("docker:exec/start needs an ExecRequest as its body");
    }
    return new ExecStartCmdImpl(
        (command, callback) -> {
          ExecStartCmd start = engine.streams().execStartCmd(execId);
          if (request.stdin() != null) {
            start.withStdIn(request.stdin());
          }
          request.output().whenEnough(() -> BoundedStreamCallback.closeTarget(callback));
          // At the limit the stream just ends: what became of the command, an inspect tells.
          start.exec(
              new BoundedStreamCallback<>(
                  callback,
                  frame -> {
                    engine.metrics().recordOutput(frame.getPayload().length);
                    deliver(frame, request.output(), callback);
                  },
                  request.timeout(),
                  BoundedStreamCallback::closeTarget,
                  engine::watchStream));
          return null;
        },
        execId);
  }

  private static void deliver(Frame frame, OutputSink output, ResultCallback<Frame> waiting) {
    switch (frame.getStreamType()) {
      case STDERR -> output.stderr(frame.getPayload());
      case STDOUT, RAW -> output.stdout(frame.getPayload());
      default -> {}
    }
    if (output.isEnough()) {
      BoundedStreamCallback.closeTarget(waiting);
    }
  }

  @Override
  public PullImageCmd pullImageCmd(String repository) {
    if (!(SERVING.get() instanceof PullRequest request)) {
      throw new IllegalStateException("docker:imagepull needs a PullRequest as its body");
    }
    PullProgress progress = new PullProgress(request.progress());
    return new PullImageCmdImpl(
        (command, callback) -> {
          // Not pullImageCmd(repository): docker-java's own parser refuses names that Docker takes.
          engine
              .streams()
              .pullImageCmd("image")
              .withRepository(repository)
              .withTag(request.tag())
              .withAuthConfig(command.getAuthConfig())
              .exec(
                  new BoundedStreamCallback<PullResponseItem>(
                      callback,
                      progress,
                      request.timeout(),
                      PullProgress::tooLong,
                      engine::watchStream));
          return null;
        },
        new AuthConfig(),
        repository);
  }

  /** What camel-docker gives a pull as its credentials. */
  @Override
  public AuthConfig authConfig() {
    return SERVING.get() instanceof PullRequest request
        ? credentials.lookup(request.repository())
        : new AuthConfig();
  }
}
