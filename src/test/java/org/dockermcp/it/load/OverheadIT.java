package org.dockermcp.it.load;

import static org.dockermcp.it.support.Tries.median;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.PlainClient;
import org.dockermcp.it.support.SandboxTest;
import org.dockermcp.it.support.Tries;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a call costs beyond the engine's own time, measured beside the same requests of a client
 * that keeps its connections.
 */
@Tag("alone")
class OverheadIT extends SandboxTest {
  private static final int WARM_UP = 100;
  private static final int SETS = 5;
  private static final int PAIRS = 40;
  private static final double MOST_RATIO = 1.2;
  private static final double MOST_MILLIS = 15;

  private final DockerClient bare = PlainClient.open();

  @AfterAll
  void closeClient() throws IOException {
    bare.close();
  }

  /** A set of pairs, in milliseconds; the one at an index was measured beside the other there. */
  private record Pairs(List<Double> calls, List<Double> alone) {
    double ratio() {
      return median(calls) / median(alone);
    }

    double overhead() {
      return median(
          IntStream.range(0, calls.size()).mapToObj(i -> calls.get(i) - alone.get(i)).toList());
    }

    /** As a ratio, for the machine's speed drifts; or as a time, where the engine is quick. */
    boolean isLittle() {
      return ratio() < MOST_RATIO || overhead() < MOST_MILLIS;
    }

    @Override
    public String toString() {
      return "%.1f ms of its own at the median, ratio %.2f (call %.1f ms, engine alone %.1f ms, %d pairs)"
          .formatted(overhead(), ratio(), median(calls), median(alone), calls.size());
    }
  }

  @Test
  void addsLittleToTheEnginesOwnTime() throws Exception {
    String box = create(Images.BUSYBOX);
    measured(box, WARM_UP);

    Tries.oneIs(Pairs::isLittle, SETS, () -> measured(box, PAIRS));
  }

  /** The one and the other go first in turn, for the second finds the engine warm. */
  private Pairs measured(String box, int count) throws InterruptedException {
    Pairs pairs = new Pairs(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < count; i++) {
      if (i % 2 == 0) {
        pairs.calls.add(call(box));
        pairs.alone.add(sameRequests(box));
      } else {
        pairs.alone.add(sameRequests(box));
        pairs.calls.add(call(box));
      }
    }
    System.out.println("A call: " + pairs);
    return pairs;
  }

  private double call(String box) {
    long start = System.nanoTime();
    run(box, "true").ok();
    return (System.nanoTime() - start) / 1e6;
  }

  /** What execute_code asks of the engine, and nothing around it; gives the milliseconds. */
  private double sameRequests(String box) throws InterruptedException {
    long start = System.nanoTime();
    bare.inspectContainerCmd(box).exec();
    String exec =
        bare.execCreateCmd(box)
            .withCmd("/bin/sh", "-c", "true")
            .withAttachStdout(true)
            .withAttachStderr(true)
            .exec()
            .getId();
    bare.execStartCmd(exec).exec(new ResultCallback.Adapter<Frame>()).awaitCompletion();
    bare.inspectExecCmd(exec).exec();
    return (System.nanoTime() - start) / 1e6;
  }
}
