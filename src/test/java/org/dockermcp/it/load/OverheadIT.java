package org.dockermcp.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.SandboxTest;
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
  private static final int PAIRS = 60;

  /** Docker's own client, without any of what the server's engine adds. */
  private final DockerClient bare = client();

  private static DockerClient client() {
    try (Engine engine = new Engine(System.getenv())) {
      DefaultDockerClientConfig config =
          DefaultDockerClientConfig.createDefaultConfigBuilder()
              .withDockerHost(engine.endpoint().toString())
              .build();
      return DockerClientImpl.getInstance(
          config, new ZerodepDockerHttpClient.Builder().dockerHost(engine.endpoint()).build());
    }
  }

  @AfterAll
  void closeClient() throws IOException {
    bare.close();
  }

  @Test
  void addsLittleToTheEnginesOwnTime() throws InterruptedException {
    String box = create(Images.BUSYBOX);
    List<Double> calls = new ArrayList<>();
    List<Double> alone = new ArrayList<>();
    for (int i = 0; i < WARM_UP + PAIRS; i++) {
      long start = System.nanoTime();
      run(box, "true").ok();
      long between = System.nanoTime();
      sameRequests(box);
      long end = System.nanoTime();
      if (i >= WARM_UP) {
        calls.add((between - start) / 1e6);
        alone.add((end - between) / 1e6);
      }
    }

    double overhead = median(calls) - median(alone);
    System.out.printf(
        "A call's own overhead: %.1f ms at the median (call %.1f ms, engine alone %.1f ms, %d pairs)%n",
        overhead, median(calls), median(alone), PAIRS);
    // As a ratio, for the machine's speed drifts: 10 ms of an exec's 50 and more.
    assertThat(median(calls) / median(alone)).isLessThan(1.2);
  }

  /** What execute_code asks of the engine, and nothing around it. */
  private void sameRequests(String box) throws InterruptedException {
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
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
