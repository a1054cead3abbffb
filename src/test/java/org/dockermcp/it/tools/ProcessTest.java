package org.dockermcp.it.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dockermcp.Eventually;
import org.dockermcp.it.support.ContainerProcesses;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.BeforeAll;

/** Starting, reading and stopping processes in a box of the class's own. */
abstract class ProcessTest extends SandboxTest {
  String box = "";

  /** With the default settings. */
  ProcessTest() {}

  ProcessTest(Map<String, String> settings) {
    super(settings);
  }

  @BeforeAll
  final void createContainer() {
    box = create(Images.BUSYBOX);
  }

  final Reply begin(String command, Object... more) {
    Map<String, Object> arguments = arguments("container_id", box, more);
    arguments.put("command", command);
    return server.call("start_process", arguments);
  }

  final String start(String command, Object... more) {
    return begin(command, more).ok().get("process_id");
  }

  final Reply read(String process, Object... more) {
    return server.call("read_output", arguments("output_id", process, more)).ok();
  }

  final Reply stop(String process, Object... more) {
    return server.call("stop_process", arguments("process_id", process, more));
  }

  final JsonNode listed(String process, Object... more) {
    Map<String, Object> arguments = arguments("container_id", box, more);
    for (JsonNode one : server.call("list_processes", arguments).ok().content().path("processes")) {
      if (one.path("process_id").asText().equals(process)) {
        return one;
      }
    }
    throw new AssertionError("no process " + process);
  }

  final JsonNode awaitEnd(String process) {
    return Eventually.within(Duration.ofSeconds(10))
        .until(() -> listed(process), one -> !one.path("state").asText().equals("running"));
  }

  final List<String> running(String container) {
    return ContainerProcesses.of(docker(), container).toList();
  }

  final String state(String process) {
    for (JsonNode one : server.call("list_processes", Map.of()).ok().content().path("processes")) {
      if (one.path("process_id").asText().equals(process)) {
        return one.path("state").asText();
      }
    }
    return "not listed";
  }
}
