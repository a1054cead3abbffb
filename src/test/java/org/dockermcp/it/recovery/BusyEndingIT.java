package org.dockermcp.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That a command is ended alone, however many others are being started meanwhile. */
@Tag("alone")
class BusyEndingIT extends SandboxTest {
  private static final int ENDINGS = Boolean.getBoolean("soak") ? 200 : 20;
  private static final int STARTERS = 4;

  /** What the engine is starting has no mark yet that would tell whose it is. */
  @Test
  void whatIsBeingStartedIsLeftAlone() {
    String box = create(Images.BUSYBOX);
    AtomicBoolean ended = new AtomicBoolean();
    List<Callable<List<Reply>>> work = new ArrayList<>();
    work.add(
        () -> {
          List<Reply> replies = new ArrayList<>();
          try {
            for (int i = 0; i < ENDINGS; i++) {
              replies.add(run(box, "sleep 7777", "timeout", 0.2));
            }
          } finally {
            ended.set(true);
          }
          return replies;
        });
    for (int i = 0; i < STARTERS; i++) {
      work.add(
          () -> {
            List<Reply> replies = new ArrayList<>();
            while (!ended.get()) {
              replies.add(run(box, "echo on"));
            }
            return replies;
          });
    }

    List<List<Reply>> replies = atOnce(work);

    assertThat(replies.get(0))
        .allSatisfy(
            reply -> {
              assertThat(reply.code()).isEqualTo("TIMED_OUT");
              assertThat(reply.content().path("others_ended").booleanValue()).isFalse();
            });
    assertThat(replies.subList(1, replies.size()))
        .allSatisfy(
            others ->
                assertThat(others)
                    .isNotEmpty()
                    .allSatisfy(reply -> assertThat(reply.get("stdout")).isEqualTo("on\n")));
  }
}
