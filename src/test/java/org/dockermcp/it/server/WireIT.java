package org.dockermcp.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.ServerCommand;
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
}
