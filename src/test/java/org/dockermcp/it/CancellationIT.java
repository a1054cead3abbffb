package org.dockermcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.dockermcp.engine.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** That nothing goes on in a sandbox once nobody wants it any more. */
class CancellationIT {
  /** Of this run alone: another installation's volume of the same name would be refused. */
  private static final String SESSION = "cancel-" + ProcessHandle.current().pid();

  private final Engine engine = new Engine(System.getenv());
  private final DockerClient docker = engine.control();
  private RawServer server;
  private String box;

  CancellationIT() throws IOException, InterruptedException {
    server = new RawServer(Map.of());
    box = "";
  }

  @BeforeEach
  void createContainer() throws IOException, InterruptedException {
    box =
        server
            .call("create_container", Map.of("image", Images.BUSYBOX, "session_id", SESSION))
            .path("container_id")
            .asText();
  }

  @AfterEach
  void cleanUp() throws IOException, InterruptedException {
    server.close();
    server = new RawServer(Map.of());
    server.call("cleanup_container", Map.of("session_id", SESSION, "remove_volumes", true));
    server.close();
    engine.close();
  }

  private List<String> processes(String container) {
    return Arrays.stream(docker.topContainerCmd(container).exec().getProcesses())
        .map(row -> row[row.length - 1])
        .toList();
  }

  @Test
  void writesTheAnswersInFlightBeforeItEnds() throws IOException, InterruptedException {
    int id =
        server.beginCall(
            "execute_code", Map.of("container_id", box, "command", "sleep 1; echo late"));

    server.closeInput();

    assertThat(
            server
                .answer(id, Duration.ofSeconds(5))
                .at("/result/structuredContent/stdout")
                .asText())
        .isEqualTo("late\n");
  }

  // Often, for the cancel then comes at another moment of the lending.
  @RepeatedTest(5)
  void takesBackWhatAnInstallWasLent() throws IOException, InterruptedException {
    String debian =
        server
            .call("create_container", Map.of("image", Images.DEBIAN, "session_id", SESSION))
            .path("container_id")
            .asText();
    int id =
        server.beginCall(
            "add_dependencies", Map.of("container_id", debian, "packages", List.of("pandas")));
    awaitNetworks(debian, "docker-mcp-install", true);

    server.cancel(id);

    awaitNetworks(debian, "docker-mcp-install", false);
    await(() -> docker.listNetworksCmd().withNameFilter("docker-mcp-install").exec().isEmpty());
    assertThat(processes(debian)).noneMatch(process -> process.contains("pip"));
  }

  private void awaitNetworks(String container, String prefix, boolean wanted)
      throws InterruptedException {
    await(() -> networks(container).stream().anyMatch(name -> name.startsWith(prefix)) == wanted);
  }

  private static void await(BooleanSupplier wanted) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private List<String> networks(String container) {
    return List.copyOf(
        docker.inspectContainerCmd(container).exec().getNetworkSettings().getNetworks().keySet());
  }
}
