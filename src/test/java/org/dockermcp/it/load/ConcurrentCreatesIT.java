package org.dockermcp.it.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dockermcp.it.support.Tries.median;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.dockermcp.Programs;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.SandboxTest;
import org.dockermcp.it.support.Tries;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What creating many containers at once costs beyond the engine's own time. */
@Tag("alone")
class ConcurrentCreatesIT extends SandboxTest {
  private static final int AT_ONCE = 16;
  private static final int WARM_UP = 2;
  private static final int TRIES = 3;
  private static final int ROUNDS = 3;
  private static final double MOST_RATIO = 1.3;
  private static final long MEMORY = 64 << 20;

  /** Rounds, in milliseconds; the one at an index was measured beside the other there. */
  private record Rounds(List<Double> creates, List<Double> runs) {

    /** At the median of the rounds, for the machine's speed drifts from one to the next. */
    double ratio() {
      return median(
          IntStream.range(0, creates.size()).mapToObj(i -> creates.get(i) / runs.get(i)).toList());
    }

    @Override
    public String toString() {
      return "%d at once: %.0f ms at the median, docker run -d %.0f ms, ratio %.2f (%d rounds)"
          .formatted(AT_ONCE, median(creates), median(runs), ratio(), creates.size());
    }
  }

  @Test
  void sixteenAtOnceTakeLittleMoreThanTheEnginesOwn() throws Exception {
    measured(WARM_UP);

    Tries.oneIs(rounds -> rounds.ratio() < MOST_RATIO, TRIES, () -> measured(ROUNDS));
  }

  /** The one and the other go first in turn, for the second finds the engine warm. */
  private Rounds measured(int count) {
    Rounds rounds = new Rounds(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < count; i++) {
      if (i % 2 == 0) {
        rounds.runs.add(milliseconds(ConcurrentCreatesIT::dockerRun));
        rounds.creates.add(milliseconds(this::create));
      } else {
        rounds.creates.add(milliseconds(this::create));
        rounds.runs.add(milliseconds(ConcurrentCreatesIT::dockerRun));
      }
    }
    System.out.println("Creates: " + rounds);
    return rounds;
  }

  private String create() {
    return create(Images.BUSYBOX, "memory_bytes", MEMORY);
  }

  /** How long so many take that begin at once; what they have created is removed afterwards. */
  private double milliseconds(Callable<String> one) {
    Queue<String> ids = new ConcurrentLinkedQueue<>();
    Callable<Boolean> noted = () -> ids.add(one.call());
    try {
      long start = System.nanoTime();
      atOnce(Collections.nCopies(AT_ONCE, noted));
      return (System.nanoTime() - start) / 1e6;
    } finally {
      ids.forEach(
          id -> docker().removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
    }
  }

  /** The same container, made by Docker's own client. */
  private static String dockerRun() {
    return Programs.run(
            "docker",
            "run",
            "-d",
            "--network",
            "none",
            "--memory",
            Long.toString(MEMORY),
            "--pids-limit",
            "512",
            "--volume",
            "/workspace",
            Images.BUSYBOX,
            "/bin/sh",
            "-c",
            "exec sleep 600")
        .strip();
  }

  /** A session is no lock either, where nothing is to be reused. */
  @Test
  void sixteenOfOneSessionWithoutReuseAreSixteen() {
    List<Callable<String>> calls =
        IntStream.range(0, AT_ONCE)
            .mapToObj(
                i ->
                    (Callable<String>)
                        () ->
                            create(
                                Images.BUSYBOX, "session_id", "concurrent", "memory_bytes", MEMORY))
            .toList();

    assertThat(atOnce(calls)).doesNotHaveDuplicates();
    server
        .call("cleanup_container", Map.of("session_id", "concurrent", "remove_volumes", true))
        .ok();
  }
}
