package org.dockermcp.mcp.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dockermcp.tool.Cancellation;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FairCallQueueTest {
  private final FairCallQueue calls = new FairCallQueue(1, 4);
  private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> started = new LinkedBlockingQueue<>();
  private final CountDownLatch leave = new CountDownLatch(1);

  @AfterEach
  void end() {
    calls.end();
  }

  private FairCallQueue.Ticket submit(String session, String name) {
    return submit(new FairCallQueue.Lane(Principal.LOCAL, session), new Cancellation(), name);
  }

  private FairCallQueue.Ticket submit(
      FairCallQueue.Lane lane, Cancellation cancellation, String name) {
    return calls.submit(
        lane,
        "run",
        cancellation,
        () -> {
          started.add(name);
          try {
            leave.await();
            done.add(name);
          } catch (InterruptedException e) {
            done.add(name + (cancellation.isCancelled() ? " cancelled" : " interrupted"));
          }
        });
  }

  private List<String> done(int count) throws InterruptedException {
    return List.of(
        take(), count > 1 ? take() : "", count > 2 ? take() : "", count > 3 ? take() : "");
  }

  private String take() throws InterruptedException {
    return String.valueOf(done.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void sessionsTakeTurns() throws InterruptedException {
    submit("a", "a1");
    submit("a", "a2");
    submit("a", "a3");
    submit("b", "b1");
    leave.countDown();

    assertThat(done(4)).containsExactly("a1", "a2", "b1", "a3");
  }

  @Test
  void principalsTakeTurnsWhateverTheirSessionsAreCalled() throws InterruptedException {
    submit("a", "a1");
    submit("a", "a2");
    submit("a", "a3");
    submit(new FairCallQueue.Lane(new Principal("other"), "a"), new Cancellation(), "other's");
    leave.countDown();

    assertThat(done(4)).containsExactly("a1", "a2", "other's", "a3");
  }

  @Test
  void refusesWhenTheQueueIsFullAndSaysSo() {
    submit("a", "0");
    for (int i = 0; i < 4; i++) {
      assertThat(submit("a", "waits").ahead()).contains(i);
    }

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> submit("b", "too many"))
        .withMessage(
            "Could not start run: 1 calls are running and 4 are queued (DOCKER_MCP_MAX_CALLS,"
                + " DOCKER_MCP_MAX_QUEUE); try again later.");
  }

  @Test
  void aCallThatIsCancelledLeavesTheQueue() throws InterruptedException {
    submit("a", "first");
    FairCallQueue.Ticket second = submit("a", "second");
    submit("a", "third");

    second.cancel();
    assertThat(submit("b", "fourth").ahead()).contains(1);
    leave.countDown();

    assertThat(done(3)).containsExactly("first", "third", "fourth", "");
  }

  @Test
  void aRunningCallThatIsCancelledFreesItsSlotWhenItHasEnded() throws InterruptedException {
    FairCallQueue.Ticket first = submit("a", "first");
    submit("a", "second");
    assertThat(first.ahead()).isEmpty();
    assertThat(started.take()).isEqualTo("first");

    first.cancel();
    assertThat(started.take()).isEqualTo("second");
    leave.countDown();

    assertThat(done(2)).containsExactly("first cancelled", "second", "", "");
  }

  @Test
  void acceptsNoCallOnceItHasEnded() throws InterruptedException {
    submit("a", "first");
    submit("a", "second");
    assertThat(started.take()).isEqualTo("first");
    calls.end();

    assertThat(calls.awaitEnd(TimeUnit.SECONDS.toNanos(10))).isTrue();
    assertThat(take()).isEqualTo("first cancelled");
    assertThat(done).isEmpty();
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> submit("a", "third"))
        .withMessage(
            "Could not start run: the server is shutting down; call it again when the server has"
                + " restarted.");
  }
}
