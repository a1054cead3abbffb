package org.dockermcp.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.dockermcp.engine.ExecHold;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Execs whose input stays open and empty for as long as this process lives. */
final class HeldExecs {
  private static final Logger LOG = LoggerFactory.getLogger(HeldExecs.class);
  private static final Duration STARTING = Duration.ofSeconds(2);

  private final Engine engine;

  HeldExecs(Engine engine) {
    this.engine = engine;
  }

  /**
   * Starts one, and waits until it has written something; two seconds at most, not for its end.
   *
   * @return what it wrote first, in which the engine also tells why it could not be started
   */
  String hold(ExecHold request) {
    engine.events().begin();
    String exec = create(request);
    CompletableFuture<String> written = new CompletableFuture<>();
    OpenStdin input = new OpenStdin();
    engine
        .streams()
        .execStartCmd(exec)
        .withStdIn(input)
        .exec(
            new ResultCallback.Adapter<Frame>() {
              @Override
              public void onNext(Frame frame) {
                written.complete(new String(frame.getPayload(), StandardCharsets.UTF_8));
              }

              @Override
              public void close() throws IOException {
                super.close();
                input.close();
                request.ended().run();
                written.complete("");
              }
            });
    // One that is still being started when its container is paused would keep the engine from ever
    // unpausing that container (Docker 20.10).
    String first = await(written);
    LOG.debug("held exec in {}: {}", request.containerId(), first);
    return first;
  }

  private static String await(CompletableFuture<String> written) {
    try {
      return written.completeOnTimeout("", STARTING.toMillis(), TimeUnit.MILLISECONDS).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private String create(ExecHold request) {
    try (ExecCreateCmd create = engine.control().execCreateCmd(request.containerId())) {
      create
          .withCmd(request.argv().toArray(String[]::new))
          .withEnv(request.environment())
          .withAttachStdin(true)
          .withAttachStdout(true);
      if (!request.workingDir().isEmpty()) {
        create.withWorkingDir(request.workingDir());
      }
      return create.exec().getId();
    }
  }
}
