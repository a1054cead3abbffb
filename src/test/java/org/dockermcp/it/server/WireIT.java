package org.dockermcp.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.NoEngine;
import org.dockermcp.it.support.RawServer;
import org.dockermcp.it.support.ServerCommand;
import org.dockermcp.it.support.ServerJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes over standard output: the protocol, at once, and nothing else. */
@Timeout(60)
class WireIT {

  @Test
  void listsItsToolsWithoutAnEngine() {
    try (McpServerProcess server = McpServerProcess.start(NoEngine.SETTINGS)) {
      assertThat(server.tools())
          .extracting(McpSchema.Tool::name)
          .containsExactly(
              "add_dependencies",
              "check_engine",
              "cleanup_container",
              "create_container",
              "execute_code",
              "execute_python_script",
              "list_containers",
              "list_processes",
              "read_output",
              "send_input",
              "start_process",
              "stop_process");
    }
  }

  @Test
  void tellsEachFailureInTheLogWhenThePropertiesFileSaysDebug(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("my.properties"), "debug=true");
    Map<String, String> settings = new HashMap<>(NoEngine.SETTINGS);
    settings.put("DOCKER_MCP_CONFIG", file.toString());

    assertThat(new ServerCommand(folder).serve(settings, ServerCommand.ONE_CALL).stderr())
        .containsPattern(
            "DEBUG org.dockermcp.dispatch.ToolDispatcher - call \\w+ list_containers failed:");
  }

  @Test
  void endsWhenItsClientHasClosedTheReadingEnd() throws Exception {
    RawServer raw = new RawServer(NoEngine.SETTINGS);
    Process server = raw.process();
    try {
      server.getInputStream().close();

      // What is read already may take the first answer.
      for (int id = 100; !server.waitFor(50, TimeUnit.MILLISECONDS); id++) {
        ping(raw, id);
      }

      assertThat(server.exitValue()).isZero();
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void writesTheAnswersInFlightWhenItsClientLeaves() throws IOException, InterruptedException {
    try (RawServer raw = new RawServer(Map.of())) {
      Map<String, String> image = Map.of("image", Images.BUSYBOX);
      String box = raw.call("create_container", image).path("container_id").asText();
      Map<String, String> late = Map.of("container_id", box, "command", "sleep 0.2; echo late");
      int id = raw.beginCall("execute_code", late);

      raw.closeInput();

      JsonNode answer = raw.answer(id, Duration.ofSeconds(20));
      assertThat(answer.at("/result/structuredContent/stdout").asText()).isEqualTo("late\n");
    }
  }

  private static void ping(RawServer raw, int id) {
    try {
      raw.send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");
    } catch (IOException e) {
      // It has just ended.
    }
  }

  /** The input is a folder, which can be opened and not read. */
  @Test
  void anInputThatCannotBeReadIsNoFailureOfTheStart(@TempDir Path folder) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" < " + folder, "sh"));
    command.addAll(ServerJar.built().command("256m"));
    Path stderr = folder.resolve("stderr");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr.toFile());
    builder.environment().putAll(NoEngine.SETTINGS);
    Process server = builder.start();

    assertThat(server.waitFor()).isEqualTo(1);
    assertThat(Files.readString(stderr))
        .endsWith("docker-mcp stopped serving:\n  Is a directory\n");
  }
}
