package org.dockermcp.it.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dockermcp.it.support.ExtendedRoutes;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void listsAndCallsAToolThatWasDroppedIntoTheFolder(@TempDir Path folder) throws IOException {
    ExtendedRoutes.in(folder, List.of(Path.of("src/examples/run_javascript")));
    Path route = folder.resolve("run_javascript.camel.yaml");
    String shipped = Files.readString(route);
    Files.writeString(route, shipped.replace("node:22-alpine", Images.DEBIAN));
    // It hands its own environment on to no server.
    String routes = "DOCKER_MCP_ROUTES=" + folder;

    JsonNode listed = inspect("-e", routes, "--method", "tools/list").json();
    JsonNode called =
        inspect(
                "-e",
                routes,
                "--method",
                "tools/call",
                "--tool-name",
                "run_javascript",
                "--tool-arg",
                "code=console.log(6*7)")
            .json();

    assertThat(listed.path("tools"))
        .extracting(tool -> tool.path("name").asText())
        .hasSize(13)
        .contains("run_javascript");
    assertThat(SdkClient.reply(called).ok().get("stdout")).isEqualTo("42\n");
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
