package org.dockermcp.it.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.dockermcp.Eventually;
import org.dockermcp.it.support.ExtendedRoutes;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples for integrators, and every word of theirs, dropped into the folder of the tools. */
@Timeout(60)
class ExamplesIT extends SandboxTest {
  private static final Path RESOURCES = Path.of("src/test/resources/org/dockermcp/it/routes");
  private static final String SESSION = "examples-" + ProcessHandle.current().pid();
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
          + "rkJggg==";

  private final NamedImages images = new NamedImages(docker());
  private String box = "";

  ExamplesIT(@TempDir Path folder) {
    super(Map.of("DOCKER_MCP_ROUTES", routes(folder).toString()));
  }

  private static Path routes(Path folder) {
    List<Path> parts = new ArrayList<>(ExtendedRoutes.examples());
    parts.add(RESOURCES.resolve("tools"));
    return ExtendedRoutes.in(folder, parts);
  }

  @BeforeAll
  void openASession(@TempDir Path context) throws IOException {
    images.name("node:22-alpine", Images.DEBIAN);
    Files.copy(RESOURCES.resolve("shellcheck"), context.resolve("shellcheck"));
    assertThat(context.resolve("shellcheck").toFile().setExecutable(true)).isTrue();
    Files.writeString(
        context.resolve("Dockerfile"),
        "FROM %s%nCOPY shellcheck /bin/shellcheck%n".formatted(Images.BUSYBOX));
    images.build("koalaman/shellcheck-alpine:v0.10.0", context.toFile());
    box = create(Images.BUSYBOX, "session_id", SESSION);
  }

  @AfterAll
  void removeImages() {
    images.close();
  }

  /** What is there beside the session's own. */
  private List<String> throwaways() {
    JsonNode all =
        server.call("list_containers", Map.of("show_all", true)).ok().content().path("containers");
    return StreamSupport.stream(all.spliterator(), false)
        .filter(container -> !SESSION.equals(container.path("session_id").asText()))
        .map(container -> container.path("name").asText())
        .toList();
  }

  private Reply javascript(String code, double timeout) {
    return server.call("run_javascript", Map.of("code", code, "timeout", timeout));
  }

  @Test
  void runsAProgramInAnotherLanguageOnce() {
    Reply reply = javascript("console.log(`${6 * 7}`, process.argv.length)", 20).ok();

    assertThat(reply.get("stdout")).isEqualTo("42 2\n");
    assertThat(reply.content().path("exit_code").intValue()).isZero();
    assertThat(throwaways()).isEmpty();
  }

  @Test
  void aThrowawayIsGoneHoweverItsCallEnds() throws Exception {
    assertThat(javascript("process.exit(3)", 20).ok().content().path("exit_code").intValue())
        .isEqualTo(3);
    assertThat(throwaways()).isEmpty();

    Reply late = javascript("console.log(1); setInterval(() => {}, 1000)", 1.5);
    assertThat(late.code()).isEqualTo("TIMED_OUT");
    assertThat(late.get("stdout")).isEqualTo("1\n");
    assertThat(throwaways()).isEmpty();

    server.callAndCancel(
        "run_javascript",
        "cancelled",
        Map.of("code", "console.log('begun'); setInterval(() => {}, 1000)"),
        () -> awaitProgress("cancelled", "begun"));
    Eventually.within(Duration.ofSeconds(20)).until(() -> throwaways().isEmpty());
  }

  private void awaitProgress(String token, String text) {
    Eventually.within(Duration.ofSeconds(20))
        .until(
            () ->
                server.progressOnWire(token).stream()
                    .anyMatch(note -> note.path("message").asText().contains(text)));
  }

  @Test
  void lintsASessionsWorkspaceInAContainerOfItsOwn() {
    run(box, "printf '#!/bin/sh\\necho $1\\n' >a.sh; printf '#!/bin/sh\\n' >b.sh").ok();

    Reply reply =
        server
            .call("lint_shell", Map.of("session_id", SESSION, "files", List.of("a.sh", "b.sh")))
            .ok();

    assertThat(reply.content().path("comments")).hasSize(1);
    JsonNode comment = reply.content().at("/comments/0");
    assertThat(comment.path("file").asText()).isEqualTo("a.sh");
    assertThat(comment.path("line").intValue()).isEqualTo(2);
    assertThat(comment.path("code").intValue()).isEqualTo(2086);
    assertThat(reply.text()).isEqualTo(reply.content().toString());
    assertThat(throwaways()).isEmpty();
    assertThat(run(box, "ls").ok().get("stdout")).contains("a.sh\nb.sh\n");
  }

  @Test
  void looksIntoTheJsonOfAProgram() {
    run(box, "printf 'echo $1\\necho $1\\n' >c.sh").ok();

    Reply reply =
        server.call("count_findings", Map.of("session_id", SESSION, "files", List.of("c.sh"))).ok();

    assertThat(reply.content().toString()).isEqualTo("{\"findings\":2}");
  }

  @Test
  void noForeignVolumeIsLinted() {
    String foreign = SESSION + "-foreign";
    docker().createVolumeCmd().withName("mcp-session-" + foreign).exec();
    try {
      Reply reply =
          server.call("lint_shell", Map.of("session_id", foreign, "files", List.of("a.sh")));

      assertThat(reply.message())
          .isEqualTo(
              "Could not use session '%s': the volume mcp-session-%s was not made by this server; use another session_id."
                  .formatted(foreign, foreign));
      assertThat(throwaways()).isEmpty();
    } finally {
      docker().removeVolumeCmd("mcp-session-" + foreign).exec();
    }
  }

  @Test
  void aPolicyStandsInTheRoute() {
    Reply refused = run(box, "wget -O- http://localhost");

    assertThat(refused.code()).isEqualTo("DENIED");
    assertThat(refused.message())
        .isEqualTo(
            "Could not call execute_code: the operator refuses this 'command': it downloads, and"
                + " packages come by an install; do without, or ask the operator.");
    assertThat(run(box, "echo wgetting").ok().get("stdout")).isEqualTo("wgetting\n");
  }

  private Reply inBox(String tool, String path, Object... more) {
    Map<String, Object> arguments = new HashMap<>(arguments("container_id", box, more));
    arguments.put("path", path);
    return server.call(tool, arguments);
  }

  @Test
  void aFileIsWrittenAndReadAsItWasSent() {
    String note = "\"null\" ${body} 'é' $(id)\n";

    assertThat(inBox("keep_note", "deep/er/'a b'.txt", "note", note).ok().get("text"))
        .isEqualTo(note);
    assertThat(run(box, "cat \"deep/er/'a b'.txt\"").ok().get("stdout")).isEqualTo(note);
    assertThat(inBox("keep_note", "empty", "note", "").ok().get("text")).isEmpty();
    assertThat(inBox("keep_note", "../out", "note", "x").message())
        .isEqualTo(
            "Could not use the file '../out': it is not the path of a file in /workspace; give one"
                + " such as src/main.py.");
    assertThat(inBox("keep_note", "deep", "note", "x").message())
        .matches("Could not write 'deep': .*; choose another path, or inspect the container\\.");
  }

  @Test
  void whatACallerSentIsAnArgumentOfTheCommands() {
    run(box, "printf 'a b c' >'$(id);x'").ok();

    assertThat(inBox("count_words", "$(id);x").ok().get("text")).isEqualTo("3, 1");
  }

  @Test
  void aListIsAnAnswerAndANetworkIsThereForWhoWantsOne() {
    // One is every sandbox's own loopback.
    assertThat(run(box, "ls /sys/class/net").ok().get("stdout")).isEqualTo("lo\n");

    assertThat(server.call("count_interfaces", Map.of()).ok().content())
        .hasToString("{\"counts\":[2]}");
    assertThat(throwaways()).isEmpty();
  }

  @Test
  void aPictureIsShown() {
    run(box, "printf %s " + PIXEL + " | base64 -d >p.png; head -c 3000000 /dev/zero >big").ok();

    McpSchema.CallToolResult result =
        server
            .client()
            .callTool(
                CallToolRequest.builder("show_picture")
                    .arguments(Map.of("container_id", box, "path", "/workspace/p.png"))
                    .build());

    assertThat(result.content()).hasSize(2);
    assertThat(((McpSchema.TextContent) result.content().get(0)).text())
        .isEqualTo("A picture, image/png, 70 bytes.");
    McpSchema.ImageContent picture = (McpSchema.ImageContent) result.content().get(1);
    assertThat(picture.mimeType()).isEqualTo("image/png");
    assertThat(picture.data()).isEqualTo(PIXEL);
    assertThat(result.structuredContent())
        .isEqualTo(Map.of("mime_type", "image/png", "size_bytes", 70));
    assertThat(inBox("show_picture", "big").message())
        .isEqualTo("Could not read 'big': it is larger than 2.0 MiB; make it smaller.");
    assertThat(inBox("show_picture", "absent").message())
        .isEqualTo(
            "Could not read 'absent': no such file in /workspace; check whether and where it was"
                + " written.");
    run(box, "echo text >t.png").ok();
    assertThat(inBox("show_picture", "t.png").message())
        .isEqualTo(
            "Could not show 't.png': it is not a PNG, JPEG, GIF or WebP image; write it in one of"
                + " these formats.");
  }

  @Test
  void whatAnAuthorGotWrongIsInTheLog() {
    failsInside("break_promise", "the result of break_promise does not match its outputSchema: ");
    failsInside("mix_up", "Error during parameter binding on method: ");
    failsInside("end_without", "the route of end_without ended with a Sandbox, not with a reply");
    assertThat(throwaways()).isEmpty();
  }

  private void failsInside(String tool, String reason) {
    Reply reply = server.call(tool, Map.of());

    assertThat(reply.code()).isEqualTo("INTERNAL");
    assertThat(reply.message())
        .matches(
            "Could not complete "
                + tool
                + ": an internal error, reference [0-9a-f]{16}; tell the operator, whose log has"
                + " the reference\\.");
    assertThat(String.join("\n", server.log())).contains(reason);
  }

  @Test
  void whatIsNoJsonIsToldWithWhatWasWritten() {
    Reply reply = server.call("not_json", Map.of("session_id", SESSION));

    assertThat(reply.code()).isEqualTo("INTERNAL");
    assertThat(reply.message())
        .isEqualTo(
            "Could not read the answer: the output is not JSON; check the output, or tell the"
                + " operator.");
    assertThat(reply.text()).endsWith("no\n[stderr]\nwhy\n[exit code 0]");
    assertThat(server.call("not_json", Map.of()).message())
        .isEqualTo("Could not read 'session_id': it is missing; give a text.");
  }
}
