package org.dockermcp.demo;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dockermcp.it.Images;
import org.dockermcp.it.McpServerProcess;
import org.dockermcp.it.McpServerProcess.Reply;

/** A client session with the built server, over stdio, told step by step as it goes. */
public final class Demo {
  private static final String WANTED_IMAGE = "python:3.12-slim";
  private static final Path HOST_AUTHORITIES = Path.of("/etc/ssl/certs/ca-certificates.crt");
  private static final String SCRIPT =
      """
      from tabulate import tabulate
      print(tabulate([(x, x * x) for x in range(1, 6)], headers=["x", "x squared"]))
      """;

  private final PrintStream out = System.out;
  private final McpServerProcess server;
  private int step;

  private Demo(McpServerProcess server) {
    this.server = server;
  }

  /** Runs the session; ends with exit code 1 when a step of it fails. */
  public static void main(String[] args) {
    // A network that needs certificate authorities of its own needs them inside the sandbox too.
    Map<String, String> settings =
        Files.isReadable(HOST_AUTHORITIES)
            ? Map.of("DOCKER_MCP_CA_BUNDLE", HOST_AUTHORITIES.toString())
            : Map.of();
    boolean well;
    try (McpServerProcess server = McpServerProcess.start(settings)) {
      well = new Demo(server).run();
    }
    System.exit(well ? 0 : 1);
  }

  private boolean run() {
    out.println(
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
    out.println(well ? "\nThat is all; nothing is left behind." : "\nThe demo did not go well.");
    return well;
  }

  private boolean use(String box) {
    Reply installed =
        tell(
            "Install a package. The sandbox has no network; it gets one for just this long.",
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
    tell("What is there now?", "list_containers", Map.of());
    return !installed.failed()
        && script.get("exit_code").equals("0")
        && line.get("stdout").equals("a\nb\n");
  }

  private Reply createContainer() {
    Reply created =
        tell(
            "Make a sandbox. It has no network, and limits on memory, processors and processes.",
            "create_container",
            ordered("image", WANTED_IMAGE));
    if (!created.code().equals("IMAGE_UNAVAILABLE")) {
      return created;
    }
    return tell(
        "No registry answers here, so take the image that was built from Debian packages.",
        "create_container",
        ordered("image", Images.DEBIAN));
  }

  private Reply tell(String why, String tool, Map<String, Object> arguments) {
    step++;
    out.printf("%n%d. %s%n", step, why);
    out.println("   > " + tool);
    arguments.forEach((name, value) -> out.println(indent("   >   ", name + ": " + value)));
    int told = server.progress().size();
    long start = System.nanoTime();
    Reply reply = server.callWithProgress(tool, "step-" + step, arguments);
    server.progress().stream()
        .skip(told)
        .forEach(note -> out.println(indent("   . ", String.valueOf(note.message()))));
    out.println(indent("   < ", reply.text()));
    out.printf("   (%d ms)%n", (System.nanoTime() - start) / 1_000_000);
    return reply;
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
