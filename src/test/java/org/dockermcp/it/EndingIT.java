package org.dockermcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dockermcp.it.McpServerProcess.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That a command which ran out of time is gone, and all that it started, and nothing else. */
class EndingIT extends SandboxTest {
  private static final Duration ORDINARY = Duration.ofSeconds(1);
  private static final Duration BOMB = Duration.ofSeconds(10);

  /** A workload that does not want to end; its processes all sleep for a number of its own. */
  private record Hostile(String name, String command, boolean blunt, Duration limit) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Hostile> workloads() {
    return Stream.of(
        new Hostile("plain", "sleep 7777", false, ORDINARY),
        new Hostile(
            "ignores TERM, INT and HUP",
            "trap '' TERM INT HUP; while :; do sleep 7777; done",
            false,
            ORDINARY),
        new Hostile("in a session of its own", "setsid sleep 7777 & sleep 7777", false, ORDINARY),
        new Hostile("forked twice", "(sh -c 'sleep 7777 & exit' &) ; sleep 7777", false, ORDINARY),
        new Hostile(
            "forks, leaves its session and exits in a loop",
            "while :; do (setsid sh -c 'sleep 0.02' &); done; sleep 7777",
            false,
            ORDINARY),
        new Hostile(
            "a child that holds the output",
            "sleep 7777 & while :; do sleep 7777; done",
            false,
            ORDINARY),
        new Hostile("clears its environment", "env -i sleep 7777", true, ORDINARY),
        new Hostile(
            "a fork bomb",
            "sh -c 'f() { f 2>/dev/null | f 2>/dev/null & }; f' ; sleep 7777",
            false,
            BOMB));
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void endsInBusybox(Hostile hostile) {
    ends(Images.BUSYBOX, hostile);
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void endsInDebian(Hostile hostile) {
    ends(Images.DEBIAN, hostile);
  }

  private void ends(String image, Hostile hostile) {
    String box = create(image, "pids_limit", 200);
    run(box, "sleep 8888 >/dev/null 2>&1 & echo started").ok();

    long start = System.nanoTime();
    Reply reply = run(box, "echo begun; " + hostile.command(), "timeout", 1);
    Duration late = Duration.ofNanos(System.nanoTime() - start).minusSeconds(1);

    assertThat(reply.code()).as(reply.text()).isEqualTo("TIMED_OUT");
    assertThat(reply.get("stdout")).startsWith("begun\n");
    List<String> processes = processes(box);
    assertThat(processes).noneMatch(process -> process.contains("7777"));
    boolean othersEnded = reply.content().path("others_ended").booleanValue();
    if (!hostile.limit().equals(BOMB)) {
      assertThat(othersEnded).isEqualTo(hostile.blunt());
    }
    assertThat(processes.stream().anyMatch(process -> process.contains("8888")))
        .isEqualTo(!othersEnded);
    System.out.printf("Ending %s in %s: %d ms late%n", hostile, image, late.toMillis());
    assertThat(late).isLessThan(hostile.limit());
    assertThat(run(box, "echo on").ok().get("stdout")).isEqualTo("on\n");
    server.call("cleanup_container", Map.of("container_id", box)).ok();
  }

  private List<String> processes(String box) {
    return Arrays.stream(docker().topContainerCmd(box).exec().getProcesses())
        .map(row -> row[row.length - 1])
        .toList();
  }

  @Test
  void leavesNoScriptFileWhenAScriptIsEnded() {
    String box = create(Images.DEBIAN);

    Reply reply =
        server.call(
            "execute_python_script",
            Map.of("container_id", box, "script", "import time; time.sleep(60)", "timeout", 1));

    assertThat(reply.code()).isEqualTo("TIMED_OUT");
    assertThat(run(box, "ls -A /tmp").ok().get("stdout")).isEmpty();
  }
}
