package org.dockermcp.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.Installation;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.Test;

/** What create_container promises, pulls and packages aside. */
class CreateContainerIT extends SandboxTest {

  CreateContainerIT() {
    super(Map.of("DOCKER_MCP_MEMORY_LIMIT", "256m", "DOCKER_MCP_CPU_LIMIT", "0.5"));
  }

  private Reply creating(Object... more) {
    return server.call("create_container", arguments("image", Images.BUSYBOX, more));
  }

  @Test
  void tellsAllThatThereIsToKnowOfANewContainer() {
    Reply reply = creating().ok();

    assertThat(reply.get("container_id")).matches("[0-9a-f]{64}");
    assertThat(reply.get("name")).matches("mcp-busybox-[0-9a-f]{8}");
    assertThat(reply.get("image")).isEqualTo(Images.BUSYBOX);
    assertThat(reply.get("image_digest")).matches("sha256:[0-9a-f]{64}");
    assertThat(reply.content().path("session_id").isMissingNode()).isTrue();
    assertThat(reply.content().path("reused").booleanValue()).isFalse();
    assertThat(reply.content().path("ready").booleanValue()).isTrue();
    assertThat(reply.content().path("network_enabled").booleanValue()).isFalse();
    assertThat(reply.content().path("limits").toString())
        .isEqualTo("{\"memory_bytes\":268435456,\"cpus\":0.5,\"pids_limit\":512}");
    assertThat(reply.content().path("dependencies").isMissingNode()).isTrue();
    assertThat(inspect(reply.get("container_id")).getState().getRunning()).isTrue();
  }

  @Test
  void usesTheNameThatIsGivenAndRefusesOneThatIsTaken() {
    String id = creating("name", "named-it").ok().get("container_id");

    assertThat(inspect("named-it").getId()).isEqualTo(id);
    Reply again = creating("name", "named-it");
    assertThat(again.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(again.message())
        .isEqualTo(
            "Could not use the name 'named-it': another container has this name; choose another, or"
                + " leave it out.");
  }

  @Test
  void keepsASessionsFilesWhenItsContainerGoes() {
    String first = create(Images.BUSYBOX, "session_id", "files");
    run(first, "echo kept > note").ok();
    server.call("cleanup_container", Map.of("container_id", first)).ok();

    Reply second = creating("session_id", "files").ok();

    assertThat(second.get("session_id")).isEqualTo("files");
    assertThat(second.get("workspace_volume")).isEqualTo("mcp-session-files");
    assertThat(run(second.get("container_id"), "cat note").ok().get("stdout")).isEqualTo("kept\n");
  }

  @Test
  void givesAContainerWithoutASessionAVolumeThatGoesWithIt() {
    Reply reply = creating().ok();
    String volume = reply.get("workspace_volume");
    assertThat(volumes()).contains(volume);

    server.call("cleanup_container", Map.of("container_id", reply.get("container_id"))).ok();

    assertThat(volumes()).doesNotContain(volume);
  }

  /** Of this installation. */
  private Set<String> volumes() {
    Set<String> names = new TreeSet<>();
    docker()
        .listVolumesCmd()
        .withFilter("label", List.of("mcp-owner=" + Installation.built().owner()))
        .exec()
        .getVolumes()
        .forEach(volume -> names.add(volume.getName()));
    return names;
  }

  @Test
  void letsACallerAskForLessAndNeverForMore() {
    Reply less = creating("memory_bytes", 64 << 20, "cpus", 0.25, "pids_limit", 32).ok();
    Reply more = creating("memory_bytes", 1L << 40, "cpus", 64, "pids_limit", 100_000).ok();

    HostConfig host = inspect(less.get("container_id")).getHostConfig();
    assertThat(host.getMemory()).isEqualTo(64 << 20);
    assertThat(host.getMemorySwap()).isEqualTo(64 << 20);
    assertThat(host.getNanoCPUs()).isEqualTo(250_000_000L);
    assertThat(host.getPidsLimit()).isEqualTo(32);
    assertThat(more.content().path("limits").toString())
        .isEqualTo("{\"memory_bytes\":268435456,\"cpus\":0.5,\"pids_limit\":512}");
  }

  @Test
  void usesOnlyAContainerAgainThatIsAlikeInAllThatCounts() {
    Object[] alike = {
      "session_id", "reuse", "reuse_existing", true, "environment", Map.of("A", "1")
    };
    String first = creating(alike).ok().get("container_id");

    Reply again = creating(alike).ok();

    assertThat(again.get("container_id")).isEqualTo(first);
    assertThat(again.content().path("reused").booleanValue()).isTrue();
    for (Object[] other :
        List.of(
            new Object[] {"session_id", "reuse", "reuse_existing", false},
            new Object[] {"session_id", "other", "reuse_existing", true},
            new Object[] {"session_id", "reuse", "reuse_existing", true},
            new Object[] {"session_id", "reuse", "reuse_existing", true, "name", "other-name"},
            new Object[] {
              "session_id", "reuse", "reuse_existing", true, "environment", Map.of("A", "2")
            },
            new Object[] {
              "session_id",
              "reuse",
              "reuse_existing",
              true,
              "environment",
              Map.of("A", "1"),
              "network_enabled",
              true
            })) {
      assertThat(creating(other).ok().get("container_id")).isNotEqualTo(first);
    }
  }

  @Test
  void keepsTwoImagesOfOneSessionTwoContainers() {
    String busybox = creating("session_id", "two", "reuse_existing", true).ok().get("container_id");
    String debian =
        server
            .call(
                "create_container",
                Map.of("image", Images.DEBIAN, "session_id", "two", "reuse_existing", true))
            .ok()
            .get("container_id");

    assertThat(debian).isNotEqualTo(busybox);
    run(busybox, "echo shared > note").ok();
    assertThat(run(debian, "cat note").ok().get("stdout")).isEqualTo("shared\n");
  }

  @Test
  void startsAStoppedContainerThatIsUsedAgain() {
    Object[] arguments = {"session_id", "stopped", "reuse_existing", true};
    String id = creating(arguments).ok().get("container_id");
    docker().stopContainerCmd(id).withTimeout(0).exec();

    assertThat(creating(arguments).ok().get("container_id")).isEqualTo(id);
    assertThat(inspect(id).getState().getRunning()).isTrue();
  }

  @Test
  void makesOneContainerOfTwoCallsAtOnce() {
    Callable<String> call =
        () -> creating("session_id", "race", "reuse_existing", true).ok().get("container_id");

    assertThat(Set.copyOf(atOnce(List.of(call, call, call, call)))).hasSize(1);
    assertThat(labelled("mcp-session", "race")).hasSize(1);
  }

  @Test
  void leavesNothingBehindWhenTheStartFails() {
    String image = imageWhoseShellIsNoProgram();
    Set<String> volumesBefore = volumes();
    try {
      Reply reply =
          server.call("create_container", Map.of("image", image, "name", "never-started"));

      assertThat(reply.code()).isEqualTo("INTERNAL");
      assertThat(reply.message())
          .startsWith("Could not complete create_container: the engine refused: ")
          .contains("permission denied");
      assertThat(docker().listContainersCmd().withShowAll(true).exec())
          .noneMatch(container -> List.of(container.getNames()).contains("/never-started"));
      assertThat(volumes()).isEqualTo(volumesBefore);
    } finally {
      docker().removeImageCmd(image).exec();
    }
  }

  private String imageWhoseShellIsNoProgram() {
    String container =
        docker()
            .createContainerCmd(Images.BUSYBOX)
            .withCmd("sh", "-c", "rm /bin/sh; : > /bin/sh")
            .exec()
            .getId();
    docker().startContainerCmd(container).exec();
    docker().waitContainerCmd(container).start().awaitStatusCode();
    docker().commitCmd(container).withRepository("docker-mcp/it-no-program").exec();
    docker().removeContainerCmd(container).exec();
    return "docker-mcp/it-no-program";
  }

  /** A container has its image's labels too, where its own do not say otherwise. */
  @Test
  void anImagesOwnLabelsPutNoContainerIntoASession() {
    String box = docker().createContainerCmd(Images.BUSYBOX).withCmd("true").exec().getId();
    docker()
        .commitCmd(box)
        .withRepository("docker-mcp/it-labelled")
        .withLabels(
            Map.of(
                "mcp-session",
                "labelled-it",
                "mcp-workspace-session",
                "labelled-it",
                "mcp-principal",
                "another",
                "mcp-volume",
                "mcp-session-labelled-it",
                "mcp-fingerprint",
                "1"))
        .exec();
    docker().removeContainerCmd(box).exec();
    try {
      Reply made = server.call("create_container", Map.of("image", "docker-mcp/it-labelled")).ok();
      String id = made.get("container_id");

      assertThat(made.content().path("session_id").isMissingNode()).isTrue();
      assertThat(inspect(id).getConfig().getLabels())
          .containsEntry("mcp-session", "")
          .containsEntry("mcp-principal", "local")
          .containsEntry("mcp-volume", "");
      assertThat(
              server
                  .call("list_containers", Map.of("session_id", "labelled-it"))
                  .ok()
                  .content()
                  .path("containers"))
          .isEmpty();
      server.call("cleanup_container", Map.of("session_id", "labelled-it")).ok();
      assertThat(inspect(id).getState().getRunning()).isTrue();
      server.call("cleanup_container", Map.of("container_id", id)).ok();
    } finally {
      docker().removeImageCmd("docker-mcp/it-labelled").exec();
    }
  }

  @Test
  void tellsThatAnImageWithoutAShellIsNotReady() {
    Reply reply = server.call("create_container", Map.of("image", Images.NO_SHELL)).ok();

    assertThat(reply.content().path("ready").booleanValue()).isFalse();
    assertThat(inspect(reply.get("container_id")).getState().getRunning()).isTrue();
  }

  @Test
  void leavesNothingBehindWhenAPackageCannotBeInstalled() {
    Reply reply = creating("session_id", "failing", "dependencies", List.of("left-pad"));

    assertThat(reply.code()).isEqualTo("NO_PACKAGE_MANAGER");
    assertThat(labelled("mcp-session", "failing")).isEmpty();
  }

  @Test
  void acceptsDependenciesAsTextAsThePythonServerDid() {
    Reply reply =
        server
            .call("create_container", Map.of("image", Images.APK_STUB, "dependencies", "curl, git"))
            .ok();

    assertThat(reply.content().at("/dependencies/package_manager").asText()).isEqualTo("apk");
    assertThat(reply.content().at("/dependencies/installed").findValuesAsText("name"))
        .containsExactly("curl", "git");
  }
}
