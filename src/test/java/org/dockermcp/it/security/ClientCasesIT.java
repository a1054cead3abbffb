package org.dockermcp.it.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dockermcp.Eventually;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.it.support.ContainerProcesses;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.Installation;
import org.dockermcp.it.support.NoEngine;
import org.dockermcp.it.support.RawServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cases G: clients and servers that fail, flood or lie. */
@Timeout(180)
class ClientCasesIT {

  /** Of this run alone: another installation's volume of the same name would be refused. */
  private static final String SESSION = "client-" + ProcessHandle.current().pid();

  private static final String SLEEPS = "echo begun > begun; setsid sleep 7777 & sleep 7777";

  /** Shorter by far than what is waited for here runs by itself, and than a command's timeout. */
  private static final int SOON_SECONDS = 20;

  private static final Duration SOON = Duration.ofSeconds(SOON_SECONDS);
  private static final int THOUSAND = 1_000;

  private final Installation installation = Installation.built();
  private final Engine engine = new Engine(System.getenv());

  @AfterEach
  void closeEngine() {
    engine.close();
  }

  private DockerClient docker() {
    return engine.control();
  }

  private static String create(RawServer server, Map<String, Object> more)
      throws IOException, InterruptedException {
    Map<String, Object> arguments = new HashMap<>(more);
    arguments.put("image", Images.BUSYBOX);
    String id = server.call("create_container", arguments).path("container_id").asText();
    assertThat(id).isNotEmpty();
    return id;
  }

  private static String run(RawServer server, String box, String command)
      throws IOException, InterruptedException {
    return server
        .call("execute_code", Map.of("container_id", box, "command", command))
        .path("stdout")
        .asText();
  }

  private int beginSleeping(RawServer server, String box) throws IOException, InterruptedException {
    int id = server.beginCall("execute_code", Map.of("container_id", box, "command", SLEEPS));
    await(SOON, () -> sleepsIn(box));
    return id;
  }

  private boolean sleepsIn(String box) {
    return ContainerProcesses.of(docker(), box).anyMatch(process -> process.contains("7777"));
  }

  private boolean exists(String box) {
    return docker().listContainersCmd().withShowAll(true).exec().stream()
        .anyMatch(container -> container.getId().equals(box));
  }

  /** How long it took is printed. */
  private static void await(Duration limit, Callable<Boolean> wanted) {
    long start = System.nanoTime();
    Eventually.within(limit).until(wanted);
    System.out.printf("That took %d ms%n", (System.nanoTime() - start) / 1_000_000);
  }

  /** Past the server, for another would have to be started. */
  private void removeSession() {
    Map<String, String> label = Map.of("mcp-session", SESSION);
    docker().listContainersCmd().withShowAll(true).withLabelFilter(label).exec().stream()
        .map(Container::getId)
        .forEach(box -> docker().removeContainerCmd(box).withForce(true).exec());
    docker().removeVolumeCmd("mcp-session-" + SESSION).exec();
  }

  @Test
  @Tag("alone")
  @Case("G1")
  void g1WorkEndsWhenTheClientLeaves() throws IOException, InterruptedException {
    try (RawServer server = installation.start(Map.of())) {
      String lasting = create(server, Map.of("session_id", SESSION));
      String passing = create(server, Map.of());
      beginSleeping(server, lasting);
      beginSleeping(server, passing);

      server.closeInput();

      await(SOON, () -> !sleepsIn(lasting));
      assertThat(server.process().waitFor(SOON_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(server.process().exitValue()).isZero();
      assertThat(exists(passing)).isFalse();
      assertThat(exists(lasting)).isTrue();
    } finally {
      removeSession();
    }
  }

  @Test
  @Tag("alone")
  @Case("G2")
  void g2ACancelledCallsTreeIsGoneAndItHasNoAnswer() throws IOException, InterruptedException {
    try (RawServer server = installation.start(Map.of())) {
      String box = create(server, Map.of());
      int id = beginSleeping(server, box);

      server.cancel(id);

      await(SOON, () -> !sleepsIn(box));
      assertThat(run(server, box, "echo next")).isEqualTo("next\n");
      assertThat(server.messages()).noneMatch(message -> message.path("id").asInt() == id);
    }
  }

  @Test
  @Case("G3")
  void g3EachRequestOfBadInputIsAnsweredOnce() throws IOException, InterruptedException {
    RawServer server = new RawServer(NoEngine.SETTINGS);
    new BadInput(server).sendAndCompare();
    assertThat(server.process().exitValue()).isZero();
  }

  @Test
  @Case("G4")
  void g4ALineOfAHundredMegabytesIsSkippedAndAnArgumentOfTenIsTaken()
      throws IOException, InterruptedException {
    byte[] part = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    // With a heap of 256 MiB.
    try (RawServer server = new RawServer(NoEngine.SETTINGS)) {
      for (int sent = 0; sent < 100; sent++) {
        server.send(part);
      }
      server.send("");
      server.send("[" + "{},".repeat(10_000_000));
      assertThat(server.awaitAnswers(3, Duration.ofSeconds(60))).isTrue();
      assertThat(server.messages().subList(1, 3))
          .allSatisfy(answer -> assertThat(answer.at("/error/code").intValue()).isEqualTo(-32700));

      Map<String, String> large = Map.of("container_id", "x", "command", "y".repeat(10_000_000));
      assertThat(server.call("execute_code", large).at("/error/code").asText())
          .isIn("ENGINE_UNAVAILABLE", "INVALID_ARGUMENT");
    }
  }

  @Test
  @Tag("alone")
  @Case("G5")
  void g5EachOfAThousandCallsAtOnceIsAnsweredWithItsResultOrBusy()
      throws IOException, InterruptedException {
    try (RawServer server = installation.start(Map.of())) {
      String box = create(server, Map.of());
      Map<String, Long> fates = new Flood(server).ofCommands(box, THOUSAND);

      assertThat(fates.keySet()).containsExactlyInAnyOrder("its own result", "BUSY");
      // Those at work and those that may wait.
      assertThat(fates.get("its own result")).isGreaterThanOrEqualTo(256);
    }
  }

  /** The answers are more than twice the heap. */
  @Test
  @Case("G6")
  void g6AClientThatReadsLateLosesNothingAndLittleIsKept()
      throws IOException, InterruptedException {
    try (RawServer server = new RawServer(NoEngine.SETTINGS, "64m")) {
      Flood flood = new Flood(server);
      server.withoutReading(
          () -> {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(flood::ofLongIds);
            // It is no longer read itself.
            assertThatThrownBy(() -> sending.get(5, TimeUnit.SECONDS))
                .isInstanceOf(TimeoutException.class);
          });

      assertThat(server.awaitAnswers(1 + Flood.LONG_IDS, Duration.ofSeconds(90))).isTrue();
      assertThat(flood.ids()).hasSize(1 + Flood.LONG_IDS).doesNotHaveDuplicates();
      assertThat(server.notMessages()).isEmpty();
    }
  }

  @Test
  @Tag("alone")
  @Case("G7")
  void g7NothingIsLeftOfAServerKilledInTheMiddleOfAHundredCallsButItsSession()
      throws IOException, InterruptedException {
    RawServer killed = installation.start(Map.of());
    String box = create(killed, Map.of("session_id", SESSION));
    run(killed, box, "echo kept > file");
    for (int i = 0; i < 50; i++) {
      killed.beginCall("create_container", Map.of("image", Images.BUSYBOX));
      killed.beginCall("execute_code", Map.of("container_id", box, "command", "sleep 1"));
    }
    assertThat(killed.awaitAnswers(3 + 20, Duration.ofSeconds(60))).isTrue();
    assertThat(installation.withoutSession(docker())).hasSizeGreaterThan(4);
    killed.kill();

    try (RawServer next = installation.start(Map.of())) {
      installation.awaitNothingLeft(docker(), SOON);
      assertThat(run(next, box, "cat file")).isEqualTo("kept\n");
    } finally {
      removeSession();
    }
  }

  @Test
  @Tag("alone")
  @Case("G8")
  void g8ServersOnOneEngineLeaveEachOthersAlone(@TempDir Path folder)
      throws IOException, InterruptedException {
    Installation other = installation.copiedTo(folder);
    try (RawServer one = installation.start(Map.of());
        RawServer sibling = installation.start(Map.of());
        RawServer foreign = other.start(Map.of())) {
      String ones = create(one, Map.of());
      String foreigns = create(foreign, Map.of());
      RawServer killed = installation.start(Map.of());
      RawServer foreignKilled = other.start(Map.of());
      String killeds = create(killed, Map.of());
      String foreignKilleds = create(foreignKilled, Map.of());
      assertThat(run(one, foreigns, "true")).isEmpty();
      assertThat(one.call("list_containers", Map.of()).toString()).doesNotContain(foreigns);
      killed.kill();
      sibling.closeInput();

      // Whoever lives sweeps for the dead of its own installation.
      await(SOON, () -> !exists(killeds));
      assertThat(List.of(ones, foreigns, foreignKilleds)).allMatch(this::exists);
      assertThat(run(one, ones, "echo alive")).isEqualTo("alive\n");

      foreignKilled.kill();
      await(SOON, () -> !exists(foreignKilleds));
      assertThat(List.of(ones, foreigns)).allMatch(this::exists);
    }
    assertThat(installation.withoutSession(docker())).isEmpty();
    assertThat(other.withoutSession(docker())).isEmpty();
  }

  @Test
  @Tag("alone")
  @Case("G9")
  void g9AServerEndsAtSigtermAndItsWorkWithIt() throws IOException, InterruptedException {
    RawServer server = installation.start(Map.of());
    String lasting = create(server, Map.of("session_id", SESSION));
    String passing = create(server, Map.of());
    beginSleeping(server, lasting);
    beginSleeping(server, passing);
    try {
      server.process().destroy();

      assertThat(server.process().waitFor(SOON_SECONDS, TimeUnit.SECONDS)).isTrue();
      await(SOON, () -> !sleepsIn(lasting));
      assertThat(exists(passing)).isFalse();
    } finally {
      removeSession();
    }
  }

  @Test
  @Case("G10")
  void g10WhatALibraryPrintsLandsOnStandardError(@TempDir Path folder)
      throws IOException, InterruptedException {
    PrintingRoute.Printed printed = new PrintingRoute(folder).call(NoEngine.SETTINGS);

    assertThat(printed.onWire())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("{\"jsonrpc\":\"2.0\""));
    assertThat(printed.onWire().get(1)).contains("\"code\":\"ENGINE_UNAVAILABLE\"");
    assertThat(printed.onStandardError()).contains("The Legion of the Bouncy Castle Inc.");
  }
}
