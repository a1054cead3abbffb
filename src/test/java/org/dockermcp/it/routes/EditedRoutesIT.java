package org.dockermcp.it.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.dockermcp.Eventually;
import org.dockermcp.it.support.ExtendedRoutes;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients see of edits of the routes while they call tools. */
@Tag("alone")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class EditedRoutesIT {
  private static final int EDITS = Boolean.getBoolean("soak") ? 100 : 10;
  private static final int CLIENTS = 4;
  private static final int WARM = 100;
  private static final Duration LIVE = Duration.ofSeconds(10);
  private static final String ROUTE = "execute_code.camel.yaml";

  /** What is put into the route's first step, so that a call tells which edit it takes. */
  private static final String STEP =
      """
              - bean:
                  ref: policy
                  method: refuse(${body}, 'command', '^which$', 'edit %d')
      """;

  @TempDir private Path folder = Path.of("");
  private String shipped = "";

  @BeforeEach
  void copyTheShippedRoutes() throws IOException {
    ExtendedRoutes.in(folder, List.of());
    shipped = Files.readString(folder.resolve(ROUTE));
  }

  private McpServerProcess start() {
    return McpServerProcess.start(Map.of("DOCKER_MCP_ROUTES", folder.toString()));
  }

  private void save(String name, String text) throws IOException {
    // As editors do, so that nobody reads half a file.
    Path next = Files.writeString(folder.resolve(name + "~"), text);
    Files.move(next, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  /** The route with a step more, with which the call "which" tells the edit's number. */
  private String good(int edit) {
    return shipped.replaceFirst("(?<=steps:\n)", STEP.formatted(edit).replace("$", "\\$"));
  }

  /** A mistake, and what is to be said of it. */
  private record Mistake(String text, String told) {}

  private Mistake bad(int edit) {
    String good = good(edit);
    return switch (edit % 6) {
      case 0 -> new Mistake(good.replace("steps:", "steps: ["), ROUTE + ":7: is not YAML");
      case 1 -> new Mistake(good.replace("ref: policy", "ref: police"), ROUTE + ":8: ");
      case 2 ->
          new Mistake(
              good.replace("direct:sandbox", "exec:sh"),
              ROUTE + ":10: the endpoint 'exec:sh' has the scheme 'exec'");
      case 3 ->
          new Mistake(
              good.replace("direct:sandbox", "docker:container/list"),
              ROUTE
                  + ":10: the endpoint 'docker:container/list' is for routes in the engine's folder of lib/ alone");
      case 4 -> new Mistake(good.replace("id: execute_code", "id: other"), ROUTE);
      default ->
          new Mistake(good.substring(0, good.indexOf("      steps:")), ROUTE + ":2: is a route");
    };
  }

  @Test
  void noCallFailsWhileItsRouteIsEdited() throws Exception {
    try (McpServerProcess server = start()) {
      new Edits(server).areMadeUnderCalls();
    }
  }

  /** The edits of one server's routes. */
  private final class Edits {
    private final McpServerProcess server;
    private final String box;

    Edits(McpServerProcess server) {
      this.server = server;
      box = server.call("create_container", Map.of("image", Images.BUSYBOX)).get("container_id");
    }

    void areMadeUnderCalls() throws Exception {
      AtomicBoolean over = new AtomicBoolean();
      AtomicLong calls = new AtomicLong();
      AtomicLong longest = new AtomicLong();
      List<Callable<Long>> work = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        work.add(() -> callUntil(over, calls, longest));
      }
      work.add(
          () -> {
            try {
              return edits(calls);
            } finally {
              over.set(true);
            }
          });

      List<Long> slowest = SandboxTest.atOnce(work);

      System.out.printf(
          "%d edits, half of them broken, under %d calls of %d clients: 0 failed, the slowest took %d"
              + " ms; live after %d ms at most%n",
          EDITS, calls.get(), CLIENTS, longest.get(), slowest.get(CLIENTS));
      assertThat(calls.get()).isGreaterThan(EDITS);
    }

    private long callUntil(AtomicBoolean over, AtomicLong calls, AtomicLong longest) {
      while (!over.get()) {
        long begun = System.nanoTime();
        Reply reply = execute("echo fine").ok();
        longest.accumulateAndGet(
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun), Math::max);
        assertThat(reply.get("stdout")).isEqualTo("fine\n");
        calls.incrementAndGet();
      }
      return 0;
    }

    private Reply execute(String command) {
      return server.call("execute_code", Map.of("container_id", box, "command", command));
    }

    /** Makes the edits; gives after how many milliseconds the slowest good one was live. */
    private long edits(AtomicLong calls) throws Exception {
      // A server that has just begun is not what is measured.
      Eventually.within(Duration.ofMinutes(2)).until(() -> calls.get() >= WARM);
      long slowest = 0;
      int live = -1;
      for (int edit = 0; edit < EDITS; edit++) {
        if (edit % 2 == 0) {
          int number = edit;
          save(ROUTE, good(edit));
          slowest =
              Math.max(
                  slowest, within(LIVE, "edit " + edit, () -> which().contains("edit " + number)));
          live = edit;
        } else {
          Mistake mistake = bad(edit / 2);
          int before = server.log().size();
          save(ROUTE, mistake.text);
          within(
              LIVE,
              mistake.told,
              () ->
                  server.log().subList(before, server.log().size()).stream()
                      .anyMatch(line -> line.contains(folder + "/" + mistake.told)));
          assertThat(which()).contains("edit " + live);
        }
      }
      return slowest;
    }

    private String which() {
      return execute("which").message();
    }
  }

  private static long within(Duration time, String what, Callable<Boolean> condition) {
    long begun = System.nanoTime();
    Eventually.within(time).alias(what).until(condition);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  @Test
  void aToolComesAndGoesWithItsFilesAndTheClientIsTold() throws Exception {
    try (McpServerProcess server = start()) {
      comesAndGoes(server);
    }
  }

  private void comesAndGoes(McpServerProcess server) throws Exception {
    save("say_hello.camel.yaml", HELLO_ROUTE);
    save("say_hello.tool.yaml", HELLO_TOOL);
    within(LIVE, "the tool is listed", () -> names(server).contains("say_hello"));
    assertThat(server.call("say_hello", Map.of()).ok().get("text")).isEqualTo("hello");
    assertThat(told(server, "notifications/tools/list_changed")).isPositive();

    save("say_hello.tool.yaml", HELLO_TOOL.replace("description: Says", "descriptoin: Says"));
    within(LIVE, "the fault is told", () -> told(server, "say_hello.tool.yaml:") > 0);
    assertThat(server.call("say_hello", Map.of()).ok().get("text")).isEqualTo("hello");

    Files.delete(folder.resolve("say_hello.tool.yaml"));
    Files.delete(folder.resolve("say_hello.camel.yaml"));
    within(LIVE, "the tool is gone", () -> !names(server).contains("say_hello"));
  }

  private List<String> names(McpServerProcess server) {
    return server.tools().stream().map(tool -> tool.name()).toList();
  }

  private long told(McpServerProcess server, String part) {
    return server.notifications().stream().filter(line -> line.contains(part)).count();
  }

  private static final String HELLO_ROUTE =
      """
      - route:
          id: say_hello
          from:
            uri: direct:say_hello
            steps:
              - setBody:
                  constant: hello
              - bean:
                  ref: reply
                  method: text(${body})
      """;

  private static final String HELLO_TOOL =
      """
      name: say_hello
      title: Say hello
      description: Says hello.
      annotations:
        readOnlyHint: true
        destructiveHint: false
        idempotentHint: true
        openWorldHint: false
      inputSchema: {type: object, additionalProperties: false, properties: {}}
      outputSchema:
        type: object
        required: [text]
        properties:
          text: {type: string, description: The greeting.}
      """;
}
