package org.dockermcp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.CreateVolumeResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import java.util.List;
import java.util.Map;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.Test;

/** That no file and no volume makes a way out of a sandbox, or stays when it is removed. */
class FileCasesIT extends SandboxTest {
  private static final Map<String, String> BINDS =
      Map.of("type", "none", "o", "bind", "device", "/etc");

  private void refusesVolume(String session, Map<String, String> labels) {
    CreateVolumeResponse volume =
        docker()
            .createVolumeCmd()
            .withName("mcp-session-" + session)
            .withDriverOpts(BINDS)
            .withLabels(labels)
            .exec();
    try {
      Reply reply =
          server.call("create_container", Map.of("image", Images.BUSYBOX, "session_id", session));

      assertThat(reply.code()).isEqualTo("DENIED");
      assertThat(reply.message())
          .isEqualTo(
              "Could not use session '%s': the volume %s was not made by this server; use another"
                      .formatted(session, volume.getName())
                  + " session_id.");
      assertThat(labelled("mcp-session", session)).isEmpty();
    } finally {
      docker().removeVolumeCmd(volume.getName()).exec();
    }
  }

  @Test
  @Case("C1")
  void c1AVolumeThatIsAFolderOfTheHostIsRefusedWhateverItIsLabelled() {
    Map<String, String> ours = inspect(create(Images.BUSYBOX)).getConfig().getLabels();

    refusesVolume("bound", Map.of());
    refusesVolume(
        "bound",
        Map.of(
            "mcp-managed", "true",
            "mcp-owner", String.valueOf(ours.get("mcp-owner")),
            "mcp-session", "bound"));
  }

  @Test
  @Case("C1")
  void c1EveryVolumeOfOursSaysSo() {
    String alone = create(Images.BUSYBOX);
    String session = create(Images.BUSYBOX, "session_id", "labelled");
    for (String box : List.of(alone, session)) {
      Map<String, String> labels = inspect(box).getConfig().getLabels();
      InspectVolumeResponse volume =
          docker().inspectVolumeCmd(inspect(box).getMounts().get(0).getName()).exec();

      assertThat(volume.getLabels())
          .containsEntry("mcp-managed", "true")
          .containsEntry("mcp-owner", labels.get("mcp-owner"));
      assertThat(volume.getOptions()).isNullOrEmpty();
    }
  }

  @Test
  @Case("C2")
  void c2ManyFilesAndDeepFoldersGoWithTheCleanup() {
    String box = create(Images.DEBIAN, "session_id", "deep");
    Reply made =
        server
            .call(
                "execute_python_script",
                Map.of(
                    "container_id",
                    box,
                    "script",
                    """
                    import os
                    for number in range(20000):
                        open(f'file-{number}', 'w').close()
                    for start in ('/workspace', '/root'):
                        os.chdir(start)
                        for depth in range(3000):
                            os.mkdir('deep')
                            os.chdir('deep')
                    print('made')
                    """))
            .ok();
    assertThat(made.get("stdout")).isEqualTo("made\n");
    assertThat(run(box, "ls | wc -l").ok().get("stdout")).isEqualTo("20001\n");

    Reply reply =
        server.call("cleanup_container", Map.of("session_id", "deep", "remove_volumes", true)).ok();

    assertThat(reply.content().path("removed")).hasSize(1);
    assertThat(reply.content().path("volumes_removed").toString())
        .isEqualTo("[\"mcp-session-deep\"]");
    assertThat(reply.content().path("failed")).isEmpty();
    assertThat(
            docker()
                .listVolumesCmd()
                .withFilter("name", List.of("mcp-session-deep"))
                .exec()
                .getVolumes())
        .isNullOrEmpty();
  }
}
