package org.dockermcp.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dockermcp.Eventually;
import org.dockermcp.it.security.Case;
import org.dockermcp.it.support.ContainerProcesses;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.RawServer;
import org.dockermcp.it.support.SandboxTest;
import org.dockermcp.it.support.Tries;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That a command which ran out of time is gone, and all that it started, and nothing else. */
@Timeout(600)
@Tag("alone")
class EndingIT extends SandboxTest {
  private static final int REPEATS = Boolean.getBoolean("soak") ? 20 : 1;
  private static final Duration DEADLINE = Duration.ofMillis(500);
  private static final Duration ORDINARY = Duration.ofSeconds(1);
  private static final Duration HELD = Duration.ofSeconds(3);
  private static final Duration BOMB = Duration.ofSeconds(10);
  private static final String BYSTANDER = "sleep 8888";

  /**
   * Stays at the limit of processes: a shell that cannot fork ends, and so would the usual bomb in
   * less than a second, unless it is a command within {@code command eval} that cannot.
   */
  private static final String FORK_BOMB =
      "f() { while :; do command eval 'f &' 2>/dev/null; done; }; f";

  /**
   * What may run in a sandbox where no command does: PID 1, a lifeline, the killing program, and
   * one of these that the engine is just starting.
   */
  private static final List<String> OURS =
      List.of("sleep 86400", "DOCKER_MCP_LIFELINE", "/proc/[0-9]*", "runc init");

  /**
   * A workload that does not want to end.
   *
   * @param blunt whether nothing less than ending all that runs in the container ends it
   * @param limit how late after the deadline it may be gone
   */
  private record Hostile(String name, String command, boolean blunt, Duration limit) {
    static Hostile ordinary(String name, String command) {
      return new Hostile(name, command, false, ORDINARY);
    }

    /**
     * One that cannot be told from another command's, whose mark or environment is out of sight.
     */
    static Hostile hidden(String name, String command) {
      return new Hostile(name, command, true, ORDINARY);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<String> images() {
    return Stream.of(Images.USER_1000, Images.DEBIAN, Images.BUSYBOX);
  }

  /**
   * All where there is time for it; that the program runs in every shell is shown by the others.
   */
  static Stream<String> imagesForLong() {
    return REPEATS > 1 ? images() : Stream.of(Images.BUSYBOX);
  }

  @Case("E1")
  @ParameterizedTest(name = "in {0}")
  @MethodSource("images")
  void e1AForkBombIsGone(String image) {
    isGone(image, new Hostile("a fork bomb", FORK_BOMB, false, BOMB));
  }

  @Case("E7")
  @ParameterizedTest(name = "in {0}")
  @MethodSource("images")
  void e7WhatIgnoresTermIntAndHupIsGone(String image) {
    isGone(
        image,
        Hostile.ordinary(
            "ignores TERM, INT and HUP", "trap '' TERM INT HUP; while :; do sleep 7777; done"));
  }

  @Case("E8")
  @ParameterizedTest(name = "in {0}")
  @MethodSource("images")
  void e8WhatLeavesItsSessionOrForksTwiceIsGone(String image) {
    isGone(
        image,
        Hostile.ordinary("in a session of its own", "setsid sleep 7777 & sleep 7777"),
        Hostile.ordinary("forked twice", "(sh -c 'sleep 7777 & exit' &) ; sleep 7777"),
        Hostile.ordinary(
            "forks, leaves its session and exits in a loop",
            "while :; do (setsid sh -c 'sleep 0.02' &); done; sleep 7777"));
  }

  @ParameterizedTest(name = "in {0}")
  @MethodSource("images")
  void whatRunsOrHidesInOtherWaysIsGone(String image) {
    isGone(
        image,
        Hostile.ordinary("plain", "sleep 7777"),
        Hostile.ordinary("holds the output", "sleep 7777 & while :; do sleep 7777; done"),
        Hostile.hidden("clears its environment", "env -i sleep 7777"),
        Hostile.hidden("another user", asAnother(image)));
  }

  @ParameterizedTest(name = "in {0}")
  @MethodSource("imagesForLong")
  void whatInventsAMarkIsGone(String image) {
    isGone(
        image,
        Hostile.hidden("invents a mark", "DOCKER_MCP_MARK=1234abcd sleep 7777"),
        Hostile.hidden(
            "takes a mark of the form of ours",
            "DOCKER_MCP_MARK=0123456789abcdef_0123456789abcdef. sleep 7777"),
        Hostile.hidden("says it keeps the sandbox up", "env -i DOCKER_MCP_MARK=keep sleep 7777"),
        Hostile.hidden("has an empty mark", "DOCKER_MCP_MARK= sleep 7777"),
        Hostile.hidden(
            "leaves one in the background with a mark of its own",
            "(DOCKER_MCP_MARK=end setsid sleep 7777 &) ; sleep 7777"));
  }

  /** Another server may have given out the mark, so it cannot be taken for an invented one. */
  @ParameterizedTest(name = "{0} first")
  @ValueSource(strings = {"the other", "this"})
  void whatAnotherServerBeganInTheSameContainerIsLeftAlone(String first) throws Exception {
    String box = create(Images.BUSYBOX);
    try (RawServer other = new RawServer(Map.of())) {
      if (first.equals("this")) {
        run(box, "true").ok();
      }
      other.call("execute_code", Map.of("container_id", box, "command", "true"));
      Future<Reply> ended =
          CompletableFuture.supplyAsync(() -> run(box, "sleep 7777", "timeout", 2));
      Eventually.within(Duration.ofSeconds(10))
          .until(() -> processes(box).anyMatch("sleep 7777"::equals));
      other.call("start_process", Map.of("container_id", box, "command", BYSTANDER));

      assertThat(ended.get().code()).isEqualTo("TIMED_OUT");
      assertThat(ended.get().content().path("others_ended").booleanValue()).isFalse();
      assertThat(processes(box)).contains(BYSTANDER).doesNotContain("sleep 7777");
    }
    server.call("cleanup_container", Map.of("container_id", box)).ok();
  }

  /** Jobs in the background of a command that has ended go on, and so does what they begin. */
  @Test
  void whatAnEarlierCommandsJobBeginsIsLeftAlone() {
    String box = create(Images.BUSYBOX);
    run(box, "(sleep 0.6; setsid " + BYSTANDER + ") >/dev/null 2>&1 & echo started").ok();

    Reply reply = run(box, "sleep 7777", "timeout", 1);

    assertThat(reply.code()).isEqualTo("TIMED_OUT");
    assertThat(reply.content().path("others_ended").booleanValue()).isFalse();
    assertThat(processes(box)).contains(BYSTANDER).doesNotContain("sleep 7777");
    server.call("cleanup_container", Map.of("container_id", box)).ok();
  }

  /** PID 1's sleep, which it starts anew, carries no command's mark and is nobody's to end. */
  @Test
  void whatKeepsTheSandboxUpIsLeftAloneWhenItBeganAfterTheCommand() {
    String box = create(Images.BUSYBOX);
    run(box, BYSTANDER + " >/dev/null 2>&1 & echo started").ok();

    Reply reply =
        run(
            box,
            "for f in /proc/[0-9]*; do case $(tr '\\0' ' ' <$f/cmdline) in 'sleep 86400 ') kill ${f#/proc/};; esac; done; sleep 7777",
            "timeout",
            1);

    assertThat(reply.code()).isEqualTo("TIMED_OUT");
    assertThat(reply.content().path("others_ended").booleanValue()).isFalse();
    assertThat(processes(box)).contains(BYSTANDER, "sleep 86400");
    server.call("cleanup_container", Map.of("container_id", box)).ok();
  }

  /**
   * For user 1000 no-new-privileges leaves no way to become another; nearest comes a setuid program
   * that may not be read: it gains nothing, but its environment is root's to see.
   */
  private static String asAnother(String image) {
    return image.equals(Images.USER_1000)
        ? "/usr/setuid/sleep 7777"
        : "su -s /bin/sh nobody -c 'sleep 7777'";
  }

  private void isGone(String image, Hostile... workloads) {
    String box = create(image, "pids_limit", 200);
    for (Hostile hostile : workloads) {
      int percent = hostile.limit().equals(BOMB) ? 100 : 95;
      String what = "Late in ending %s in %s".formatted(hostile, image);
      assertThat(measured(what, percent, hostile.limit(), () -> ends(box, hostile)))
          .as(hostile.name())
          .isLessThan(hostile.limit());
    }
    server.call("cleanup_container", Map.of("container_id", box)).ok();
  }

  /** One that is typical, or where there are enough to have any the percentile. */
  private static Duration measured(
      String what, int percent, Duration limit, Supplier<Duration> measure) {
    if (REPEATS == 1) {
      Duration one = Tries.typical(limit, measure);
      System.out.printf("%s: %d ms%n", what, one.toMillis());
      return one;
    }
    List<Duration> sorted =
        IntStream.range(0, REPEATS).mapToObj(turn -> measure.get()).sorted().toList();
    System.out.printf(
        "%s, %d times: p50 %d ms, p95 %d ms, max %d ms%n",
        what,
        sorted.size(),
        percentile(sorted, 50).toMillis(),
        percentile(sorted, 95).toMillis(),
        percentile(sorted, 100).toMillis());
    return percentile(sorted, percent);
  }

  /** By the nearest rank. */
  private static Duration percentile(List<Duration> sorted, int percent) {
    return sorted.get((sorted.size() * percent + 99) / 100 - 1);
  }

  /** How late after its deadline a command was gone. */
  private Duration ends(String box, Hostile hostile) {
    if (processes(box).noneMatch(BYSTANDER::equals)) {
      run(box, BYSTANDER + " >/dev/null 2>&1 & echo started").ok();
    }

    String up = inspect(box).getState().getStartedAt();
    long start = System.nanoTime();
    Reply reply =
        run(box, "echo begun; " + hostile.command(), "timeout", DEADLINE.toMillis() / 1000.0);
    Duration late = Duration.ofNanos(System.nanoTime() - start).minus(DEADLINE);

    List<String> processes = processes(box).toList();
    assertThat(reply.code()).as(reply.text()).isEqualTo("TIMED_OUT");
    assertThat(reply.get("stdout")).startsWith("begun\n");
    assertThat(processes)
        .allMatch(
            process -> process.equals(BYSTANDER) || OURS.stream().anyMatch(process::contains));
    boolean othersEnded = reply.content().path("others_ended").booleanValue();
    if (!hostile.limit().equals(BOMB)) {
      assertThat(othersEnded).isEqualTo(hostile.blunt());
      assertThat(inspect(box).getState().getStartedAt()).as("not restarted").isEqualTo(up);
    }
    assertThat(processes.contains(BYSTANDER)).isEqualTo(!othersEnded);
    assertThat(run(box, "echo on").ok().get("stdout")).isEqualTo("on\n");
    return late;
  }

  /**
   * What runs in a container, seen from outside; what is dead but not yet reaped is in brackets.
   */
  private Stream<String> processes(String box) {
    return ContainerProcesses.of(docker(), box).filter(process -> !process.startsWith("["));
  }

  /** Nothing is to be ended here: the child is a job left in the background, as any other. */
  @Case("E9")
  @ParameterizedTest(name = "in {0}")
  @MethodSource("images")
  void e9IsAnsweredSoonWhenItsMainProgramEndsWhileAChildHoldsTheOutput(String image) {
    String what = "Answering while a child holds the output in " + image;
    assertThat(measured(what, 95, HELD, () -> answerTime(image))).isLessThan(HELD);
  }

  /** In a container of its own: the engine (20.10) tells of no other end for two seconds more. */
  private Duration answerTime(String image) {
    String box = create(image);

    long start = System.nanoTime();
    Reply reply = run(box, "echo begun; sleep 7777 &", "timeout", 60).ok();
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(reply.get("stdout")).isEqualTo("begun\n");
    assertThat(reply.content().path("exit_code").intValue()).isZero();
    assertThat(reply.content().path("timed_out").booleanValue()).isFalse();
    assertThat(processes(box)).contains("sleep 7777");
    server.call("cleanup_container", Map.of("container_id", box)).ok();
    return took;
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
