package org.dockermcp.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dockermcp.engine.EngineFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BoundedStreamCallbackTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final List<String> seen = new ArrayList<>();
  private final ResultCallback.Adapter<String> waiter = new ResultCallback.Adapter<>();

  private static AutoCloseable unwatched(Runnable givenUp) {
    return () -> {};
  }

  @Test
  void theConsumerGetsEachItemInOrder() throws InterruptedException {
    BoundedStreamCallback<String> tee =
        new BoundedStreamCallback<>(
            waiter,
            seen::add,
            LONG,
            BoundedStreamCallback::closeTarget,
            BoundedStreamCallbackTest::unwatched);
    tee.onNext("a");
    tee.onNext("b");
    tee.onComplete();
    waiter.awaitCompletion();

    assertThat(seen).containsExactly("a", "b");
  }

  @Test
  void theLimitEndsTheWaitAndTheStream() throws InterruptedException, IOException {
    AtomicBoolean closed = new AtomicBoolean();
    Closeable stream = () -> closed.set(true);
    try (BoundedStreamCallback<String> tee =
        new BoundedStreamCallback<>(
            waiter,
            seen::add,
            SHORT,
            BoundedStreamCallback::closeTarget,
            BoundedStreamCallbackTest::unwatched)) {
      tee.onStart(stream);

      assertThat(waiter.awaitCompletion(10, TimeUnit.SECONDS)).isTrue();
      assertThat(closed).isTrue();
    }
  }

  @Test
  void theLimitOfAPullFailsIt() throws IOException {
    ResultCallback.Adapter<PullResponseItem> pull = new ResultCallback.Adapter<>();
    try (BoundedStreamCallback<PullResponseItem> tee =
        new BoundedStreamCallback<>(
            pull, item -> {}, SHORT, PullProgress::tooLong, BoundedStreamCallbackTest::unwatched)) {
      tee.onStart(() -> {});

      assertThatExceptionOfType(DockerClientException.class)
          .isThrownBy(pull::awaitCompletion)
          .withMessage("the pull exceeded the time limit of the call");
    }
  }

  @Test
  void aFaultOfTheConsumersEndsTheWaitWithThatFault() {
    BoundedStreamCallback<String> tee =
        new BoundedStreamCallback<>(
            waiter,
            item -> {
              throw new IllegalStateException("no " + item);
            },
            LONG,
            BoundedStreamCallback::closeTarget,
            BoundedStreamCallbackTest::unwatched);
    tee.onNext("more");

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(waiter::awaitCompletion)
        .withMessage("no more");
  }

  @Test
  void aFaultOfTheStreamsReachesTheWaiter() {
    new BoundedStreamCallback<>(
            waiter,
            seen::add,
            LONG,
            BoundedStreamCallback::closeTarget,
            BoundedStreamCallbackTest::unwatched)
        .onError(new IllegalStateException("cut"));

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(waiter::awaitCompletion)
        .withMessage("cut");
  }

  @Test
  void theSilenceOfTheEngineEndsTheWaitWithThatFault() {
    List<Runnable> silence = new ArrayList<>();
    AtomicBoolean watched = new AtomicBoolean(true);
    new BoundedStreamCallback<>(
        waiter,
        seen::add,
        LONG,
        BoundedStreamCallback::closeTarget,
        givenUp -> {
          silence.add(givenUp);
          return () -> watched.set(false);
        });

    silence.get(0).run();

    assertThatExceptionOfType(EngineFault.Lost.class)
        .isThrownBy(waiter::awaitCompletion)
        .withMessage("the engine was unresponsive while a stream was open");
    assertThat(watched).isFalse();
  }
}
