package org.dockermcp.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a command which makes its container unfit for anything is ended all the same. */
class RemakeIT extends SandboxTest {
  private static final String SESSION = "remake-" + ProcessHandle.current().pid();

  /** Without a shell there is nothing to kill with, and no first process to start again. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theContainerIsMadeAnewOnItsVolume(boolean inSession) {
    String box =
        inSession
            ? create(Images.BUSYBOX, "session_id", SESSION, "environment", Map.of("KEPT", "yes"))
            : create(Images.BUSYBOX, "environment", Map.of("KEPT", "yes"));
    run(box, "echo kept > /workspace/file; echo lost > /root/file").ok();
    InspectContainerResponse before = docker().inspectContainerCmd(box).exec();

    Reply reply = run(box, "echo begun; rm -f /bin/sh; exec sleep 7777", "timeout", 1);

    assertThat(reply.code()).isEqualTo("TIMED_OUT");
    assertThat(reply.get("stdout")).isEqualTo("begun\n");
    String anew = reply.get("remade_container_id");
    assertThat(anew).isNotEqualTo(box).hasSize(64);
    assertThat(reply.message()).contains("recreated as " + anew);
    InspectContainerResponse after = docker().inspectContainerCmd(anew).exec();
    assertThat(after.getName()).isEqualTo(before.getName());
    assertThat(after.getImageId()).isEqualTo(before.getImageId());
    assertThat(workspace(after)).isEqualTo(workspace(before));
    assertThat(run(anew, "cat /workspace/file; echo $KEPT; ls /root").ok().get("stdout"))
        .isEqualTo("kept\nyes\n");
    // A session goes on, whatever its container is called now; a container alone is what it is.
    assertThat(run(box, "true").code()).isEqualTo(inSession ? "" : "NOT_FOUND");

    Map<String, Object> cleanup =
        inSession
            ? Map.of("session_id", SESSION, "remove_volumes", true)
            : Map.of("container_id", anew);
    server.call("cleanup_container", cleanup).ok();
    assertThat(volumes()).doesNotContain(workspace(before));
  }

  /** By others first, and then by this server. */
  @Test
  void everyOldIdOfOneThatWasRecreatedTwiceLeadsToTheNewest() {
    String session = SESSION + "-twice";
    String first = create(Images.BUSYBOX, "session_id", session);
    run(first, "true").ok();
    docker().removeContainerCmd(first).withForce(true).exec();
    String second = run(first, "true").ok().get("remade_container_id");

    String third =
        run(first, "rm -f /bin/sh; exec sleep 7777", "timeout", 1).get("remade_container_id");

    assertThat(third).hasSize(64).isNotIn(first, second);
    for (String id : List.of(first, second, third)) {
      assertThat(run(id, "true").code()).isEmpty();
    }
    docker().removeContainerCmd(third).withForce(true).exec();
    server.call("cleanup_container", Map.of("container_id", first));
    assertThat(run(first, "true").code()).isEqualTo("NOT_FOUND");
    server.call("cleanup_container", Map.of("session_id", session, "remove_volumes", true)).ok();
  }

  private static String workspace(InspectContainerResponse container) {
    return Objects.requireNonNull(container.getMounts()).stream()
        .filter(mount -> "/workspace".equals(String.valueOf(mount.getDestination())))
        .map(InspectContainerResponse.Mount::getName)
        .map(String::valueOf)
        .findFirst()
        .orElseThrow();
  }

  private List<String> volumes() {
    return docker().listVolumesCmd().exec().getVolumes().stream()
        .map(InspectVolumeResponse::getName)
        .toList();
  }
}
