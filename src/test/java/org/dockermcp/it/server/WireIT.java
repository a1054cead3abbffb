package org.dockermcp.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.RawServer;
import org.dockermcp.it.support.ServerCommand;
import org.dockermcp.it.support.ServerJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes over standard output: the protocol, at once, and nothing else. */
@Timeout(60)
class WireIT {
  private static final Map<String, String> NO_ENGINE =
      Map.of("DOCKER_HOST", "unix:///nonexistent/docker.sock");

  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_containers","arguments":{}}}
      """;

  @Test
  void listsItsToolsWithoutAnEngine() {
    try (McpServerProcess server = McpServerProcess.start(NO_ENGINE)) {
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
    Map<String, String> settings = new HashMap<>(NO_ENGINE);
    settings.put("DOCKER_MCP_CONFIG", file.toString());

    assertThat(new ServerCommand(folder).serve(settings, CALL).stderr())
        .containsPattern(
            "DEBUG org.dockermcp.dispatch.ToolDispatcher - call \\w+ list_containers failed:");
  }

  @Test
  void endsWhenItsClientHasClosedTheReadingEnd() throws Exception {
    RawServer raw = new RawServer(NO_ENGINE);
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
    Path stderr = Files.createTempFile("docker-mcp", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr.toFile());
    builder.environment().putAll(NO_ENGINE);
    Process server = builder.start();

    assertThat(server.waitFor()).isEqualTo(1);
    assertThat(Files.readString(stderr))
        .endsWith("docker-mcp stopped serving:\n  Is a directory\n");
  }
}
