package org.dockermcp.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dockermcp.exec.kill.Termination.Step;
import org.dockermcp.sandbox.reap.ReapReason;
import org.dockermcp.sandbox.reap.Reaper;

/** All readings of a server, each named once for JMX and for Prometheus. */
final class Readings {
  private static final String SANDBOXES = "Sandboxes";
  private static final String SESSIONS = "Sessions";
  private static final String QUEUE = "Queue";
  private static final String REAPER = "Reaper";
  private static final String OUTPUT = "Output";
  private static final String ENDINGS = "Endings";
  private static final double MILLIS = 1000;

  private Readings() {}

  static List<Reading> of(Watched server) {
    List<Reading> all = new ArrayList<>();
    sandboxes(all, server.reaper());
    queue(all, server);
    reaper(all, server.reaper());
    output(all, server);
    for (Step step : Step.values()) {
      all.add(
          Reading.counter(
                  ENDINGS,
                  camelCase(step),
                  "docker_mcp_endings",
                  "commands ended before their own end, by the step that ended them: "
                      + "their marked processes, all of the sandbox's, a restart, a remake",
                  () -> server.endings().ended(step))
              .labelled("step", step.name().toLowerCase(Locale.ROOT)));
    }
    return List.copyOf(all);
  }

  private static void sandboxes(List<Reading> all, Reaper reaper) {
    all.add(
        Reading.gauge(
            SANDBOXES,
            "All",
            "docker_mcp_sandboxes",
            "sandboxes of this installation, as the last look at the engine has shown them",
            () -> reaper.inventory().all()));
    all.add(
        Reading.gauge(
            SANDBOXES,
            "Running",
            "docker_mcp_sandboxes_running",
            "those that run or are paused",
            () -> reaper.inventory().running()));
    all.add(
        Reading.gauge(
            SANDBOXES,
            "OfThisServer",
            "docker_mcp_sandboxes_of_this_server",
            "those that this process made",
            () -> reaper.inventory().ofThisServer()));
    all.add(
        Reading.gauge(
            SANDBOXES,
            "MemoryBytes",
            "docker_mcp_sandboxes_memory_bytes",
            "memory that those which run may use together, in bytes",
            () -> reaper.inventory().memoryBytes()));
    all.add(
        Reading.gauge(
            SESSIONS,
            "WithSandboxes",
            "docker_mcp_sessions",
            "sessions that have a sandbox",
            () -> reaper.inventory().sessions()));
  }

  private static void queue(List<Reading> all, Watched server) {
    all.add(
        Reading.gauge(
            QUEUE,
            "Running",
            "docker_mcp_calls_running",
            "calls that run",
            () -> server.running().getAsInt()));
    all.add(
        Reading.gauge(
            QUEUE,
            "Waiting",
            "docker_mcp_calls_waiting",
            "calls that wait for a place",
            () -> server.waiting().getAsInt()));
    all.add(
        Reading.gauge(
            QUEUE,
            "Places",
            "docker_mcp_calls_places",
            "calls that may run at once; as many again that only look",
            () -> server.settings().maxCalls()));
    all.add(
        Reading.gauge(
            QUEUE,
            "Room",
            "docker_mcp_calls_room",
            "calls that may wait; as many again that only look",
            () -> server.settings().maxQueue()));
  }

  private static void reaper(List<Reading> all, Reaper reaper) {
    all.add(
        Reading.gauge(
            REAPER,
            "LastLook",
            "docker_mcp_reaper_last_look_seconds",
            "when the engine was last looked through, in seconds since 1970; 0: never",
            () -> reaper.inventory().at().toEpochMilli() / MILLIS));
    all.add(
        Reading.counter(
            REAPER,
            "Failures",
            "docker_mcp_reaper_failures",
            "looks through the engine that failed",
            () -> reaper.failures()));
    for (ReapReason why : ReapReason.values()) {
      all.add(
          Reading.counter(
                  REAPER,
                  "Removed" + camelCase(why),
                  "docker_mcp_reaper_removed",
                  "sandboxes removed because nobody would use them again, by reason",
                  () -> reaper.removed(why))
              .labelled("why", why.name().toLowerCase(Locale.ROOT)));
    }
  }

  private static void output(List<Reading> all, Watched server) {
    all.add(
        Reading.counter(
            OUTPUT,
            "Bytes",
            "docker_mcp_output_bytes",
            "bytes that programs in sandboxes wrote, also those that nobody kept",
            () -> server.engine().use().outputBytes()));
    all.add(
        Reading.gauge(
            OUTPUT,
            "SpoolBytes",
            "docker_mcp_spool_bytes",
            "bytes of outputs that are kept on disk for reading",
            () -> server.spool().size()));
    all.add(
        Reading.gauge(
            OUTPUT,
            "SpoolLimitBytes",
            "docker_mcp_spool_limit_bytes",
            "bytes that those may be",
            () -> server.settings().spoolLimit()));
  }

  /** {@code SERVER_ENDED} as {@code ServerEnded}. */
  private static String camelCase(Enum<?> value) {
    StringBuilder text = new StringBuilder();
    for (String word : value.name().split("_", -1)) {
      text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }
}
