package org.dockermcp.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session's next call finds when others have stopped or removed its container. */
class SessionRecoveryIT extends SandboxTest {
  private static final String SESSION = "recovery-" + ProcessHandle.current().pid();

  private String box = "";

  @BeforeEach
  void createWithAFile() {
    box =
        create(
            Images.BUSYBOX,
            "session_id",
            SESSION,
            "name",
            SESSION,
            "environment",
            Map.of("K", "v"));
    run(box, "echo kept > file; echo lost > /root/file; sleep 7777 >/dev/null 2>&1 &").ok();
  }

  @AfterEach
  void cleanUp() {
    server.call("cleanup_container", Map.of("session_id", SESSION, "remove_volumes", true)).ok();
  }

  private static void assertLost(Reply reply, boolean lost) {
    assertThat(reply.content().path("processes_lost").booleanValue()).isEqualTo(lost);
    assertThat(reply.text().contains("its processes are lost")).isEqualTo(lost);
  }

  private String absent(String container) {
    return "Could not find container '%s': no container of that name is managed by this server; list the containers to see those that are."
        .formatted(container);
  }

  @Test
  void aStoppedOneIsStartedAndTheAnswerSaysWhatIsGone() {
    docker().stopContainerCmd(box).withTimeout(0).exec();

    Reply reply = run(box, "cat file; ps").ok();

    assertThat(reply.get("stdout")).startsWith("kept\n").doesNotContain("7777");
    assertThat(reply.content().path("container_started").booleanValue()).isTrue();
    assertLost(reply, true);
    assertLost(run(box, "true").ok(), false);
  }

  @Test
  void aPausedOneGoesOnWithItsProcesses() {
    docker().pauseContainerCmd(box).exec();

    Reply reply = run(box, "ps").ok();

    assertThat(reply.get("stdout")).contains("7777");
    assertThat(reply.text()).contains("[the container was paused and has been resumed]");
    assertLost(reply, false);
  }

  @Test
  void oneThatWasRestartedIsKnownByThat() {
    docker().restartContainerCmd(box).withTimeout(0).exec();

    Reply reply = run(box, "cat file").ok();

    assertThat(reply.content().path("container_started").booleanValue()).isFalse();
    assertThat(reply.text())
        .contains("[the container was restarted by someone else; its processes are lost]");
    assertLost(reply, true);
    assertLost(run(box, "true").ok(), false);
  }

  @Test
  void aRemovedOneIsMadeAnewOnItsVolumeAndTheOldIdLeadsToIt() {
    docker().removeContainerCmd(box).withForce(true).withRemoveVolumes(true).exec();

    Reply reply = run(box, "cat file; echo $K; ls /root; ps").ok();

    assertThat(reply.get("stdout")).startsWith("kept\nv\n").doesNotContain("lost", "7777");
    String anew = reply.get("remade_container_id");
    assertThat(anew).hasSize(64).isNotEqualTo(box);
    assertLost(reply, true);
    assertThat(reply.text())
        .contains(
            "[the container was recreated as "
                + anew
                + "; its processes are lost, and only /workspace was kept]");
    assertThat(Objects.requireNonNull(inspect(anew).getName())).isEqualTo("/" + SESSION);
    for (String name : List.of(box, box.substring(0, 12), SESSION, anew)) {
      Reply next = run(name, "cat file").ok();
      assertThat(next.get("stdout")).isEqualTo("kept\n");
      assertThat(next.content().has("remade_container_id")).isFalse();
      assertLost(next, false);
    }
  }

  @Test
  void callsAtOnceMakeOneAnew() {
    docker().removeContainerCmd(box).withForce(true).exec();

    List<Reply> replies = atOnce(Collections.nCopies(6, () -> run(SESSION, "cat file")));

    assertThat(replies).allSatisfy(it -> assertThat(it.ok().get("stdout")).isEqualTo("kept\n"));
    assertThat(labelled("mcp-session", SESSION)).hasSize(1);
  }

  @Test
  void oneThatACallerRemovedStaysRemoved() {
    server.call("cleanup_container", Map.of("container_id", box)).ok();

    assertThat(run(box, "true").message()).isEqualTo(absent(box));
    assertThat(run(SESSION, "true").message()).isEqualTo(absent(SESSION));
  }

  @Test
  void oneThatOthersRemovedStaysRemovedAfterItsSessionWasCleanedUp() {
    docker().removeContainerCmd(box).withForce(true).exec();
    server.call("cleanup_container", Map.of("session_id", SESSION)).ok();

    assertThat(run(SESSION, "true").message()).isEqualTo(absent(SESSION));
  }

  @Test
  void withoutItsVolumeItIsNotThere() {
    docker().removeContainerCmd(box).withForce(true).exec();
    docker().removeVolumeCmd("mcp-session-" + SESSION).exec();

    assertThat(run(SESSION, "true").message()).isEqualTo(absent(SESSION));
    assertThat(labelled("mcp-session", SESSION)).isEmpty();
  }

  @Test
  void oneWithoutASessionIsGoneWhenItIsGone() {
    String alone = create(Images.BUSYBOX);
    docker().removeContainerCmd(alone).withForce(true).withRemoveVolumes(true).exec();

    assertThat(run(alone, "true").message()).isEqualTo(absent(alone));
  }
}
