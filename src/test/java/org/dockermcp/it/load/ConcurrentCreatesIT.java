package org.dockermcp.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What creating many containers at once costs beyond the engine's own time. */
@Tag("alone")
class ConcurrentCreatesIT extends SandboxTest {
  private static final int AT_ONCE = 16;
  private static final int WARM_UP = 2;
  private static final int ROUNDS = 3;
  private static final long MEMORY = 64 << 20;

  @Test
  void sixteenAtOnceTakeLittleMoreThanTheEnginesOwn() {
    List<Double> creates = new ArrayList<>();
    List<Double> runs = new ArrayList<>();
    for (int i = 0; i < WARM_UP + ROUNDS; i++) {
      double run = milliseconds(ConcurrentCreatesIT::dockerRun);
      double create = milliseconds(() -> create(Images.BUSYBOX, "memory_bytes", MEMORY));
      if (i >= WARM_UP) {
        runs.add(run);
        creates.add(create);
      }
    }

    double ratio = median(creates) / median(runs);
    System.out.printf(
        "%d creates at once: %.0f ms at the median, docker run -d %.0f ms, ratio %.2f%n",
        AT_ONCE, median(creates), median(runs), ratio);
    assertThat(ratio).isLessThan(1.3);
  }

  /** How long so many take that begin at once; what they have created is removed afterwards. */
  private double milliseconds(Callable<String> one) {
    long start = System.nanoTime();
    List<String> ids = atOnce(Collections.nCopies(AT_ONCE, one));
    double took = (System.nanoTime() - start) / 1e6;
    ids.forEach(id -> docker().removeContainerCmd(id).withForce(true).exec());
    return took;
  }

  /** The same container, made by Docker's own client. */
  private static String dockerRun() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
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
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String id = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    return id;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
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
    server.call("cleanup_container", Map.of("session_id", "concurrent")).ok();
  }
}
