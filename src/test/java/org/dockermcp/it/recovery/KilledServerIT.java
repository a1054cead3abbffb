package org.dockermcp.it.recovery;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dockermcp.Eventually;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.it.security.Case;
import org.dockermcp.it.support.ContainerProcesses;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.Installation;
import org.dockermcp.it.support.RawServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That what a server had at work when it was killed without a word ends too. */
@Tag("alone")
class KilledServerIT {
  private static final int COMMANDS = 20;

  /** Shorter by far than the commands run. */
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Of this run alone: another installation's volume of the same name would be refused. */
  private static final String SESSION = "killed-" + ProcessHandle.current().pid();

  @Test
  void commandsDieWithTheirServer() throws IOException, InterruptedException {
    List<String> boxes = new ArrayList<>();
    try (Engine engine = new Engine(System.getenv())) {
      RawServer killed = new RawServer(Map.of("DOCKER_MCP_MAX_CALLS", String.valueOf(COMMANDS)));
      for (String image : List.of(Images.BUSYBOX, Images.DEBIAN, Images.USER_1000)) {
        boxes.add(
            killed
                .call("create_container", Map.of("image", image, "session_id", SESSION))
                .path("container_id")
                .asText());
      }
      for (int i = 0; i < COMMANDS; i++) {
        killed.beginCall(
            "execute_code",
            Map.of(
                "container_id",
                boxes.get(i % boxes.size()),
                "command",
                "setsid sleep 7777 & sleep 7777"));
      }
      awaitSleepers(engine.control(), boxes, 2 * COMMANDS, SOON);

      killed.process().destroyForcibly();

      long start = System.nanoTime();
      awaitSleepers(engine.control(), boxes, 0, SOON);
      System.out.printf(
          "Commands of a killed server: all %d gone after %d ms%n",
          COMMANDS, (System.nanoTime() - start) / 1_000_000);
      killed.close();
    } finally {
      try (RawServer next = new RawServer(Map.of())) {
        next.call("cleanup_container", Map.of("session_id", SESSION, "remove_volumes", true));
      }
    }
  }

  @Test
  @Case("D5")
  void d5ANetworkLentByAServerThatWasKilledIsTakenBack() throws IOException, InterruptedException {
    try (Engine engine = new Engine(System.getenv())) {
      DockerClient docker = engine.control();
      RawServer killed = new RawServer(Map.of());
      String box =
          killed
              .call("create_container", Map.of("image", Images.DEBIAN, "session_id", SESSION))
              .path("container_id")
              .asText();
      killed.beginCall(
          "add_dependencies", Map.of("container_id", box, "packages", List.of("pandas")));
      awaitNetwork(docker, box, "docker-mcp-install-", SOON);

      killed.kill();

      try (RawServer next = new RawServer(Map.of())) {
        awaitNetwork(docker, box, "none", SOON);
        Installation.built().awaitNothingLeft(docker, SOON);
        next.call("cleanup_container", Map.of("session_id", SESSION, "remove_volumes", true));
      }
    }
  }

  private static void awaitNetwork(DockerClient docker, String box, String prefix, Duration limit)
      throws InterruptedException {
    Eventually.within(limit)
        .until(
            () ->
                List.copyOf(
                    docker
                        .inspectContainerCmd(box)
                        .exec()
                        .getNetworkSettings()
                        .getNetworks()
                        .keySet()),
            networks -> networks.size() == 1 && networks.get(0).startsWith(prefix));
  }

  private static void awaitSleepers(
      DockerClient docker, List<String> boxes, long wanted, Duration limit)
      throws InterruptedException {
    Eventually.within(limit).until(() -> sleepers(docker, boxes), count -> count == wanted);
  }

  private static long sleepers(DockerClient docker, List<String> boxes) {
    return boxes.stream()
        .flatMap(box -> ContainerProcesses.of(docker, box))
        .filter("sleep 7777"::equals)
        .count();
  }
}
