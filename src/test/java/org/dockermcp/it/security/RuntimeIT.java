package org.dockermcp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.dockermcp.it.support.ServerCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime that the operator chooses, with an engine that has it and one that has not. */
class RuntimeIT extends SandboxTest {

  /** Of the form that an engine takes without listing it, and none that is there. */
  private static final String NO_SHIM = "io.containerd.docker-mcp-none.v1";

  RuntimeIT() {
    super(Map.of("DOCKER_MCP_RUNTIME", "runc", "DOCKER_MCP_SECCOMP", "engine"));
  }

  @Test
  void isWhatSandboxesRunIn() {
    var host = inspect(create(Images.BUSYBOX)).getHostConfig();

    assertThat(host.getRuntime()).isEqualTo("runc");
    assertThat(host.getSecurityOpts()).containsExactly("no-new-privileges");
  }

  @Test
  void isRefusedAtStartWhenTheEngineDoesNotHaveIt(@TempDir Path folder)
      throws IOException, InterruptedException {
    Map<String, String> settings = Map.of("DOCKER_MCP_RUNTIME", "runsc-of-nobody");
    var served = new ServerCommand(folder).run(settings);
    var told = new ServerCommand(folder).run(settings, "doctor");

    assertThat(served.exitCode()).isEqualTo(2);
    assertThat(served.stdout()).isEmpty();
    assertThat(served.stderr())
        .contains(
            "docker-mcp could not start:\n  DOCKER_MCP_RUNTIME 'runsc-of-nobody' is not a runtime"
                + " of the engine at ")
        .containsPattern(", which has [^\n]*runc[^\n]*\\.\n");
    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.stdout()).contains("!!  DOCKER_MCP_RUNTIME 'runsc-of-nobody' is not a runtime");
  }

  @Test
  void isNotAskedForWhereNoEngineAnswers(@TempDir Path folder)
      throws IOException, InterruptedException {
    var served =
        new ServerCommand(folder)
            .run(
                Map.of(
                    "DOCKER_MCP_RUNTIME", "runsc-of-nobody", "DOCKER_HOST", "tcp://127.0.0.1:9"));

    assertThat(served.exitCode()).isZero();
  }

  @Test
  void isToldByTheFirstCreateWhereTheStartCouldNotKnow() {
    try (McpServerProcess other = McpServerProcess.start(Map.of("DOCKER_MCP_RUNTIME", NO_SHIM))) {
      Reply reply = other.call("create_container", Map.of("image", Images.BUSYBOX));

      assertThat(reply.code()).isEqualTo("DENIED");
      assertThat(reply.message())
          .isEqualTo(
              "Could not create a container: the engine does not have the runtime that the operator"
                  + " chose with DOCKER_MCP_RUNTIME; tell the operator; a check of the engine"
                  + " lists the available ones.");
    }
  }
}
