package org.dockermcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dockermcp.engine.ContainerStatus;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.engine.Containers;
import org.dockermcp.engine.docker.EngineAnswers;
import org.dockermcp.sandbox.AnsweringRoutes;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.sandbox.lease.Leases;
import org.dockermcp.sandbox.lease.ServerRegistry;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolCall;
import org.junit.jupiter.api.Test;

class ContainerListingTest {
  private static final List<ContainerSummary> ALL =
      List.of(
          SandboxFixture.listed(
              "web",
              ContainerStatus.RUNNING,
              EngineAnswers.ours(
                  "mcp-session",
                  "a",
                  "mcp-image",
                  "python:3",
                  "mcp-limits",
                  "7 0.5 9",
                  "mcp-network",
                  "true")),
          SandboxFixture.listed("old", ContainerStatus.EXITED, EngineAnswers.ours()),
          SandboxFixture.listed(
              "others",
              ContainerStatus.RUNNING,
              EngineAnswers.ours("mcp-session", "a", "mcp-principal", "other")),
          SandboxFixture.listed("foreign", ContainerStatus.RUNNING, Map.of("mcp-managed", "true")));

  private static List<String> names(Map<String, String> settings, Map<String, Object> arguments)
      throws SettingsException {
    return listing(settings, arguments).containers().stream()
        .map(ContainerListing.Entry::name)
        .toList();
  }

  private static ContainerListing.Listing listing(
      Map<String, String> settings, Map<String, Object> arguments) throws SettingsException {
    return listing(settings, arguments, SandboxFixture.leases());
  }

  private static ContainerListing.Listing listing(
      Map<String, String> settings, Map<String, Object> arguments, Leases leases)
      throws SettingsException {
    ContainerListing listing =
        new ContainerListing(
            new Ownership(EngineAnswers.OWNER, ""),
            new Containers(new AnsweringRoutes().answer("engine-container-list", request -> ALL)),
            leases,
            Settings.load(settings));
    ToolCall call = ToolCall.local("1", "list_containers", new Arguments(arguments));
    return listing.list(call);
  }

  @Test
  void listsOurRunningOnesAlone() throws SettingsException {
    assertThat(names(Map.of(), Map.of())).containsExactly("web");
  }

  @Test
  void listsStoppedOnesWhenAsked() throws SettingsException {
    assertThat(names(Map.of(), Map.of("show_all", true))).containsExactly("web", "old");
  }

  @Test
  void listsOneSession() throws SettingsException {
    assertThat(names(Map.of(), Map.of("session_id", "a"))).containsExactly("web");
    assertThat(names(Map.of(), Map.of("session_id", "b"))).isEmpty();
  }

  @Test
  void listsForeignOnesWhenTheOperatorAllows() throws SettingsException {
    assertThat(names(Map.of("DOCKER_MCP_LIST_UNMANAGED", "true"), Map.of()))
        .containsExactly("web", "foreign");
  }

  @Test
  void tellsWhatTheLabelsTell() throws SettingsException {
    ContainerListing.Listing listing = listing(Map.of(), Map.of());

    assertThat(
            Json.MAPPER.convertValue(
                listing.containers().get(0), new TypeReference<Map<String, Object>>() {}))
        .containsEntry("container_id", SandboxFixture.id("web").substring(0, 12))
        .containsEntry("image", "python:3")
        .containsEntry("state", "running")
        .containsEntry("created", "2023-11-14T22:13:20Z")
        .containsEntry("session_id", "a")
        .containsEntry("network_enabled", true)
        .containsEntry("managed", true)
        .containsEntry("limits", Map.of("memory_bytes", 7L, "cpus", 0.5, "pids_limit", 9))
        .containsEntry("expires_at", null);
    assertThat(listing.text())
        .isEqualTo(
            "web (%s) python:3, Up 2 minutes, session a"
                .formatted(SandboxFixture.id("web").substring(0, 12)));
  }

  @Test
  void tellsWhenAnIdleSessionEndsAndOfNothingElse() throws SettingsException {
    Leases leases = new Leases(new ServerRegistry(Path.of("nowhere")), Duration.ofHours(24));
    leases.used("a");
    Instant end = Instant.now().plus(Duration.ofHours(24));

    List<ContainerListing.Entry> entries =
        listing(Map.of(), Map.of("show_all", true), leases).containers();

    assertThat(Instant.parse(String.valueOf(entries.get(0).expiresAt())))
        .isBetween(end.minusSeconds(10), end);
    assertThat(entries.get(1).expiresAt()).isNull();
  }

  @Test
  void saysThatThereAreNone() throws SettingsException {
    assertThat(listing(Map.of(), Map.of("session_id", "b")).text()).isEqualTo("No containers.");
  }
}
