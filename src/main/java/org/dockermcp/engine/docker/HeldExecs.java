package org.dockermcp.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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

  /** Starts one, and waits until it has written something; two seconds at most, not for its end. */
  ExecHold hold(ExecHold request) {
    engine.events().begin();
    String exec =
        engine
            .control()
            .execCreateCmd(request.containerId())
            .withCmd(request.argv().toArray(String[]::new))
            .withEnv(request.environment())
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
                request.ended().run();
                up.countDown();
              }
            });
    try {
      // One that is still being started when its container is paused would keep the engine from
      // ever unpausing that container (Docker 20.10).
      boolean inTime = up.await(STARTING.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debug("held exec in {}: {}", request.containerId(), inTime ? "started" : "late");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return request;
  }
}
