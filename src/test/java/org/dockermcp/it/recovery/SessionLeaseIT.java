package org.dockermcp.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dockermcp.Eventually;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.RawServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long sessions last. */
@Timeout(180)
@Tag("alone")
class SessionLeaseIT {
  private static final String PREFIX = "lease-" + ProcessHandle.current().pid();
  private static final String IDLE = PREFIX + "-idle";
  private static final String BUSY = PREFIX + "-busy";

  private final Engine engine = new Engine(System.getenv());
  private final DockerClient docker = engine.control();

  @AfterEach
  void cleanUp() throws IOException, InterruptedException {
    try (RawServer next = new RawServer(Map.of())) {
      for (String session : List.of(IDLE, BUSY)) {
        next.call("cleanup_container", Map.of("session_id", session, "remove_volumes", true));
      }
    }
    engine.close();
  }

  private static String create(RawServer server, String session)
      throws IOException, InterruptedException {
    return server
        .call("create_container", Map.of("image", Images.BUSYBOX, "session_id", session))
        .path("container_id")
        .asText();
  }

  private static Instant expiry(RawServer server, String session)
      throws IOException, InterruptedException {
    JsonNode listing = server.call("list_containers", Map.of("session_id", session));
    return Instant.parse(listing.at("/containers/0/expires_at").asText());
  }

  private List<String> containersAndVolumes(String session) {
    List<String> label = List.of("mcp-session=" + session);
    List<String> volumes =
        docker.listVolumesCmd().withFilter("label", label).exec().getVolumes().stream()
            .map(volume -> "volume")
            .toList();
    List<String> containers =
        docker.listContainersCmd().withShowAll(true).withLabelFilter(label).exec().stream()
            .map(container -> "container")
            .toList();
    return Stream.concat(containers.stream(), volumes.stream()).toList();
  }

  @Test
  void anIdleSessionIsRemovedWithItsVolumeAndOneAtWorkIsNot()
      throws IOException, InterruptedException {
    try (RawServer server = new RawServer(Map.of("DOCKER_MCP_IDLE_TTL", "8s"))) {
      create(server, IDLE);
      String busy = create(server, BUSY);
      server.call("start_process", Map.of("container_id", busy, "command", "sleep 600"));
      assertThat(expiry(server, IDLE)).isBetween(Instant.now(), Instant.now().plusSeconds(9));

      Eventually.within(Duration.ofMinutes(2))
          .until(() -> containersAndVolumes(IDLE), List::isEmpty);

      assertThat(containersAndVolumes(BUSY)).containsExactly("container", "volume");
      assertThat(expiry(server, BUSY)).isAfter(Instant.now());
    }
  }

  @Test
  void aServersDeathChangesNoLease() throws IOException, InterruptedException {
    RawServer killed = new RawServer(Map.of());
    create(killed, IDLE);
    Instant expiry = expiry(killed, IDLE);
    killed.kill();

    try (RawServer next = new RawServer(Map.of())) {
      assertThat(Duration.between(expiry, expiry(next, IDLE)).abs())
          .isLessThanOrEqualTo(Duration.ofSeconds(2));
    }
    try (RawServer forEver = new RawServer(Map.of("DOCKER_MCP_IDLE_TTL", "0"))) {
      JsonNode listing = forEver.call("list_containers", Map.of("session_id", IDLE));
      assertThat(listing.at("/containers/0/expires_at").isMissingNode()).isTrue();
    }
  }
}
