package org.dockermcp.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a call costs beyond the engine's own time, measured beside the same requests made bare. */
@Tag("alone")
class OverheadIT extends SandboxTest {
  private static final int WARM_UP = 100;
  private static final int PAIRS = 60;

  @Test
  void addsLittleToTheEnginesOwnTime() throws InterruptedException {
    String box = create(Images.BUSYBOX);
    List<Double> calls = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    for (int i = 0; i < WARM_UP + PAIRS; i++) {
      long start = System.nanoTime();
      run(box, "true").ok();
      long between = System.nanoTime();
      sameRequests(box);
      long end = System.nanoTime();
      if (i >= WARM_UP) {
        calls.add((between - start) / 1e6);
        bare.add((end - between) / 1e6);
      }
    }

    double overhead = median(calls) - median(bare);
    System.out.printf(
        "A call's own overhead: %.1f ms at the median (call %.1f ms, engine alone %.1f ms, %d pairs)%n",
        overhead, median(calls), median(bare), PAIRS);
    // As a ratio, for the machine's speed drifts: 10 ms of an exec's 50 and more.
    assertThat(median(calls) / median(bare)).isLessThan(1.2);
  }

  /** What execute_code asks of the engine, and nothing around it. */
  private void sameRequests(String box) throws InterruptedException {
    docker().inspectContainerCmd(box).exec();
    String exec =
        docker()
            .execCreateCmd(box)
            .withCmd("/bin/sh", "-c", "true")
            .withAttachStdout(true)
            .withAttachStderr(true)
            .exec()
            .getId();
    docker().execStartCmd(exec).exec(new ResultCallback.Adapter<Frame>()).awaitCompletion();
    docker().inspectExecCmd(exec).exec();
    String now = Long.toString(System.currentTimeMillis() / 1000);
    docker()
        .eventsCmd()
        .withContainerFilter(box)
        .withEventFilter("oom")
        .withSince(now)
        .withUntil(now)
        .exec(new ResultCallback.Adapter<>())
        .awaitCompletion();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
