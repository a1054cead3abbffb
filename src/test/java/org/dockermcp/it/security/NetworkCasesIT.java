package org.dockermcp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.ContainerPort;
import com.github.dockerjava.api.model.Network;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dockermcp.Eventually;
import org.dockermcp.Programs;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.InstallTest;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cases D: what a sandbox reaches, and what reaches it. */
class NetworkCasesIT extends InstallTest {
  /** Of the installation that the tests run, known by its labels. */
  private String owner = "";

  @BeforeAll
  void findOwner() {
    owner =
        String.valueOf(inspect(create(Images.BUSYBOX)).getConfig().getLabels().get("mcp-owner"));
  }

  private String bridgeName() {
    return "docker-mcp-" + owner;
  }

  @Test
  @Case("D1")
  void d1ByDefaultThereIsNoInterfaceButLoAndNoNames() {
    String box = create(Images.BUSYBOX);

    assertThat(stdout(box, "ls /sys/class/net")).isEqualTo("lo\n");
    assertThat(stdout(box, "tail -n +2 /proc/net/route")).isEmpty();
    assertThat(run(box, "timeout 5 nslookup example.org").ok().get("exit_code")).isNotEqualTo("0");
    assertThat(inspect(box).getNetworkSettings().getNetworks()).containsOnlyKeys("none");
  }

  @Test
  @Case("D1")
  void d1ASandboxHasANetworkWhenItIsAskedFor() {
    Reply networked =
        server
            .call("create_container", arguments("image", Images.BUSYBOX, "network_enabled", true))
            .ok();

    assertThat(stdout(networked.get("container_id"), "ls /sys/class/net")).isEqualTo("eth0\nlo\n");
    assertThat(networked.content().path("network_enabled").booleanValue()).isTrue();
  }

  @Test
  @Case("D2")
  void d2NetworkedSandboxesDoNotReachEachOther() {
    String left = create(Images.BUSYBOX, "network_enabled", true);
    String right = create(Images.BUSYBOX, "network_enabled", true);
    run(left, "mkdir www && echo hi > www/index.html && httpd -h www").ok();
    String address = stdout(left, "ip -4 -o addr show eth0 | awk '{print $4}' | cut -d/ -f1");

    String fetch = "timeout %d wget -O - http://" + address.strip() + "/";

    assertThat(stdout(left, fetch.formatted(20))).isEqualTo("hi\n");
    Reply refused = run(right, fetch.formatted(3)).ok();
    // It began and had no answer until it was ended.
    assertThat(refused.get("stderr")).startsWith("Connecting to " + address.strip());
    assertThat(refused.get("exit_code")).isEqualTo("143");
  }

  @Test
  @Case("D3")
  void d3NoPortIsPublished() {
    String box = create(Images.BUSYBOX, "network_enabled", true);
    run(box, "httpd -p 8080").ok();

    assertThat(docker().listContainersCmd().withIdFilter(List.of(box)).exec())
        .singleElement()
        .satisfies(
            listed ->
                assertThat(listed.getPorts()).extracting(ContainerPort::getPublicPort).isEmpty());
    assertThat(inspect(box).getHostConfig().getPublishAllPorts()).isFalse();
  }

  @Test
  @Case("D4")
  void d4ARemovedNetworkIsMadeAgainForTheNextSandboxAndForAStoppedOne() {
    String stopped = create(Images.BUSYBOX, "network_enabled", true, "session_id", "d4");
    run(stopped, "echo kept > note").ok();
    removeBridge();

    String next = create(Images.BUSYBOX, "network_enabled", true);
    Reply again = run(stopped, "cat note; ls /sys/class/net").ok();

    assertThat(stdout(next, "ls /sys/class/net")).isEqualTo("eth0\nlo\n");
    assertThat(again.get("stdout")).isEqualTo("kept\neth0\nlo\n");
    assertThat(again.content().path("container_started").booleanValue()).isTrue();
    assertThat(bridge().getOptions())
        .containsEntry("com.docker.network.bridge.enable_icc", "false");
    // As on every object of ours, empty where they say nothing.
    assertThat(bridge().getLabels())
        .containsEntry("mcp-owner", owner)
        .containsEntry("mcp-session", "")
        .containsEntry("mcp-container", "")
        .containsOnlyKeys(ownLabels(next));
  }

  /** The names of a container's labels but for those of its image. */
  private List<String> ownLabels(String container) {
    return inspect(container).getConfig().getLabels().keySet().stream()
        .filter(label -> label.startsWith("mcp-"))
        .toList();
  }

  /** Stops what this server has in it: the engine lets no network go that is in use. */
  private void removeBridge() {
    server
        .call("list_containers", Map.of())
        .ok()
        .content()
        .path("containers")
        .findValues("name")
        .stream()
        .map(name -> inspect(name.asText()))
        .filter(box -> box.getNetworkSettings().getNetworks().containsKey(bridgeName()))
        .forEach(box -> docker().stopContainerCmd(box.getId()).withTimeout(0).exec());
    docker().removeNetworkCmd(bridgeName()).exec();
  }

  private Network bridge() {
    return docker().inspectNetworkCmd().withNetworkId(bridgeName()).exec();
  }

  @Test
  @Case("D4")
  void d4ASandboxThatCannotJoinIsRemovedAgain() {
    String name = "d4-full";
    create(Images.BUSYBOX, "network_enabled", true);
    removeBridge();
    // Of its two addresses one is the gateway's.
    docker()
        .createNetworkCmd()
        .withName(bridgeName())
        .withDriver("bridge")
        .withLabels(Map.of("mcp-managed", "true", "mcp-owner", owner))
        .withOptions(Map.of("com.docker.network.bridge.enable_icc", "false"))
        .withIpam(
            new Network.Ipam().withConfig(new Network.Ipam.Config().withSubnet("198.51.100.0/30")))
        .exec();
    try {
      create(Images.BUSYBOX, "network_enabled", true);
      int volumes = volumes();

      Reply refused =
          server.call(
              "create_container",
              arguments("image", Images.BUSYBOX, "network_enabled", true, "name", name));

      assertThat(refused.message())
          .startsWith("Could not complete create_container: the engine refused: ")
          .contains("no available IPv4 addresses on this network's address pools");
      assertThat(docker().listContainersCmd().withShowAll(true).exec())
          .noneMatch(it -> Arrays.asList(it.getNames()).contains("/" + name));
      assertThat(volumes()).isEqualTo(volumes);
    } finally {
      removeBridge();
    }
    assertThat(stdout(create(Images.BUSYBOX, "network_enabled", true), "ls /sys/class/net"))
        .isEqualTo("eth0\nlo\n");
  }

  /** Of this installation. */
  private int volumes() {
    List<String> label = List.of("mcp-owner=" + owner);
    return docker().listVolumesCmd().withFilter("label", label).exec().getVolumes().size();
  }

  @Test
  @Tag("faults")
  @Case("D4")
  void d4ABridgeWhoseDeviceIsGoneIsMadeAgainAndJoinedByThoseWhoLostIt() {
    String loser = create(Images.BUSYBOX, "network_enabled", true);
    String device = "br-" + bridge().getId().substring(0, 12);
    Programs.run("ip", "link", "delete", device);

    String next = create(Images.BUSYBOX, "network_enabled", true);

    assertThat(stdout(next, "ls /sys/class/net")).isEqualTo("eth0\nlo\n");
    assertThat(stdout(loser, "ls /sys/class/net")).matches("eth\\d\nlo\n");
    assertThat(stdout(loser, "ip route")).startsWith("default via ");
  }

  @Test
  @Case("D5")
  void d5TheLentNetworkIsGoneAfterSuccess() {
    String box = create(Images.APK_STUB);

    assertThat(names(install(box, List.of("curl")).ok(), "installed")).containsExactly("curl");
    hasNoNetwork(box);
  }

  @Test
  @Case("D5")
  void d5TheLentNetworkIsGoneAfterFailure() {
    String box = create(Images.APK_STUB);

    assertThat(install(box, List.of("no-such-package-of-docker-mcp")).code())
        .isEqualTo("INSTALL_FAILED");
    hasNoNetwork(box);
  }

  @Test
  @Case("D5")
  void d5TheLentNetworkIsGoneAfterATimeout() {
    String slow = create(Images.DEBIAN);
    Reply reply = install(slow, List.of("pandas", "scipy"), "timeout", 2);

    assertThat(reply.code()).isEqualTo("TIMED_OUT");
    assertThat(reply.message())
        .isEqualTo(
            "Could not finish installing pandas, scipy with pip: it took longer than 2000 ms and"
                + " was killed; give a longer timeout, or fewer packages at once.");
    assertThat(reply.content().path("failed")).isNotEmpty();
    assertThat(stdout(slow, "ps -e -o comm=")).doesNotContain("pip", "python");
    hasNoNetwork(slow);
  }

  // Often, for the cancel then comes at another moment of the lending.
  @RepeatedTest(5)
  @Case("D5")
  void d5TheLentNetworkIsGoneAfterACancel() throws InterruptedException {
    String debian = create(Images.DEBIAN);
    server.callAndCancel(
        "add_dependencies",
        "cancelled",
        Map.of("container_id", debian, "packages", List.of("pandas")),
        () -> await(() -> networks(debian).stream().anyMatch(NetworkCasesIT::isLent)));

    await(() -> networks(debian).stream().noneMatch(NetworkCasesIT::isLent));
    await(() -> lentNetworks().isEmpty());
    await(() -> !run(debian, "true").failed());
    hasNoNetwork(debian);
    assertThat(stdout(debian, "ps -e -o comm=")).doesNotContain("pip", "python");
  }

  private static boolean isLent(String network) {
    return network.startsWith("docker-mcp-install");
  }

  private List<String> networks(String container) {
    return List.copyOf(inspect(container).getNetworkSettings().getNetworks().keySet());
  }

  private static void await(Callable<Boolean> wanted) {
    Eventually.within(Duration.ofSeconds(15)).until(wanted);
  }
}
