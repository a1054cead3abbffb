package org.dockermcp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.dockermcp.it.support.ServerJar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That sessions, installations and everything else on an engine do not reach each other. */
class SessionCasesIT extends SandboxTest {
  private static final String FOREIGN = "mcp-cases-foreign";

  /** Nothing that we would write, so that reading it would show. */
  private static final Map<String, String> ANOTHERS =
      Map.of("mcp-managed", "true", "mcp-owner", "another", "mcp-session", "no session/id");

  /** What a tool wants beside a container. */
  private static final Map<String, Map<String, Object>> REST =
      Map.of(
          "execute_code", Map.of("command", "true"),
          "execute_python_script", Map.of("script", "1"),
          "start_process", Map.of("command", "true"),
          "add_dependencies", Map.of("packages", List.of("six")),
          "list_processes", Map.of(),
          "cleanup_container", Map.of("remove_volumes", true));

  private List<String> toolsWithContainers() {
    return server.tools().stream()
        .filter(tool -> String.valueOf(tool.inputSchema()).contains("container_id"))
        .map(McpSchema.Tool::name)
        .toList();
  }

  /** The whole answer, the reference in it made the same for all. */
  private String said(String tool, String reference) {
    Map<String, Object> arguments = new HashMap<>(REST.getOrDefault(tool, Map.of()));
    arguments.put("container_id", reference);
    Reply reply = server.call(tool, arguments);
    assertThat(reply.code())
        .as("%s of %s: %s", tool, reference, reply.text())
        .isEqualTo("NOT_FOUND");
    JsonNode content = reply.content();
    return (reply.text() + "\n" + content).replace("'" + reference + "'", "'…'");
  }

  @Test
  @Case("H1")
  void h1AForeignContainerIsAsAbsentAsOneThatIsNot() {
    String id =
        docker()
            .createContainerCmd(Images.BUSYBOX)
            .withName(FOREIGN)
            .withLabels(ANOTHERS)
            .exec()
            .getId();
    try {
      List<String> tools = toolsWithContainers();
      assertThat(tools).containsExactlyInAnyOrderElementsOf(REST.keySet());
      for (String tool : tools) {
        String absent = said(tool, "mcp-cases-absent");
        assertThat(absent)
            .startsWith(
                "Could not find container '…': no container of that name is managed by this server;"
                    + " list the containers to see those that are.");
        for (String reference :
            List.of(
                FOREIGN,
                id,
                id.substring(0, 12),
                id.substring(0, 30),
                "f".repeat(64),
                "0".repeat(12))) {
          assertThat(said(tool, reference)).isEqualTo(absent);
        }
      }
      assertThat(inspect(id).getState().getStatus()).isEqualTo("created");
    } finally {
      docker().removeContainerCmd(id).exec();
    }
  }

  @Test
  @Case("H1")
  void h1TheBeginningOfSeveralForeignIdsIsAsAbsentAsThatOfNone() {
    List<String> ids = new ArrayList<>();
    try {
      // Of seventeen, two begin with the same of sixteen digits.
      for (int i = 0; i < 17; i++) {
        ids.add(docker().createContainerCmd(Images.NO_SHELL).exec().getId());
      }
      String absent = said("list_processes", "0".repeat(11));
      for (String digit : Set.of("0123456789abcdef".split(""))) {
        assertThat(said("list_processes", digit)).isEqualTo(absent);
      }
    } finally {
      ids.forEach(id -> docker().removeContainerCmd(id).exec());
    }
  }

  @Test
  @Case("H2")
  void h2AForeignVolumeUnderOurPatternIsNeitherUsedNorRemoved() {
    String name = "mcp-session-foreign-it";
    docker()
        .createVolumeCmd()
        .withName(name)
        .withLabels(
            Map.of("mcp-managed", "true", "mcp-owner", "another", "mcp-session", "foreign-it"))
        .exec();
    try {
      Reply reply =
          server.call(
              "create_container", Map.of("image", Images.BUSYBOX, "session_id", "foreign-it"));

      assertThat(reply.code()).isEqualTo("DENIED");
      assertThat(reply.message())
          .isEqualTo(
              "Could not use session 'foreign-it': the volume %s was not made by this server; use"
                      .formatted(name)
                  + " another session_id.");
      Reply cleanup =
          server
              .call("cleanup_container", Map.of("session_id", "foreign-it", "remove_volumes", true))
              .ok();
      assertThat(cleanup.text()).isEqualTo("Nothing to remove.");
      assertThat(docker().inspectVolumeCmd(name).exec().getName()).isEqualTo(name);
    } finally {
      docker().removeVolumeCmd(name).exec();
    }
  }

  /** Everything of the engine that this server did not make. */
  private Set<String> foreign(String owner) {
    Set<String> ids = new TreeSet<>();
    for (Container container : docker().listContainersCmd().withShowAll(true).exec()) {
      if (!owner.equals(container.getLabels().get("mcp-owner"))) {
        ids.add("container " + container.getId());
      }
    }
    for (Network network : docker().listNetworksCmd().exec()) {
      ids.add("network " + network.getId());
    }
    docker().listVolumesCmd().exec().getVolumes().stream()
        .filter(it -> it.getLabels() == null || !owner.equals(it.getLabels().get("mcp-owner")))
        .forEach(it -> ids.add("volume " + it.getName()));
    return ids;
  }

  @Test
  @Tag("alone")
  @Case("H3")
  void h3CleanupOfAllRemovesAllOfOursAndNothingElse() {
    String mine = create(Images.BUSYBOX);
    String alsoMine = create(Images.BUSYBOX, "session_id", "all", "network_enabled", true);
    String owner = String.valueOf(inspect(mine).getConfig().getLabels().get("mcp-owner"));
    List<String> made = new ArrayList<>();
    made.add(docker().createContainerCmd(Images.NO_SHELL).exec().getId());
    for (Map<String, String> labels :
        List.of(ANOTHERS, Map.of("mcp-managed", "true"), Map.of("mcp-owner", owner))) {
      made.add(docker().createContainerCmd(Images.NO_SHELL).withLabels(labels).exec().getId());
    }
    docker()
        .createVolumeCmd()
        .withName("mcp-session-another")
        .withLabels(Map.of("mcp-managed", "true", "mcp-session", "another"))
        .exec();
    String network =
        docker()
            .createNetworkCmd()
            .withName("docker-mcp-another")
            .withLabels(Map.of("mcp-managed", "true"))
            .exec()
            .getId();
    Set<String> before = foreign(owner);
    try {
      Reply reply =
          server
              .call("cleanup_container", Map.of("cleanup_all", true, "remove_volumes", true))
              .ok();

      assertThat(reply.content().path("removed").findValuesAsText("container_id"))
          .contains(mine, alsoMine)
          .doesNotContainAnyElementsOf(made);
      assertThat(reply.content().path("volumes_removed").toString())
          .contains("mcp-session-all")
          .doesNotContain("another");
      assertThat(foreign(owner)).containsAll(before);
      made.forEach(id -> assertThat(inspect(id).getId()).isEqualTo(id));
    } finally {
      made.forEach(id -> docker().removeContainerCmd(id).exec());
      docker().removeVolumeCmd("mcp-session-another").exec();
      docker().removeNetworkCmd(network).exec();
    }
  }

  @Test
  @Case("H3")
  void h3TheNetworkIsThisInstallationsOwnAndJoinedByItsId() {
    String box = create(Images.BUSYBOX, "network_enabled", true);
    String owner = String.valueOf(inspect(box).getConfig().getLabels().get("mcp-owner"));

    Network network = docker().inspectNetworkCmd().withNetworkId("docker-mcp-" + owner).exec();

    assertThat(network.getLabels())
        .containsEntry("mcp-managed", "true")
        .containsEntry("mcp-owner", owner);
    assertThat(inspect(box).getHostConfig().getNetworkMode()).isEqualTo(network.getId());
    assertThat(inspect(box).getNetworkSettings().getNetworks())
        .containsOnlyKeys("docker-mcp-" + owner);
  }

  /** The jar of another installation, which differs from ours in its folder alone. */
  private static String installation(Path home) throws IOException {
    Path jar = ServerJar.built().path();
    Path target = Files.createDirectory(home.resolve("target"));
    Files.createSymbolicLink(target.resolve("lib"), jar.resolveSibling("lib"));
    return Files.copy(jar, target.resolve("docker-mcp.jar")).toString();
  }

  @Test
  @Case("H3")
  void h3TwoInstallationsShareNothing(@TempDir Path home) throws IOException {
    String mine = create(Images.BUSYBOX, "session_id", "both", "network_enabled", true);
    run(mine, "echo mine > file").ok();
    try (McpServerProcess other =
        McpServerProcess.start(
            Map.of(McpServerProcess.JAR, installation(home), "DOCKER_MCP_ROUTES", "routes"))) {
      Map<String, Object> networked =
          Map.of("image", Images.BUSYBOX, "network_enabled", true, "reuse_existing", true);
      String theirs = other.call("create_container", networked).ok().get("container_id");

      Map<String, Object> same = Map.of("image", Images.BUSYBOX, "session_id", "both");
      assertThat(other.call("create_container", same).code()).isEqualTo("DENIED");
      assertThat(
              other.call("execute_code", arguments("container_id", mine, "command", "ls")).code())
          .isEqualTo("NOT_FOUND");
      assertThat(inspect(theirs).getHostConfig().getNetworkMode())
          .isNotEqualTo(inspect(mine).getHostConfig().getNetworkMode());
      assertThat(
              other
                  .call("list_containers", Map.of())
                  .ok()
                  .content()
                  .findValuesAsText("container_id"))
          .containsExactly(theirs.substring(0, 12));
      String network = String.valueOf(inspect(theirs).getHostConfig().getNetworkMode());
      Map<String, Object> all = Map.of("cleanup_all", true, "remove_volumes", true);
      assertThat(other.call("cleanup_container", all).ok().content().path("volumes_removed"))
          .isEmpty();
      docker().removeNetworkCmd(network).exec();
    }
    assertThat(run(mine, "cat file").ok().get("stdout")).isEqualTo("mine\n");
  }

  @Test
  void aStoppedContainerJoinsTheNetworkThatIsMadeAnew() {
    server.call("cleanup_container", Map.of("cleanup_all", true)).ok();
    String box = create(Images.BUSYBOX, "network_enabled", true);
    String network = inspect(box).getHostConfig().getNetworkMode();
    docker().stopContainerCmd(box).withTimeout(0).exec();
    docker().removeNetworkCmd(String.valueOf(network)).exec();

    assertThat(run(box, "ls /sys/class/net").ok().get("stdout")).isEqualTo("eth0\nlo\n");
  }

  @Test
  @Case("H4")
  void h4WhatWouldActOnATerminalIsShownInTheTextAndLeftInTheContent() {
    String box = create(Images.BUSYBOX);
    Reply reply =
        run(
                box,
                "printf 'a\\033[31m\\033]52;c;eA==\\007\\033]8;;http://x\\007b\\rc\\342\\200\\256d\\n'")
            .ok();

    assertThat(reply.text())
        .isEqualTo("a␛[31m␛]52;c;eA==␇␛]8;;http://x␇b␍c<U+202E>d\n[exit code 0]");
    assertThat(reply.get("stdout"))
        .isEqualTo("a\u001B[31m\u001B]52;c;eA==\u0007\u001B]8;;http://x\u0007b\rc\u202Ed\n");
  }
}
