package org.dockermcp.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.RawServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That nothing goes on in a sandbox once nobody wants it any more. */
class CancellationIT {
  /** Of this run alone: another installation's volume of the same name would be refused. */
  private static final String SESSION = "cancel-" + ProcessHandle.current().pid();

  private final Engine engine = new Engine(System.getenv());
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
}
