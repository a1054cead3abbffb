package org.dockermcp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people do in the strict profile, and what they are refused there. */
class StrictWorkIT extends SandboxTest {

  /** Makes a wheel of one module. */
  private static final String MAKE_WHEEL =
      """
      import zipfile
      info = "handmade-1.5.dist-info/"
      with zipfile.ZipFile("handmade-1.5-py3-none-any.whl", "w") as wheel:
          wheel.writestr("handmade.py", "VERSION = '1.5'\\n")
          wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: handmade\\nVersion: 1.5\\n")
          wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
          wheel.writestr(info + "RECORD", "")
      """;

  private String box = "";

  StrictWorkIT() {
    super(Map.of("DOCKER_MCP_PROFILE", "strict", "DOCKER_MCP_CA_BUNDLE", "pom.xml"));
  }

  @BeforeAll
  void createContainer() {
    box = create(Images.DEBIAN, "session_id", "strict-" + ProcessHandle.current().pid());
  }

  private String stdout(String command) {
    return run(box, command, "timeout", 60).ok().get("stdout");
  }

  @Test
  void runsPythonAndAVirtualEnvironmentWithAPackage() {
    Reply made =
        server.call("execute_python_script", Map.of("container_id", box, "script", MAKE_WHEEL));

    assertThat(made.ok().get("exit_code")).isEqualTo("0");
    assertThat(
            stdout(
                "python3 -m venv v && v/bin/pip install -q --no-index ./handmade-*.whl"
                    + " && v/bin/python -c 'import handmade; print(handmade.VERSION)'"))
        .isEqualTo("1.5\n");
  }

  @Test
  void runsNode() {
    assertThat(stdout("echo 'console.log(6 * 7)' > a.js && node a.js && cd && npm --version"))
        .startsWith("42\n");
  }

  @Test
  void writesToItsWorkspaceItsHomeAndTheTemporaryFoldersAndNowhereElse() {
    assertThat(
            stdout(
                "id -u; id -g; for folder in . ~ /tmp /var/tmp /run / /etc /usr /opt; do"
                    + " (: > $folder/probe) 2>/dev/null && echo $folder; done"))
        .isEqualTo("1000\n1000\n.\n/home/sandbox\n/tmp\n/var/tmp\n/run\n");
  }

  @Test
  void keepsWorkingAfterARestart() {
    String again = create(Images.BUSYBOX);
    run(again, "echo kept > note").ok();
    docker().restartContainerCmd(again).withTimeout(0).exec();

    assertThat(run(again, "cat note && echo more >> note").ok().get("exit_code")).isEqualTo("0");
  }

  @Test
  void endsWhatTakesTooLong() {
    Reply reply = run(box, "setsid sleep 7777 & sleep 7777", "timeout", 1);

    assertThat(reply.code()).isEqualTo("TIMED_OUT");
    assertThat(reply.content().path("others_ended").booleanValue()).isFalse();
    assertThat(stdout("ps -e -o args= | grep -c '[s]leep 7777' || true")).isEqualTo("0\n");
  }

  @Test
  void hasNoNetworkWhoeverAsks() {
    Reply networked =
        server.call(
            "create_container", arguments("image", Images.BUSYBOX, "network_enabled", true));
    Reply install =
        server.call(
            "add_dependencies",
            Map.of(
                "container_id",
                create(Images.DEBIAN, "name", "mcp-it-strict"),
                "packages",
                List.of("six")));

    assertThat(networked.code()).isEqualTo("DENIED");
    assertThat(networked.message())
        .isEqualTo(
            "Could not create a container with a network: the operator's strict profile allows no"
                + " network; omit network_enabled.");
    assertThat(install.code()).isEqualTo("DENIED");
    assertThat(install.message())
        .isEqualTo(
            "Could not install packages in container 'mcp-it-strict': the operator's strict"
                + " profile allows no network; use an image that has the packages.");
    assertThat(stdout("ls /sys/class/net")).isEqualTo("lo\n");
  }

  @Test
  void hasLessOfEverythingUnlessTheOperatorSaysOtherwise() {
    assertThat(
            server
                .call("create_container", Map.of("image", Images.BUSYBOX))
                .ok()
                .content()
                .path("limits")
                .toString())
        .isEqualTo("{\"memory_bytes\":536870912,\"cpus\":1.0,\"pids_limit\":128}");
  }
}
