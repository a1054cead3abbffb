package org.dockermcp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dockermcp.Eventually;
import org.dockermcp.it.support.ContainerProcesses;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.dockermcp.it.support.engine.LoopDisk;
import org.dockermcp.it.support.engine.SecondEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * That a program which takes all it can costs nothing but its own call. What does not want to end
 * is in {@code EndingIT}, and floods of output are in {@link OutputFloodIT}.
 */
@Timeout(300)
@Tag("alone")
class ExhaustionCasesIT extends SandboxTest {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final int SMALL = 64 << 20;
  private static final double SHARE = 0.05;

  /** 40 MiB a second, in files that are shorter than a file may be. */
  private static final String FILL =
      "i=0; while :; do dd if=/dev/zero of=%s/fill$i bs=1M count=4 2>/dev/null; i=$((i+1)); sleep 0.1; done";

  ExhaustionCasesIT() {
    super(Map.of("DOCKER_MCP_DISK_LIMIT", "64m", "DOCKER_MCP_MEMORY_SHARE", "5%"));
  }

  private String box() {
    return create(Images.BUSYBOX, "memory_bytes", SMALL);
  }

  private void remove(String... boxes) {
    for (String box : boxes) {
      server.call("cleanup_container", Map.of("container_id", box)).ok();
    }
  }

  @Test
  @Case("E2")
  void e2AMemoryBombIsToldAsSuch() {
    String box = create(Images.BUSYBOX, "memory_bytes", 20_000_000);

    Reply reply = run(box, "head -c 100m /dev/zero | tail -c 90m | wc -c; true").ok();

    assertThat(reply.content().path("oom_killed").booleanValue()).isTrue();
    assertThat(run(box, "true").content().path("oom_killed").booleanValue()).isFalse();
    remove(box);
  }

  @Test
  @Case("E4")
  void e4WhatIsNoUtf8IsMarkedAndWhatIsComesWhole() {
    String box = box();

    Reply mixed = run(box, "printf 'caf\\303'; sleep 0.2; printf '\\251 \\377!'").ok();
    Reply random = run(box, "head -c 50000 /dev/urandom; printf '\\0\\001\\342\\202'").ok();

    assertThat(mixed.get("stdout")).isEqualTo("café \uFFFD!");
    assertThat(random.get("stdout")).contains("\uFFFD").endsWith("\u0000\u0001\uFFFD");
    remove(box);
  }

  @Test
  @Case("E5")
  void e5WhatFillsTheRootFileSystemIsEndedAndSaysSo() {
    String box = box();

    Reply reply = run(box, FILL.formatted(""), "timeout", 60).ok();

    wasStopped(reply);
    assertThat(reply.text())
        .matches(
            "(?s).*\\[stopped: the container's disk limit is reached: it uses [0-9.]+ MiB of"
                + " 64\\.0 MiB, volumes included]\n\\[no exit code]");
    nothingWrites(box);
    assertThat(run(box, "rm /fill*; echo room >/file; cat /file").ok().get("stdout"))
        .isEqualTo("room\n");
    remove(box);
  }

  @Test
  @Case("E5")
  void e5WhatFillsTheVolumeIsEndedAndAProcessToo() {
    String box = box();
    String process =
        server
            .call(
                "start_process",
                Map.of("container_id", box, "command", FILL.formatted("/workspace")))
            .ok()
            .get("process_id");

    Eventually.within(Duration.ofSeconds(60)).until(() -> state(process).equals("ended"));
    assertThat(server.call("list_processes", Map.of()).text()).contains("stopped at a disk limit");
    nothingWrites(box);
    // Who has too much may go on with what writes no more.
    assertThat(run(box, "sleep 3; echo on").ok().get("stdout")).isEqualTo("on\n");
    remove(box);
  }

  private String state(String process) {
    return server
        .call("list_processes", Map.of())
        .ok()
        .content()
        .path("processes")
        .findParents("process_id")
        .stream()
        .filter(one -> one.path("process_id").asText().equals(process))
        .map(one -> one.path("state").asText())
        .findFirst()
        .orElse("");
  }

  @Test
  @Case("E5")
  void e5AJobThatIsLeftBehindDoesNotFillTheDiskEither() {
    String session = "left-behind-" + ProcessHandle.current().pid();
    String box = create(Images.BUSYBOX, "memory_bytes", SMALL, "session_id", session);
    String started = inspect(box).getState().getStartedAt();
    run(box, "(" + FILL.formatted("/workspace") + ") >/dev/null 2>&1 & echo left").ok();

    Eventually.within(Duration.ofSeconds(60))
        .until(() -> !String.valueOf(inspect(box).getState().getStartedAt()).equals(started));
    nothingWrites(box);
    Reply next = run(box, "ls /workspace/fill0").ok();
    assertThat(next.get("exit_code")).isEqualTo("0");
    assertThat(next.text()).contains("restarted because a process left in it filled the disk");
    server.call("cleanup_container", Map.of("session_id", session, "remove_volumes", true)).ok();
  }

  private static void wasStopped(Reply reply) {
    assertThat(reply.content().path("disk_limit").booleanValue()).as(reply.text()).isTrue();
    assertThat(reply.content().path("exit_code").isMissingNode()).isTrue();
    assertThat(reply.content().path("timed_out").booleanValue()).isFalse();
    System.out.printf(
        "Ended after %s ms: %s%n", reply.get("duration_ms"), reply.get("disk_limit_reason"));
  }

  private void nothingWrites(String box) {
    assertThat(ContainerProcesses.of(docker(), box)).noneMatch(process -> process.contains("fill"));
  }

  /**
   * On XFS without project quotas, which an engine tells by refusing them.
   *
   * @see #e5AnEngineThatCanBoundsTheRootFileSystemItself
   */
  @Test
  @Case("E5")
  @Tag("faults")
  void e5TheHostKeepsItsFloor() throws IOException {
    try (LoopDisk disk = LoopDisk.make("6G", "mkfs.xfs", "-q");
        SecondEngine engine = SecondEngine.startSmall(disk.resolve("e"));
        McpServerProcess other = McpServerProcess.start(engine.settings())) {
      Map<String, Object> image = Map.of("image", Images.BUSYBOX);
      String box = other.call("create_container", image).ok().get("container_id");
      disk.fillUpTo(2 * GIB + 100 * MIB);

      Reply seen = fill(other, box, FILL.formatted("/workspace"));
      System.out.printf("Left on the disk: %d MiB%n", disk.free() / MIB);
      assertThat(disk.free()).isGreaterThan(GIB);
      assertThat(other.call("create_container", image).message())
          .matches(
              "Could not create a container of .*: the engine's disk has [0-9.]+ GiB free, and"
                  + " 2\\.0 GiB are reserved; remove containers and volumes,"
                  + " or tell the operator, who sets DOCKER_MCP_DISK_FLOOR\\.");
      disk.fillUpTo(2 * GIB + 100 * MIB);
      Reply unseen =
          fill(
              other,
              box,
              "exec 3>/fill; rm /fill; while dd if=/dev/zero bs=1M count=4 >&3 2>/dev/null; do sleep 0.1; done");
      System.out.printf("Left on the disk: %d MiB%n", disk.free() / MIB);

      assertThat(seen.text()).contains("[stopped: the engine's disk has ");
      assertThat(unseen.text()).contains("[stopped: the engine's disk has ");
      disk.freeAgain();
      other.call("create_container", image).ok();
      other.call("cleanup_container", Map.of("cleanup_all", true)).ok();
    }
  }

  @Test
  @Case("E5")
  @Tag("faults")
  void e5AnEngineThatCanBoundsTheRootFileSystemItself() throws IOException {
    try (LoopDisk disk = LoopDisk.make("6G", "mkfs.btrfs", "-q");
        SecondEngine engine =
            SecondEngine.startSmall(disk.resolve("e"), "--storage-driver", "btrfs");
        McpServerProcess other =
            McpServerProcess.start(
                settings(engine, "DOCKER_MCP_DISK_LIMIT", "64m", "DOCKER_MCP_DISK_FLOOR", "0"))) {
      String box =
          other.call("create_container", Map.of("image", Images.BUSYBOX)).ok().get("container_id");

      Reply reply =
          other.call(
              "execute_code",
              Map.of("container_id", box, "command", "dd if=/dev/zero of=/fill bs=1M count=500"));

      assertThat(reply.ok().get("stderr")).contains("Disk quota exceeded");
      other.call("cleanup_container", Map.of("cleanup_all", true)).ok();
    }
  }

  private static Map<String, String> settings(SecondEngine engine, String... more) {
    Map<String, Object> settings = arguments("DOCKER_HOST", engine.dockerHost(), (Object[]) more);
    Map<String, String> texts = new HashMap<>();
    settings.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }

  private static Reply fill(McpServerProcess other, String box, String command) {
    Reply reply =
        other
            .call("execute_code", Map.of("container_id", box, "command", command, "timeout", 120))
            .ok();
    wasStopped(reply);
    return reply;
  }

  @Test
  @Case("E6")
  void e6AThousandZombiesAreReaped() {
    String box = create(Images.BUSYBOX, "memory_bytes", 128 << 20);

    run(box, "i=0; while [ $i -lt 1000 ]; do (sh -c 'exit' &); i=$((i+1)); done", "timeout", 60)
        .ok();

    Eventually.within(Duration.ofSeconds(10)).until(() -> processes(box), count -> count <= 5);
    remove(box);
  }

  private long processes(String box) {
    return ContainerProcesses.of(docker(), box).count();
  }

  @Test
  @Case("E10")
  void e10NoMoreRunAtOnceThanTheOperatorsShareOfTheMemoryAllows() {
    long total =
        server.call("check_engine", Map.of()).ok().content().path("memory_bytes").longValue();
    long each = (long) (total * SHARE) / 6;
    List<Callable<Reply>> work = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      work.add(
          () ->
              server.call(
                  "create_container", Map.of("image", Images.BUSYBOX, "memory_bytes", each)));
    }

    List<Reply> replies = atOnce(work);
    List<String> made =
        replies.stream()
            .filter(reply -> !reply.failed())
            .map(reply -> reply.get("container_id"))
            .toList();

    assertThat(running() * each).isLessThanOrEqualTo((long) (total * SHARE));
    assertThat(made).hasSizeBetween(4, 6);
    assertThat(replies)
        .filteredOn(Reply::failed)
        .allSatisfy(reply -> assertThat(reply.code()).isEqualTo("BUSY"))
        .allSatisfy(
            reply ->
                assertThat(reply.message())
                    .matches(
                        "Could not create container 'mcp-busybox-[0-9a-f]{8}': the running"
                            + " containers may use [0-9.]+ .iB of the engine's [0-9.]+ GiB of memory in total,"
                            + " and with its [0-9.]+ MiB they would use [0-9.]+ .iB;"
                            + " remove some \\(idle ones count too while they run\\), or ask for less"
                            + " memory_bytes\\."));
    aStoppedOneWaitsForItsRoom(made, each);
  }

  private void aStoppedOneWaitsForItsRoom(List<String> made, long each) {
    docker().stopContainerCmd(made.get(0)).withTimeout(0).exec();
    String instead = create(Images.BUSYBOX, "memory_bytes", each);

    Reply refused = run(made.get(0), "true");
    assertThat(refused.code()).isEqualTo("BUSY");
    assertThat(refused.message()).startsWith("Could not start container 'mcp-busybox-");
    remove(instead);
    assertThat(run(made.get(0), "echo on").ok().get("stdout")).isEqualTo("on\n");
    remove(made.toArray(String[]::new));
  }

  private long running() {
    return server.call("list_containers", Map.of()).ok().content().path("containers").size();
  }
}
