package org.dockermcp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dockermcp.Eventually;
import org.dockermcp.Programs;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.NoEngine;
import org.dockermcp.it.support.SandboxTest;
import org.dockermcp.it.support.engine.EngineProxy;
import org.dockermcp.it.support.engine.SecondEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The cases F of an engine that is down, goes away, hangs or is full; F5, of images, is with the
 * images' tests.
 */
@Tag("alone")
class EngineCasesIT extends SandboxTest {
  private static final String LOST =
      "Could not get the exit status of the command in container '%s': %s; check the engine, and"
          + " what the command has done, before running it again.";

  /** Of what takes two seconds at most where the machine has nothing else to do. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final String BROKE = "the connection to the engine was lost while it ran";

  private @Nullable SecondEngine second;

  private SecondEngine second() throws IOException {
    SecondEngine engine = second;
    if (engine == null) {
      engine = SecondEngine.startSmall(Files.createTempDirectory("dmcp-faults"));
      second = engine;
    }
    return engine;
  }

  @AfterAll
  void endTheSecondEngine() {
    if (second != null) {
      second.close();
    }
  }

  private static String create(McpServerProcess server, String session) {
    return server
        .call("create_container", Map.of("image", Images.BUSYBOX, "session_id", session))
        .ok()
        .get("name");
  }

  private static Reply run(McpServerProcess server, String box, String command, Object... more) {
    Map<String, Object> arguments = arguments("container_id", box, more);
    arguments.put("command", command);
    return server.call("execute_code", arguments);
  }

  private static void cleanUp(McpServerProcess server) {
    server.call("cleanup_container", Map.of("cleanup_all", true, "remove_volumes", true)).ok();
  }

  private static void await(Callable<Boolean> condition) {
    Eventually.within(Duration.ofSeconds(20)).until(condition);
  }

  private static void assertWithin(Duration limit, long start) {
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit);
  }

  @Test
  @Case("F1")
  void f1AnEngineThatIsDownIsSaidAtOnce() {
    try (McpServerProcess server = McpServerProcess.start(NoEngine.SETTINGS)) {
      assertThat(server.tools()).hasSizeGreaterThan(10);
      server.call("check_engine", Map.of());
      long start = System.nanoTime();
      Reply reply = server.call("check_engine", Map.of()).ok();

      assertWithin(SOON, start);
      assertThat(reply.content().path("available").booleanValue()).isFalse();
      assertThat(reply.get("reason"))
          .isEqualTo(
              "no Docker engine answers at unix:///nonexistent/docker.sock (No such file or directory)");
      assertThat(reply.get("hint"))
          .isEqualTo("start Docker, or name another engine with DOCKER_HOST");
      long next = System.nanoTime();
      Reply list = server.call("list_containers", Map.of());
      assertWithin(SOON, next);
      assertThat(list.message())
          .isEqualTo(
              "Could not complete list_containers: no Docker engine answers at"
                  + " unix:///nonexistent/docker.sock (No such file or directory); start Docker, or check the engine.");
      assertThat(list.code()).isEqualTo("ENGINE_UNAVAILABLE");
    }
  }

  @Test
  @Case("F1")
  void f1AnEngineThatComesUpIsUsed() throws IOException {
    try (EngineProxy proxy = new EngineProxy();
        McpServerProcess server =
            McpServerProcess.start(Map.of("DOCKER_HOST", proxy.dockerHost()))) {
      assertThat(server.call("list_containers", Map.of()).code()).isEqualTo("ENGINE_UNAVAILABLE");

      proxy.open();

      Reply reply = server.call("check_engine", Map.of()).ok();
      assertThat(reply.content().path("available").booleanValue()).isTrue();
      assertThat(reply.get("endpoint")).isEqualTo(proxy.dockerHost());
      assertThat(reply.get("provider")).isEqualTo("DOCKER_HOST");
    }
  }

  @Test
  @Case("F2")
  void f2TheFateOfACommandIsUnknownWhenTheConnectionBreaks() throws Exception {
    try (EngineProxy proxy = new EngineProxy();
        McpServerProcess server =
            McpServerProcess.start(Map.of("DOCKER_HOST", proxy.dockerHost()))) {
      proxy.open();
      String box = create(server, "broken-" + ProcessHandle.current().pid());
      CompletableFuture<Reply> running =
          // In two parts, for the engine tells the line itself in its events, before it runs.
          CompletableFuture.supplyAsync(() -> run(server, box, "echo be''gun; sleep 20"));
      proxy.awaitText("begun");

      proxy.cut();

      assertLost(running.get(10, TimeUnit.SECONDS), box, BROKE);
      proxy.open();
      cleanUp(server);
    }
  }

  private static void assertLost(Reply reply, String box, String... reasons) {
    assertThat(reply.code()).isEqualTo("ENGINE_LOST");
    List<String> messages = new ArrayList<>();
    for (String reason : reasons) {
      messages.add(LOST.formatted(box, reason));
    }
    assertThat(reply.message()).isIn(messages);
    assertThat(reply.get("stdout")).isEqualTo("begun\n");
    assertThat(reply.content().path("exit_code").isMissingNode()).isTrue();
  }

  @Test
  @Tag("faults")
  @Case("F2")
  void f2TheFateOfACommandIsUnknownWhenTheEngineIsKilled() throws Exception {
    SecondEngine engine = second();
    try (McpServerProcess server = McpServerProcess.start(engine.settings())) {
      String box = create(server, "f2");
      CompletableFuture<Reply> running =
          CompletableFuture.supplyAsync(
              () -> run(server, box, "echo begun; echo begun > began; sleep 20"));
      await(() -> run(server, box, "cat began").get("stdout").equals("begun\n"));

      engine.kill();

      Reply reply = running.get(15, TimeUnit.SECONDS);
      engine.startAgain();
      assertLost(reply, box, BROKE);
      cleanUp(server);
    }
  }

  @Test
  @Tag("faults")
  @Case("F3")
  void f3AfterARestartTheNextCallWorksOnTheSameFilesAndSaysSo() throws IOException {
    SecondEngine engine = second();
    try (McpServerProcess server = McpServerProcess.start(engine.settings())) {
      String box = create(server, "f3");
      run(server, box, "echo kept > file; sleep 7777 >/dev/null 2>&1 &").ok();

      engine.kill();
      Reply down = run(server, box, "true");
      engine.startAgain();

      assertThat(down.code()).isEqualTo("ENGINE_UNAVAILABLE");
      long start = System.nanoTime();
      Reply reply = run(server, box, "cat file; ps").ok();
      assertWithin(Duration.ofSeconds(20), start);
      assertThat(reply.get("stdout")).startsWith("kept\n").doesNotContain("7777");
      assertThat(reply.content().path("processes_lost").booleanValue()).isTrue();
      assertThat(reply.text()).contains("its processes are lost");
      cleanUp(server);
    }
  }

  @Test
  @Tag("faults")
  @Case("F4")
  void f4AHungEngineIsSaidAndAllIsWellWhenItGoesOn() throws Exception {
    SecondEngine engine = second();
    try (McpServerProcess server = McpServerProcess.start(engine.settings())) {
      String box = create(server, "f4");
      run(server, box, "true").ok();
      CompletableFuture<Reply> running =
          CompletableFuture.supplyAsync(
              () -> run(server, box, "echo begun; touch begun; sleep 60", "timeout", 5));
      await(() -> run(server, box, "ls").get("stdout").equals("begun\n"));

      long start = System.nanoTime();
      engine.freeze();
      try {
        Reply check = server.call("check_engine", Map.of()).ok();
        assertWithin(SOON, start);
        assertThat(check.content().path("available").booleanValue()).isFalse();

        List<Callable<Reply>> calls =
            List.of(
                () -> server.call("list_containers", Map.of()),
                () -> run(server, box, "true"),
                () -> server.call("create_container", Map.of("image", Images.BUSYBOX)));
        for (Reply reply : atOnce(calls)) {
          assertThat(reply.code()).isEqualTo("ENGINE_UNAVAILABLE");
        }
        assertWithin(Duration.ofSeconds(20), start);
        System.out.printf(
            "A hung engine was said after %d ms%n", (System.nanoTime() - start) / 1_000_000);
        assertLost(running.get(20, TimeUnit.SECONDS), box, BROKE);
        long known = System.nanoTime();
        assertThat(run(server, box, "true").message())
            .isEqualTo(
                "Could not complete execute_code: the engine does not answer (no answer within"
                    + " 1200 ms); start Docker, or check the engine.");
        assertWithin(SOON, known);
      } finally {
        engine.thaw();
      }

      Reply reply = run(server, box, "echo fine; ps").ok();
      assertThat(reply.get("stdout")).startsWith("fine\n").doesNotContain("sleep 60");
      assertThat(server.call("check_engine", Map.of()).ok().content().path("available").asBoolean())
          .isTrue();
      cleanUp(server);
    }
  }

  @Test
  @Case("F6")
  void f6ANameIsGivenOnce() {
    String name = "f6-name-" + ProcessHandle.current().pid();

    List<Reply> replies =
        atOnce(
            Collections.nCopies(
                4,
                () ->
                    server.call(
                        "create_container", Map.of("image", Images.BUSYBOX, "name", name))));

    assertThat(replies.stream().filter(reply -> !reply.failed())).hasSize(1);
    assertThat(replies.stream().filter(Reply::failed))
        .allSatisfy(
            reply ->
                assertThat(reply.message())
                    .isEqualTo(
                        "Could not use the name '%s': another container has this name; choose another, or leave it out."
                            .formatted(name)));
    server.call("cleanup_container", Map.of("container_id", name)).ok();
  }

  @Test
  @Case("F6")
  void f6WhatIsStartedOrGoesOnAlreadyIsNoFailure() {
    String box = create(Images.BUSYBOX);
    docker().stopContainerCmd(box).withTimeout(0).exec();
    atOnce(sixRuns(box)).forEach(Reply::ok);

    docker().pauseContainerCmd(box).exec();
    atOnce(sixRuns(box)).forEach(Reply::ok);
    server.call("cleanup_container", Map.of("container_id", box)).ok();
  }

  private List<Callable<Reply>> sixRuns(String box) {
    return Collections.nCopies(6, () -> run(box, "true"));
  }

  @Test
  @Case("F6")
  void f6WhatIsGoneAlreadyIsNoFailure() {
    String session = "f6-" + ProcessHandle.current().pid();
    for (int i = 0; i < 3; i++) {
      String box = create(Images.BUSYBOX, "session_id", session);
      run(box, "i=0; while [ $i -lt 500 ]; do echo > /root/$i; i=$((i+1)); done").ok();
    }

    List<Reply> replies =
        atOnce(
            Collections.nCopies(
                4,
                () ->
                    server.call(
                        "cleanup_container",
                        Map.of("session_id", session, "remove_volumes", true))));

    assertThat(replies)
        .allSatisfy(reply -> assertThat(reply.ok().content().path("failed")).isEmpty());
    assertThat(labelled("mcp-session", session)).isEmpty();
    assertThat(server.call("cleanup_container", Map.of("session_id", session)).ok().text())
        .isEqualTo("Nothing to remove.");
  }

  @Test
  @Tag("faults")
  @Case("F7")
  void f7AFullDiskIsSaidAndAllIsWellWhenItIsFreed() throws Exception {
    Path folder = Files.createTempDirectory("dmcp-full");
    Path disk = Files.createTempDirectory("dmcp-disk");
    Path ballast = disk.resolve("ballast");
    // A floor would refuse everything on a disk this small.
    Map<String, String> settings = Map.of("DOCKER_MCP_DISK_FLOOR", "0");
    Programs.run("mount", "-t", "tmpfs", "-o", "size=64m,nr_inodes=0", "tmpfs", disk.toString());
    try {
      Files.createSymbolicLink(folder.resolve("data"), disk);
      try (SecondEngine engine = SecondEngine.startSmall(folder);
          McpServerProcess server = McpServerProcess.start(engine.settings(settings))) {
        String box = create(server, "f7");
        run(server, box, "echo kept > file").ok();
        String fill = "dd if=/dev/zero of=%s bs=64k 2>/dev/null || true".formatted(ballast);
        Programs.run("sh", "-c", fill);

        Reply create = server.call("create_container", Map.of("image", Images.BUSYBOX));
        assertThat(create.code()).isEqualTo("ENGINE_UNAVAILABLE");
        assertThat(create.message())
            .isEqualTo(
                "Could not complete create_container: the Docker engine's disk is full; free"
                    + " space on the engine's machine and try again.");
        Reply write = run(server, box, "dd if=/dev/zero of=more bs=64k count=64").ok();
        assertThat(write.content().path("exit_code").intValue()).isEqualTo(1);
        assertThat(write.get("stderr")).contains("No space left on device");
        assertThat(server.call("list_containers", Map.of()).ok().content().path("containers"))
            .hasSize(1);

        Files.delete(ballast);
        assertThat(run(server, box, "rm more; cat file").ok().get("stdout")).isEqualTo("kept\n");
        server.call("create_container", Map.of("image", Images.BUSYBOX)).ok();
        cleanUp(server);
      }
    } finally {
      Programs.run("umount", "-l", disk.toString());
      Files.delete(disk);
    }
  }

  @Test
  @Case("F8")
  void f8ALostStreamOfEventsIsTakenUpAgainFromWhereItBroke() throws Exception {
    String bomb = "tail /dev/zero";
    try (EngineProxy proxy = new EngineProxy();
        McpServerProcess server =
            McpServerProcess.start(Map.of("DOCKER_HOST", proxy.dockerHost()))) {
      proxy.open();
      String box =
          server
              .call("create_container", Map.of("image", Images.BUSYBOX, "memory_bytes", 33554432))
              .ok()
              .get("container_id");
      run(server, box, "true").ok();
      await(() -> proxy.requests("/events?").size() == 1 + proxy.requests("until=").size());
      run(server, box, "true").ok();
      int asked = proxy.requests("until=").size();

      assertOutOfMemory(run(server, box, bomb), true);
      assertOutOfMemory(run(server, box, "true"), false);
      assertThat(proxy.requests("until=")).as("the stream was enough").hasSize(asked);

      CompletableFuture<Reply> running =
          CompletableFuture.supplyAsync(() -> run(server, box, "sleep 1; " + bomb));
      proxy.cutEvents();
      assertOutOfMemory(running.get(20, TimeUnit.SECONDS), true);
      proxy.letEvents();
      await(() -> !proxy.requests("since=").stream().allMatch(line -> line.contains("until=")));
      await(
          () -> {
            int before = proxy.requests("until=").size();
            assertOutOfMemory(run(server, box, bomb), true);
            return proxy.requests("until=").size() == before;
          });
      assertOutOfMemory(run(server, box, "true"), false);
      cleanUp(server);
    }
  }

  private static void assertOutOfMemory(Reply reply, boolean expected) {
    assertThat(reply.ok().content().path("oom_killed").booleanValue())
        .as(reply.text())
        .isEqualTo(expected);
  }
}
