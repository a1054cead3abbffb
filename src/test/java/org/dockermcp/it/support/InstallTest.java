package org.dockermcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.junit.jupiter.api.AfterEach;

/** A server that installs, in sandboxes without a network; and no lent network left of any test. */
public abstract class InstallTest extends SandboxTest {
  protected InstallTest() {
    super(SharedServers.with(Authorities.settings()), true);
  }

  protected InstallTest(Map<String, String> settings) {
    super(settings);
  }

  protected final Reply install(String container, List<String> packages, Object... more) {
    Map<String, Object> arguments = arguments("container_id", container, more);
    arguments.put("packages", packages);
    return server.call("add_dependencies", arguments);
  }

  /** The names in a list of the result. */
  public static List<String> names(Reply reply, String list) {
    List<String> names = new ArrayList<>();
    for (JsonNode item : reply.content().path(list)) {
      names.add(item.path("name").asText());
    }
    return names;
  }

  /** The version that the result tells of a package. */
  public static String version(Reply reply, String list, String name) {
    for (JsonNode item : reply.content().path(list)) {
      if (item.path("name").asText().equals(name)) {
        return item.path("version").asText();
      }
    }
    return "";
  }

  protected final String stdout(String container, String command) {
    return run(container, command, "timeout", 60).ok().get("stdout");
  }

  /** Whether the engine and the sandbox itself agree that it has no network. */
  protected final void hasNoNetwork(String container) {
    assertThat(inspect(container).getNetworkSettings().getNetworks()).containsOnlyKeys("none");
    assertThat(stdout(container, "ls /sys/class/net")).isEqualTo("lo\n");
  }

  @AfterEach
  protected final void noLentNetworkIsLeft() {
    assertThat(lentNetworks()).isEmpty();
  }

  /** Those that servers of this installation lend now. */
  protected final List<String> lentNetworks() {
    return docker()
        .listNetworksCmd()
        .withNameFilter("docker-mcp-install-")
        .withFilter("label", List.of("mcp-owner=" + Installation.built().owner()))
        .exec()
        .stream()
        .map(Network::getName)
        .toList();
  }
}
