package org.dockermcp.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dockermcp.app.Installation;
import org.dockermcp.app.LogLevels;
import org.dockermcp.app.ReloadNotifier;
import org.dockermcp.app.Server;
import org.dockermcp.app.Version;
import org.dockermcp.mcp.McpTools;
import org.dockermcp.mcp.stdio.StdioTransport;
import org.dockermcp.monitor.Monitor;
import org.dockermcp.routes.check.RouteFolderException;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.CallMetrics;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: serves MCP on standard input and output, or tells about itself. */
@Command(
    name = "docker-mcp",
    description = {
      "Serves the Model Context Protocol on standard input and output: tools that run code in"
          + " isolated Docker containers.",
      ""
    },
    footer = {
      "",
      "Settings are environment variables, or keys of the properties file that DOCKER_MCP_CONFIG"
          + " names; 'doctor' lists them all."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {Doctor.class, RoutesCommand.class})
public final class Main implements Callable<Integer> {
  /** Exit code when the settings cannot be used, or the arguments. */
  static final int UNUSABLE = 2;

  private final InputStream input;
  private final OutputStream wire;
  private final Map<String, String> environment;

  /** Whether clients are served, so that a fault is none of the start's any more. */
  private volatile boolean serving;

  Main(InputStream input, OutputStream wire, Map<String, String> environment) {
    this.input = input;
    this.wire = wire;
    this.environment = environment;
  }

  /** Runs and ends the process: 0 when all went well, 1 when not, 2 for unusable settings. */
  public static void main(String[] args) {
    // Standard output is the wire: whatever else prints, prints to standard error.
    // Not System.out, which hides it when the client has closed its end.
    OutputStream wire = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    Map<String, String> environment = System.getenv();
    LogLevels.set(environment);
    Main main = new Main(System.in, wire, environment);
    CommandLine commandLine = new CommandLine(main);
    commandLine.setOut(new PrintWriter(wire, true, StandardCharsets.UTF_8));
    commandLine.setExecutionExceptionHandler(main::fail);
    System.exit(commandLine.execute(args));
  }

  /** Where picocli puts something before it is used. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  static <T> T unset() {
    return null;
  }

  /** The environment that settings are read from. */
  Map<String, String> environment() {
    return environment;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = Settings.load(environment);
    try (Monitor monitor = new Monitor(settings, Main.class.getName(), () -> System.exit(0));
        Server server =
            new Server(
                settings,
                Installation.routes(settings),
                environment,
                Server.Adapter.docker(settings),
                List.of(monitor),
                monitor.meters())) {
      List<String> problems = server.problems(settings);
      if (!problems.isEmpty()) {
        throw new SettingsException(problems);
      }
      CallMetrics metrics = new CallMetrics(monitor.meters());
      McpTools tools = new McpTools(server.routes(), Version.text(), settings, metrics);
      server.routes().listen(new ReloadNotifier(tools));
      monitor.begin(server.monitored(tools), server.routes());
      server.begin();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(tools, server, monitor), "ending"));
      serving = true;
      new StdioTransport(tools, input, wire).serve();
    }
    return 0;
  }

  /** At a signal: the operating system's patience is ten seconds. */
  private static void end(McpTools tools, Server server, Monitor monitor) {
    tools.end();
    server.leave();
    monitor.close();
  }

  private int fail(Exception fault, CommandLine commandLine, CommandLine.ParseResult arguments) {
    commandLine
        .getErr()
        .println(serving ? "docker-mcp stopped serving:" : "docker-mcp could not start:");
    if (fault instanceof SettingsException settings) {
      settings.problems().forEach(problem -> commandLine.getErr().println("  " + problem));
      return UNUSABLE;
    }
    if (fault instanceof RouteFolderException routes) {
      routes.problems().forEach(problem -> commandLine.getErr().println("  " + problem));
      return 1;
    }
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      commandLine.getErr().println("  " + cause.getMessage());
    }
    return 1;
  }
}
