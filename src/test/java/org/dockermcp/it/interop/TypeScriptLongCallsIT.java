package org.dockermcp.it.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dockermcp.Eventually;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.it.support.ContainerProcesses;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a client with the official TypeScript SDK can do with a call that takes long. */
@Tag("interop")
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypeScriptLongCallsIT {
  private static final boolean SOAK = Boolean.getBoolean("soak");

  /** How long a job is, and how long the client waits for a sign of life. */
  private static final int JOB_SECONDS = SOAK ? 90 : 9;

  private static final int PATIENCE_SECONDS = SOAK ? 60 : 4;

  private static final Map<String, Object> PATIENCE =
      Map.of("timeout", PATIENCE_SECONDS * 1000, "resetTimeoutOnProgress", true);

  private final Engine engine = new Engine(System.getenv());
  private final SdkClient client = Clients.typescript("1");
  private String box = "";

  @BeforeAll
  void createContainer() {
    client.tools();
    box = client.call("create_container", Map.of("image", Images.BUSYBOX)).ok().get("container_id");
  }

  @AfterAll
  void close() {
    try (engine;
        client) {
      client.call("cleanup_container", Map.of("container_id", box)).ok();
    }
  }

  private Map<String, Object> command(String command) {
    return Map.of("container_id", box, "command", command, "timeout", JOB_SECONDS * 2);
  }

  private boolean runs(String program) {
    return ContainerProcesses.of(engine.control(), box)
        .anyMatch(process -> process.contains(program));
  }

  /** The line before it may be told before it is started. */
  private void awaitRunning(String program) throws InterruptedException {
    await(program, true, Duration.ofSeconds(20));
  }

  private void await(String program, boolean wanted, Duration limit) throws InterruptedException {
    Eventually.within(limit).until(() -> runs(program) == wanted);
  }

  private void isGoneSoon(String program) throws InterruptedException {
    await(program, false, Duration.ofSeconds(15));
    Reply next = client.call("execute_code", command("echo next")).ok();
    assertThat(next.get("stdout")).isEqualTo("next\n");
  }

  @Test
  void anAbortEndsTheCommandAndTheNextCallWorks() throws InterruptedException {
    client.begin("execute_code", command("setsid sleep 7771 & echo begun; sleep 7771"), Map.of());
    client.told();
    awaitRunning("sleep 7771");

    String fault = client.abort();

    assertThat(fault).contains("no longer wanted");
    isGoneSoon("sleep 7771");
  }

  @Test
  void theFirstLineOfASlowCommandIsSeenWhileItRuns() throws InterruptedException {
    client.begin("execute_code", command("echo first; sleep 7772"), Map.of());

    JsonNode told = client.told();

    assertThat(told.at("/note/message").asText()).isEqualTo("first\n");
    assertThat(told.path("ended").booleanValue()).isFalse();
    awaitRunning("sleep 7772");
    client.abort();
  }

  @Test
  void aJobThatWritesKeepsAClientWaitingThatWouldWaitLessLong() {
    String job = "i=0; while [ $i -lt %d ]; do echo $i; i=$((i+1)); sleep 1; done";

    Reply reply = client.call("execute_code", command(job.formatted(JOB_SECONDS)), PATIENCE).ok();

    assertThat(reply.get("stdout"))
        .isEqualTo(
            IntStream.range(0, JOB_SECONDS)
                .mapToObj(line -> line + "\n")
                .collect(Collectors.joining()));
    assertThat(client.progress()).hasSizeGreaterThanOrEqualTo(JOB_SECONDS - 1);
  }

  /** Which shows that it was the progress that kept it waiting. */
  @Test
  void aJobThatIsSilentIsGivenUpByTheSameClientAndEnded() throws InterruptedException {
    client.begin("execute_code", command("sleep 7773"), PATIENCE);

    assertThat(client.fault()).contains("Request timed out");
    isGoneSoon("sleep 7773");
  }
}
