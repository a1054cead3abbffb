package org.dockermcp.it.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dockermcp.it.Images;
import org.dockermcp.it.McpServerProcess.Reply;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the MCP Inspector's command line gets, a session for each command. */
@Tag("interop")
class InspectorIT {

  /** What a command printed and how it ended. */
  private record Printed(String output, String errors, int exitCode) {

    JsonNode json() {
      assertThat(exitCode).as(errors).isZero();
      try {
        return SdkClient.MAPPER.readTree(output);
      } catch (JsonProcessingException e) {
        throw new AssertionError(output, e);
      }
    }
  }

  private static Printed inspect(String... options) {
    try (TimedProcess program = Clients.inspector(List.of(options))) {
      return new Printed(program.output(), program.errors(), program.exitCode());
    }
  }

  /** Calls a tool; each argument is written as NAME=VALUE. */
  private static Reply call(String tool, String... arguments) {
    Stream<String> options =
        Stream.concat(
            Stream.of("--method", "tools/call", "--tool-name", tool),
            Arrays.stream(arguments).flatMap(argument -> Stream.of("--tool-arg", argument)));
    return SdkClient.reply(inspect(options.toArray(String[]::new)).json());
  }

  @Test
  void listsTheTools() {
    JsonNode listed = inspect("--method", "tools/list").json();

    assertThat(listed.path("tools")).extracting(tool -> tool.path("name").asText()).hasSize(12);
  }

  @Test
  void findsNoFaultInTheSchemas() {
    Printed printed = inspect("--method", "tools/list", "--strict");

    assertThat(printed.exitCode()).as(printed.errors()).isZero();
    assertThat(printed.errors()).doesNotContain("Error:", "Warning:");
  }

  @Test
  void checksTheEngine() {
    assertThat(call("check_engine").ok().content().path("available").booleanValue()).isTrue();
  }

  @Test
  void createsAContainerRunsCodeInItAndRemovesIt() {
    // Each call starts a server of its own, and what has no session ends with the server.
    String session = "session_id=inspector-" + ProcessHandle.current().pid();
    Reply created =
        call(
                "create_container",
                "image=" + Images.BUSYBOX,
                session,
                "network_enabled=false",
                "environment={\"GREETING\": \"a=b c\"}")
            .ok();
    String id = created.get("container_id");

    Reply run =
        call(
                "execute_code",
                "container_id=" + id,
                "timeout=20",
                "command=echo \"$GREETING\" | wc -c")
            .ok();
    Reply removed = call("cleanup_container", session, "remove_volumes=true").ok();

    assertThat(run.get("stdout").trim()).isEqualTo("6");
    assertThat(removed.content().at("/removed/0/container_id").asText()).isEqualTo(id);
  }

  @Test
  void showsAFailureAsTheServerToldIt() {
    Printed printed =
        inspect(
            "--method",
            "tools/call",
            "--tool-name",
            "cleanup_container",
            "--tool-arg",
            "container_id=web");

    assertThat(printed.output())
        .contains("\"NOT_FOUND\"")
        .contains("Could not find container 'web'");
  }
}
