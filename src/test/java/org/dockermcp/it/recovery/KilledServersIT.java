package org.dockermcp.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.Installation;
import org.dockermcp.it.support.RawServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That nothing is left of servers that are killed at any moment, but the sessions. */
@Timeout(3600)
@Tag("alone")
class KilledServersIT {
  private static final int ROUNDS = Boolean.getBoolean("soak") ? 100 : 3;
  private static final int CALLS = 20;
  private static final int LATEST_MILLIS = 4_000;
  private static final long SEED = 20_260_101;

  /** Of this run alone: another installation's volume of the same name would be refused. */
  private static final String KEPT = "kept-" + ProcessHandle.current().pid();

  private static final String MIXED = "mixed-" + ProcessHandle.current().pid();

  private final Random random = new Random(SEED);
  private final Installation installation = Installation.built();
  private final List<String> boxes = new ArrayList<>();

  @Test
  void nothingIsLeftOfServersKilledAtWorkButTheirSessions()
      throws IOException, InterruptedException {
    LongSummaryStatistics cleared = new LongSummaryStatistics();
    RawServer server = installation.start(Map.of());
    try (Engine engine = new Engine(System.getenv())) {
      DockerClient docker = engine.control();
      makeKeptBoxes(server);
      for (int round = 1; round <= ROUNDS; round++) {
        for (int i = 0; i < CALLS; i++) {
          beginAny(server, i);
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LATEST_MILLIS));
        server.kill();

        server = installation.start(Map.of());
        cleared.accept(installation.awaitNothingLeft(docker, Duration.ofSeconds(60)));
        assertThat(networksOfBoxes(docker)).containsOnly(List.of("none"));
        for (String box : boxes) {
          assertThat(run(server, box, "cat file")).isEqualTo("kept\n");
        }
        server.call("cleanup_container", Map.of("session_id", MIXED, "remove_volumes", true));
      }
      System.out.printf(
          "Servers killed: %d, all cleared up %d ms at most, %.0f on average, after the next's start%n",
          ROUNDS, cleared.getMax(), cleared.getAverage());
    } finally {
      server.close();
      try (RawServer last = installation.start(Map.of())) {
        for (String session : List.of(KEPT, MIXED)) {
          last.call("cleanup_container", Map.of("session_id", session, "remove_volumes", true));
        }
      }
    }
  }

  private void makeKeptBoxes(RawServer server) throws IOException, InterruptedException {
    for (String image : List.of(Images.DEBIAN, Images.APK_STUB)) {
      boxes.add(
          server
              .call("create_container", Map.of("image", image, "session_id", KEPT))
              .path("container_id")
              .asText());
    }
    run(server, boxes.get(0), "echo kept > file");
  }

  private static String run(RawServer server, String box, String command)
      throws IOException, InterruptedException {
    return server
        .call("execute_code", Map.of("container_id", box, "command", command))
        .path("stdout")
        .asText();
  }

  private void beginAny(RawServer server, int number) throws IOException {
    String debian = boxes.get(0);
    String stub = boxes.get(1);
    switch (random.nextInt(8)) {
      case 0, 1 -> server.beginCall("create_container", Map.of("image", Images.BUSYBOX));
      case 2 ->
          server.beginCall(
              "create_container", Map.of("image", Images.BUSYBOX, "session_id", MIXED));
      case 3 ->
          server.beginCall(
              "execute_code",
              Map.of("container_id", debian, "command", "echo more >> more; sleep 20"));
      case 4 ->
          server.beginCall(
              "execute_python_script",
              Map.of("container_id", debian, "script", "import time; time.sleep(20)"));
      case 5 ->
          server.beginCall(
              "add_dependencies", Map.of("container_id", stub, "packages", List.of("p" + number)));
      case 6 ->
          server.beginCall(
              "create_container",
              Map.of("image", Images.APK_STUB, "dependencies", List.of("curl", "jq")));
      default -> server.beginCall("cleanup_container", Map.of("session_id", MIXED));
    }
  }

  private List<List<String>> networksOfBoxes(DockerClient docker) {
    return boxes.stream()
        .map(box -> docker.inspectContainerCmd(box).exec().getNetworkSettings())
        .map(settings -> List.copyOf(settings.getNetworks().keySet()))
        .toList();
  }
}
