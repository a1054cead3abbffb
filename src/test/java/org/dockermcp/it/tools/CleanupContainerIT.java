package org.dockermcp.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dockermcp.Eventually;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.dockermcp.it.support.SandboxWatch;
import org.dockermcp.it.support.ServerUsage;
import org.junit.jupiter.api.Test;

/** What cleanup_container promises. */
class CleanupContainerIT extends SandboxTest {

  private Reply cleanup(Object... arguments) {
    return server.call(
        "cleanup_container",
        arguments(String.valueOf(arguments[0]), arguments[1], rest(arguments)));
  }

  private static Object[] rest(Object... arguments) {
    return List.of(arguments).subList(2, arguments.length).toArray();
  }

  @Test
  void removesOneContainerByName() {
    String id = create(Images.BUSYBOX, "name", "one-it");

    Reply reply = cleanup("container_id", "one-it").ok();

    assertThat(reply.content().path("removed").toString())
        .isEqualTo("[{\"container_id\":\"" + id + "\",\"name\":\"one-it\"}]");
    assertThat(reply.content().path("volumes_removed")).isEmpty();
    assertThat(reply.content().path("failed")).isEmpty();
    assertThat(reply.text()).isEqualTo("Removed container one-it.");
    assertThat(cleanup("container_id", "one-it").code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void removesContainersInWhateverStateTheyAre() {
    create(Images.BUSYBOX, "session_id", "states");
    String paused = create(Images.BUSYBOX, "session_id", "states");
    docker().pauseContainerCmd(paused).exec();
    String stopped = create(Images.BUSYBOX, "session_id", "states");
    docker().stopContainerCmd(stopped).withTimeout(0).exec();
    Map<String, String> labels = new HashMap<>(inspect(stopped).getConfig().getLabels());
    labels.put(SandboxWatch.BY_HAND, "true");
    docker().createContainerCmd(Images.BUSYBOX).withLabels(labels).exec();

    Reply reply = cleanup("session_id", "states").ok();

    assertThat(reply.content().path("removed")).hasSize(4);
    assertThat(labelled("mcp-session", "states")).isEmpty();
  }

  @Test
  void keepsASessionsVolumeUnlessTold() {
    create(Images.BUSYBOX, "session_id", "volumes");

    assertThat(cleanup("session_id", "volumes").ok().content().path("volumes_removed")).isEmpty();
    Reply reply = cleanup("session_id", "volumes", "remove_volumes", true).ok();

    assertThat(reply.content().path("removed")).isEmpty();
    assertThat(reply.content().path("volumes_removed").toString())
        .isEqualTo("[\"mcp-session-volumes\"]");
  }

  @Test
  void keepsAVolumeThatAContainerIsLeftOn() {
    String first = create(Images.BUSYBOX, "session_id", "left");
    String second = create(Images.BUSYBOX, "session_id", "left");

    Reply one = cleanup("container_id", first, "remove_volumes", true).ok();
    Reply other = cleanup("container_id", second, "remove_volumes", true).ok();

    assertThat(one.content().path("volumes_removed")).isEmpty();
    assertThat(other.content().path("volumes_removed").toString())
        .isEqualTo("[\"mcp-session-left\"]");
  }

  @Test
  void answersWithEmptyListsWhenASessionHasNothing() {
    Reply reply = cleanup("session_id", "nothing-there").ok();

    assertThat(reply.content().toString())
        .isEqualTo("{\"removed\":[],\"volumes_removed\":[],\"failed\":[],\"left_in_use\":0}");
    assertThat(reply.text()).isEqualTo("Nothing to remove.");
  }

  @Test
  void allAreNotWhatAnotherRunningServerUses() {
    Map<String, Object> busybox = Map.of("image", Images.BUSYBOX);
    Map<String, Object> shared = Map.of("image", Images.BUSYBOX, "session_id", "shared-it");
    String idle = create(Images.BUSYBOX, "session_id", "idle-it");
    try (McpServerProcess other = McpServerProcess.start(Map.of())) {
      String own = other.call("create_container", busybox).ok().get("container_id");
      String session = other.call("create_container", shared).ok().get("container_id");

      Reply reply = cleanup("cleanup_all", true).ok();

      assertThat(reply.content().path("removed").findValuesAsText("container_id"))
          .contains(idle)
          .doesNotContain(own, session);
      assertThat(reply.content().path("left_in_use").intValue()).isEqualTo(2);
      assertThat(inspect(own).getState().getRunning()).isTrue();
      assertThat(inspect(session).getState().getRunning()).isTrue();
      assertThat(cleanup("session_id", "shared-it").ok().content().path("removed")).hasSize(1);
    }
  }

  @Test
  void wantsExactlyOneSelection() {
    String either = "give exactly one of container_id, session_id and cleanup_all: true.";

    assertThat(cleanup("remove_volumes", true).message())
        .isEqualTo("Could not clean up: nothing was selected; " + either);
    assertThat(cleanup("cleanup_all", false).code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(cleanup("session_id", "a", "cleanup_all", true).message())
        .isEqualTo("Could not clean up: more than one selection was given; " + either);
  }

  @Test
  void whatIsRemovedLeavesNoThreadInTheServer() throws Exception {
    ServerUsage usage = ServerUsage.of(server);
    useAndRemove(2);
    double before = usage.look().threads();

    useAndRemove(12);

    Eventually.within(Duration.ofSeconds(20))
        .until(() -> usage.look().threads(), threads -> threads < before + 6);
  }

  private void useAndRemove(int sandboxes) {
    for (int i = 0; i < sandboxes; i++) {
      String id = create(Images.BUSYBOX);
      server.call("execute_code", Map.of("container_id", id, "command", "true")).ok();
      cleanup("container_id", id).ok();
    }
  }
}
