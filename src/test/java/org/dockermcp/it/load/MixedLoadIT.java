package org.dockermcp.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.dockermcp.it.support.ServerUsage;
import org.dockermcp.it.support.ServerUsage.Look;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That a server which works for many sessions for long needs no more with time. */
@Tag("alone")
@Tag("soak")
class MixedLoadIT {
  private static final int SESSIONS = 50;
  private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("load.seconds", 1200));

  /** As many at once as a model or two would. */
  private static final int WORKERS = 5;

  private static final int SMALL = 64 << 20;
  private static final String SCRIPT = "import sys; print(sum(range(1000)))";

  /**
   * Beyond what is measured wrongly, a thread pool that fills, or a page of code that is loaded.
   */
  private static final double GROWTH = 0.2;

  private final AtomicLong calls = new AtomicLong();
  private final long end = System.nanoTime() + LENGTH.toNanos();

  @Test
  void needsNoMoreWithTime() {
    try (McpServerProcess server = McpServerProcess.start(Map.of("DOCKER_MCP_TIMEOUT", "20"))) {
      ServerUsage usage = ServerUsage.of(server);
      List<Callable<Long>> work = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        int first = worker;
        work.add(() -> works(server, first));
      }
      work.add(() -> looks(usage));

      SandboxTest.atOnce(work);
      server.call("cleanup_container", Map.of("cleanup_all", true, "remove_volumes", true)).ok();

      System.out.printf("%d calls for %d sessions in %s%n", calls.get(), SESSIONS, LENGTH);
      usage.print();
      assertThat(calls.get()).isGreaterThan(SESSIONS);
      usage.growsByNoMoreThan(GROWTH);
    }
  }

  private long looks(ServerUsage usage) throws IOException, InterruptedException {
    long pause = Math.max(1, LENGTH.toSeconds() / 60);
    while (System.nanoTime() < end) {
      Look look = usage.look();
      System.out.println(look);
      TimeUnit.SECONDS.sleep(pause);
    }
    return 0;
  }

  /** Goes through its part of the sessions, round after round. */
  private long works(McpServerProcess server, int first) {
    long round = 0;
    while (System.nanoTime() < end) {
      for (int session = first; session < SESSIONS; session += WORKERS) {
        works(server, "load-" + session, round);
      }
      round++;
    }
    return round;
  }

  private void works(McpServerProcess server, String session, long round) {
    // Every tenth session has a Python; every eighth round begins with a sandbox anew.
    boolean python = session.endsWith("0");
    String image = python ? Images.DEBIAN : Images.BUSYBOX;
    String box =
        call(
                server,
                "create_container",
                Map.of(
                    "image", image,
                    "session_id", session,
                    "reuse_existing", true,
                    "memory_bytes", SMALL))
            .get("container_id");
    switch ((int) (round % 4)) {
      case 0 -> {
        Reply reply = call(server, "execute_code", in(box, "command", "seq 1 60000"));
        call(server, "read_output", Map.of("output_id", reply.get("output_id"), "offset", 1000));
      }
      case 1 -> {
        Reply begun = call(server, "start_process", in(box, "command", "echo up; sleep 600"));
        call(server, "read_output", Map.of("output_id", begun.get("process_id"), "wait", 1));
        call(server, "stop_process", Map.of("process_id", begun.get("process_id"), "grace", 0));
      }
      case 2 -> {
        calls.incrementAndGet();
        Map<String, Object> endless = in(box, "command", "sleep 600", "timeout", 0.3);
        assertThat(server.call("execute_code", endless).code()).isEqualTo("TIMED_OUT");
      }
      default -> {
        call(server, "list_containers", Map.of("session_id", session));
        if (python) {
          call(server, "execute_python_script", in(box, "script", SCRIPT));
        }
      }
    }
    call(server, "execute_code", in(box, "command", "date >>/workspace/log; tail -n 1 log"));
    if (round % 8 == 7) {
      call(server, "cleanup_container", Map.of("session_id", session, "remove_volumes", true));
    }
  }

  private static Map<String, Object> in(String box, Object... more) {
    return SandboxTest.arguments("container_id", box, more);
  }

  private Reply call(McpServerProcess server, String tool, Map<String, Object> arguments) {
    calls.incrementAndGet();
    return server.call(tool, arguments).ok();
  }
}
