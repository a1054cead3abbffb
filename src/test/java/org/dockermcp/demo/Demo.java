package org.dockermcp.demo;

import io.modelcontextprotocol.spec.McpSchema;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dockermcp.Eventually;
import org.dockermcp.it.support.Authorities;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.McpServerProcess.Reply;

/** A client session with the built server, over stdio, told step by step as it goes. */
public final class Demo {
  private static final String WANTED_IMAGE = "python:3.12-slim";
  private static final String SCRIPT =
      """
      from tabulate import tabulate
      print(tabulate([(x, x * x) for x in range(1, 6)], headers=["x", "x squared"]))
      """;

  private static final String SLOW = "for i in 1 2 3 4 5; do echo line $i; sleep 0.5; done";
  private static final String ENDLESS = "while :; do echo working; sleep 0.5; done";

  /** Looks without any program but the shell; its own command line does not hold the words. */
  private static final String COUNT =
      "sleep 1; grep -l 'echo [w]orking' /proc/[0-9]*/cmdline 2>/dev/null | wc -l";

  private static final PrintStream OUT = System.out;

  /** When the call at work began. */
  private static volatile long begun;

  private final McpServerProcess server;
  private int step;

  private Demo(McpServerProcess server) {
    this.server = server;
  }

  /** Runs the session; ends with exit code 1 when a step of it fails. */
  public static void main(String[] args) {
    boolean well;
    try (McpServerProcess server = McpServerProcess.start(Authorities.settings(), Demo::show)) {
      well = new Demo(server).run();
    }
    System.exit(well ? 0 : 1);
  }

  private boolean run() {
    OUT.println(
        "A client starts docker-mcp over stdio and calls its tools, as Claude or Cursor do.");
    if (!tell("Is there a Docker engine?", "check_engine", Map.of())
        .get("available")
        .equals("true")) {
      return false;
    }
    Reply created = createContainer();
    if (created.failed()) {
      return false;
    }
    String box = created.get("container_id");
    boolean well;
    try {
      well = use(box);
    } finally {
      tell("Remove the sandbox.", "cleanup_container", ordered("container_id", box));
    }
    OUT.println(well ? "\nDone; everything was removed." : "\nThe demo failed.");
    return well;
  }

  private boolean use(String box) {
    Reply installed =
        tell(
            "Install a package. The sandbox has no network; it gets one during the install.",
            "add_dependencies",
            ordered(
                "container_id", box, "packages", List.of("tabulate"), "package_manager", "pip"));
    Reply script =
        tell(
            "Run a Python script that uses it.",
            "execute_python_script",
            ordered("container_id", box, "script", SCRIPT));
    Reply line =
        tell(
            "Run a shell line with a pipe.",
            "execute_code",
            ordered("container_id", box, "command", "printf 'b\\na\\nc\\n' | sort | head -n 2"));
    Reply slow =
        tell(
            "Run a slow command; its output is streamed.",
            "execute_code",
            ordered("container_id", box, "command", SLOW));
    cancel(
        "Run an endless command, and cancel the call after two seconds.",
        "execute_code",
        ordered("container_id", box, "command", ENDLESS, "timeout", 600));
    Reply left =
        tell(
            "Is the command still running?",
            "execute_code",
            ordered("container_id", box, "command", COUNT));
    tell("List the containers.", "list_containers", Map.of());
    return !installed.failed()
        && script.get("exit_code").equals("0")
        && line.get("stdout").equals("a\nb\n")
        && slow.get("stdout").endsWith("line 5\n")
        && left.get("stdout").equals("0\n");
  }

  private Reply createContainer() {
    Reply created =
        tell(
            "Create a sandbox: no network, and limits on memory, CPUs and processes.",
            "create_container",
            ordered("image", WANTED_IMAGE));
    if (!created.code().equals("IMAGE_UNAVAILABLE")) {
      return created;
    }
    return tell(
        "No registry is reachable, so use the image built from Debian packages.",
        "create_container",
        ordered("image", Images.DEBIAN));
  }

  private Reply tell(String why, String tool, Map<String, Object> arguments) {
    String token = announce(why, tool, arguments);
    long start = System.nanoTime();
    Reply reply = server.callWithProgress(tool, token, arguments);
    long millis = (System.nanoTime() - start) / 1_000_000;
    awaitProgress(token);
    OUT.println(indent("   < ", reply.text()));
    OUT.printf("   (%d ms)%n", millis);
    return reply;
  }

  private void cancel(String why, String tool, Map<String, Object> arguments) {
    String token = announce(why, tool, arguments);
    server.callAndCancel(tool, token, arguments, Demo::think);
    awaitProgress(token);
    OUT.println("   < (no answer: the call was cancelled)");
  }

  private String announce(String why, String tool, Map<String, Object> arguments) {
    step++;
    OUT.printf("%n%d. %s%n", step, why);
    OUT.println("   > " + tool);
    arguments.forEach((name, value) -> OUT.println(indent("   >   ", name + ": " + value)));
    begun = System.nanoTime();
    return "step-" + step;
  }

  /** What a person sees while a call is at work. */
  private static void show(McpSchema.ProgressNotification note) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    OUT.println(
        indent("   .        ", String.valueOf(note.message()))
            .replaceFirst(" {8}", " %4.1f s ".formatted(seconds)));
  }

  /** As a user does who then says stop. */
  private static void think() {
    try {
      TimeUnit.SECONDS.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until all progress of a call has been shown, which its answer may have overtaken. */
  private void awaitProgress(String token) {
    int wanted = server.progressOnWire(token).size();
    Eventually.within(Duration.ofSeconds(10)).until(() -> shown(token) >= wanted);
  }

  private long shown(String token) {
    return server.progress().stream().filter(note -> token.equals(note.progressToken())).count();
  }

  private static String indent(String margin, String text) {
    return margin + text.strip().replace("\n", "\n" + margin);
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      arguments.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return arguments;
  }
}
