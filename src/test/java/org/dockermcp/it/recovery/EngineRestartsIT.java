package org.dockermcp.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.dockermcp.Eventually;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.engine.SecondEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That an engine which is killed and restarted under load costs only the calls of that moment. */
@Tag("faults")
@Tag("alone")
class EngineRestartsIT {
  private static final int ROUNDS = Boolean.getBoolean("soak") ? 20 : 2;
  private static final int SESSIONS = 4;
  private static final int CALLERS = 8;
  private static final Duration RETURN = Duration.ofSeconds(30);

  /** One caller's numbered commands, each of which writes its number to a file and prints it. */
  private static final class Caller implements Runnable {
    private final McpServerProcess server;
    private final String box;
    private final String name;
    private final List<String> confirmed = new ArrayList<>();
    private final List<String> falsely = new ArrayList<>();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean stopped;
    private volatile long lastOk;

    Caller(McpServerProcess server, String box, String name) {
      this.server = server;
      this.box = box;
      this.name = name;
    }

    @Override
    public void run() {
      for (int i = 0; !stopped; i++) {
        String line = "%s-%d".formatted(name, i);
        String command = "echo %s >> %s; sleep 0.2; echo %s".formatted(line, name, line);
        Reply reply = server.call("execute_code", Map.of("container_id", box, "command", command));
        if (!reply.failed()) {
          boolean whole =
              reply.get("stdout").equals(line + "\n")
                  && reply.content().path("exit_code").isInt()
                  && reply.content().path("exit_code").intValue() == 0;
          (whole ? confirmed : falsely).add(whole ? line : reply.text());
          lastOk = System.nanoTime();
        } else if (reply.code().equals("ENGINE_LOST")) {
          lost.incrementAndGet();
        } else {
          refused.incrementAndGet();
          pause();
        }
      }
    }

    private static void pause() {
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void nothingIsToldFalselyAndNothingIsLost()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try (SecondEngine engine = SecondEngine.startSmall(Files.createTempDirectory("dmcp-restarts"));
        McpServerProcess server = McpServerProcess.start(engine.settings())) {
      List<Caller> callers = callers(server);
      List<Future<?>> ends = new ArrayList<>();
      callers.forEach(caller -> ends.add(threads.submit(caller)));
      long worst = 0;
      for (int round = 0; round < ROUNDS; round++) {
        awaitCalls(callers, System.nanoTime(), Duration.ofSeconds(30));
        engine.kill();
        engine.startAgain();
        long back = System.nanoTime();
        worst = Math.max(worst, awaitCalls(callers, back, RETURN));
      }
      callers.forEach(caller -> caller.stopped = true);
      for (Future<?> end : ends) {
        end.get(60, TimeUnit.SECONDS);
      }

      report(callers, worst);
      for (Caller caller : callers) {
        assertThat(caller.falsely).isEmpty();
        Reply file =
            server
                .call(
                    "execute_code",
                    Map.of("container_id", caller.box, "command", "cat " + caller.name))
                .ok();
        Set<String> lines = new HashSet<>(Arrays.asList(file.get("stdout").split("\n", -1)));
        assertThat(lines).containsAll(caller.confirmed);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Caller> callers(McpServerProcess server) {
    List<String> boxes = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      boxes.add(
          server
              .call(
                  "create_container",
                  Map.of("image", Images.BUSYBOX, "session_id", "restarts-" + i))
              .ok()
              .get("name"));
    }
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(new Caller(server, boxes.get(i % SESSIONS), "caller" + i));
    }
    return callers;
  }

  /** Waits until a call of each caller has ended well after this moment; how long that took. */
  private static long awaitCalls(List<Caller> callers, long since, Duration limit)
      throws InterruptedException {
    Eventually.within(limit)
        .alias("a call of each works again")
        .until(() -> callers.stream().noneMatch(caller -> caller.lastOk - since < 0));
    return Duration.ofNanos(System.nanoTime() - since).toMillis();
  }

  private static void report(List<Caller> callers, long worst) {
    System.out.printf(
        "%d kills of the engine under %d callers: %d commands confirmed, %d lost, %d refused,"
            + " %d falsely; all worked again after %d ms at most%n",
        ROUNDS,
        CALLERS,
        callers.stream().mapToInt(caller -> caller.confirmed.size()).sum(),
        callers.stream().mapToInt(caller -> caller.lost.get()).sum(),
        callers.stream().mapToInt(caller -> caller.refused.get()).sum(),
        callers.stream().mapToInt(caller -> caller.falsely.size()).sum(),
        worst);
  }
}
