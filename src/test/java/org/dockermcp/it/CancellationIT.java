package org.dockermcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dockermcp.engine.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That nothing goes on in a sandbox once nobody wants it any more. */
class CancellationIT {
  /** Of this run alone: another installation's volume of the same name would be refused. */
  private static final String SESSION = "cancel-" + ProcessHandle.current().pid();

  private static final String SLEEPS = "echo begun > begun; setsid sleep 7777 & sleep 7777";

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

  private int beginSleeping() throws IOException, InterruptedException {
    int id = server.beginCall("execute_code", Map.of("container_id", box, "command", SLEEPS));
    awaitSleepers(true, Duration.ofSeconds(10));
    return id;
  }

  private List<String> processes(String container) {
    return Arrays.stream(docker.topContainerCmd(container).exec().getProcesses())
        .map(row -> row[row.length - 1])
        .toList();
  }

  /** How long it takes until commands are there, or gone; fails when it takes too long. */
  private void awaitSleepers(boolean wanted, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (processes(box).stream().anyMatch(it -> it.contains("7777")) != wanted) {
      assertThat(System.nanoTime()).as("%s after %s", processes(box), limit).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void endsWhatACancelledCallStartedAndSendsNoAnswer() throws IOException, InterruptedException {
    int id = beginSleeping();

    server.cancel(id);

    awaitSleepers(false, Duration.ofSeconds(2));
    assertThat(
            server
                .call("execute_code", Map.of("container_id", box, "command", "echo next"))
                .path("stdout")
                .asText())
        .isEqualTo("next\n");
    assertThat(server.messages()).noneMatch(message -> message.path("id").asInt() == id);
  }

  @Test
  void endsWorkWhenTheClientLeaves() throws IOException, InterruptedException {
    beginSleeping();

    server.closeInput();

    awaitSleepers(false, Duration.ofSeconds(5));
    assertThat(server.process().waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(server.process().exitValue()).isZero();
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

  @Test
  void endsWorkOnSigterm() throws IOException, InterruptedException {
    beginSleeping();

    server.process().destroy();

    assertThat(server.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
    awaitSleepers(false, Duration.ofSeconds(1));
  }
}
