package org.dockermcp.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dockermcp.Eventually;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.it.support.ContainerProcesses;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.RawServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** That {@code camel stop}, which removes a file, ends the running jar as a signal does. */
@Timeout(180)
class CamelStopIT {
  @Test
  void endsTheServerAndWhatEndsWithIt(@TempDir Path home) throws Exception {
    Map<String, String> settings =
        Map.of("DOCKER_MCP_CAMEL_CLI", "on", "JAVA_TOOL_OPTIONS", "-Duser.home=" + home);
    try (RawServer server = new RawServer(settings);
        Engine engine = new Engine(System.getenv())) {
      JsonNode created = server.call("create_container", Map.of("image", Images.BUSYBOX));
      String box = created.path("container_id").asText();
      assertThat(box).as(created.toString()).isNotEmpty();
      server.beginCall(
          "execute_code", Map.of("container_id", box, "command", "sleep 600", "timeout", 600));
      Eventually.within(Duration.ofSeconds(20))
          .until(() -> ContainerProcesses.of(engine.control(), box).anyMatch("sleep 600"::equals));
      Path folder = home.resolve(".camel");
      Path lock = folder.resolve(Long.toString(server.process().pid()));
      assertThat(lock).exists();

      Files.delete(lock);

      assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(server.process().exitValue()).isZero();
      assertThat(
              engine.control().listContainersCmd().withShowAll(true).exec().stream()
                  .map(container -> container.getId()))
          .doesNotContain(box);
      assertThat(files(folder)).isEmpty();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
