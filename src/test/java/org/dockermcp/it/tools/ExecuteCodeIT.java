package org.dockermcp.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What execute_code promises. */
class ExecuteCodeIT extends SandboxTest {
  private String box = "";

  ExecuteCodeIT() {
    super(Map.of("DOCKER_MCP_MAX_OUTPUT_BYTES", "2000"));
  }

  @BeforeAll
  void createContainer() {
    box = create(Images.BUSYBOX);
  }

  private String stdout(String command, Object... more) {
    return run(box, command, more).ok().get("stdout");
  }

  @Test
  void runsAShellLineAsAShellDoes() {
    assertThat(stdout("echo a && echo b | wc -l; X='q r'; echo \"$X;$((1+1))\""))
        .isEqualTo("a\n1\nq r;2\n");
  }

  @Test
  void givesTheProgramsOwnExitCodeAndIsNoError() {
    Reply reply = run(box, "echo out; echo err >&2; exit 42").ok();

    assertThat(reply.content().path("exit_code").intValue()).isEqualTo(42);
    assertThat(reply.get("stdout")).isEqualTo("out\n");
    assertThat(reply.get("stderr")).isEqualTo("err\n");
    assertThat(reply.text()).isEqualTo("out\n[stderr]\nerr\n[exit code 42]");
    assertThat(reply.content().path("duration_ms").longValue()).isPositive();
  }

  @Test
  void givesTheCodesThatAlsoMeanAFailedStart() {
    assertThat(run(box, "no-such-program").ok().get("exit_code")).isEqualTo("127");
    assertThat(run(box, "exit 126").ok().get("exit_code")).isEqualTo("126");
  }

  @Test
  void runsInTheWorkspaceUnlessToldOtherwise() {
    assertThat(stdout("pwd")).isEqualTo("/workspace\n");
    assertThat(stdout("pwd", "working_dir", "/tmp")).isEqualTo("/tmp\n");
  }

  @Test
  void saysThatTheWorkingFolderIsNotThere() {
    Reply reply = run(box, "pwd", "working_dir", "/nowhere");

    assertThat(reply.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(reply.message())
        .startsWith("Could not start the command in container 'mcp-busybox-")
        .endsWith(
            "there is no folder /nowhere; create the folder first, or leave working_dir out.");
    assertThat(run(box, "pwd", "working_dir", "here").code()).isEqualTo("INVALID_ARGUMENT");
  }

  @Test
  void givesACommandTheEnvironmentAndInputItIsSent() {
    String text = "${body} $(id) `id`\n\"quoted\" é";

    assertThat(stdout("printf %s \"$TEXT\"", "environment", Map.of("TEXT", "${body} $(id) ;a")))
        .isEqualTo("${body} $(id) ;a");
    assertThat(stdout("cat", "stdin", text)).isEqualTo(text);
    assertThat(stdout("cat; echo end")).isEqualTo("end\n");
  }

  @Test
  void runsALineLongerThanAnArgumentMayBe() {
    String line = "echo start; : '" + "x".repeat(200_000) + "'; cat; echo \"$#:$0\"";

    assertThat(stdout(line, "stdin", "input\n")).isEqualTo("start\ninput\n0:/bin/sh\n");
    assertThat(stdout(line)).isEqualTo("start\n0:/bin/sh\n");
  }

  @Test
  void refusesANulCharacter() {
    Reply reply = run(box, "echo \0");

    assertThat(reply.message())
        .isEqualTo(
            "Could not read 'command': it contains a NUL character; remove it or escape" + " it.");
  }

  @Test
  void keepsTheHeadAndTheTailOfLongOutput() {
    Reply reply = run(box, "seq 1 5000").ok();

    assertThat(reply.get("stdout")).startsWith("1\n2\n3\n").endsWith("\n4999\n5000\n");
    assertThat(reply.content().path("truncated").booleanValue()).isTrue();
    // 5000 numbers are 23893 bytes, of which 2000 stay.
    assertThat(reply.content().at("/omitted_bytes/stdout").longValue()).isEqualTo(21_893);
    assertThat(reply.content().at("/omitted_bytes/stderr").longValue()).isZero();
  }

  @Test
  void leavesNothingOutOfOutputThatJustFits() {
    Reply reply = run(box, "head -c 2000 /dev/zero | tr '\\0' x").ok();

    assertThat(reply.get("stdout")).isEqualTo("x".repeat(2000));
    assertThat(reply.content().path("truncated").booleanValue()).isFalse();
  }

  @Test
  void returnsAtTheTimeoutWithTheOutputSoFar() {
    Reply reply = run(box, "echo started; sleep 30", "timeout", 0.5);

    assertThat(reply.code()).isEqualTo("TIMED_OUT");
    assertThat(reply.get("stdout")).isEqualTo("started\n");
    assertThat(reply.content().path("timed_out").booleanValue()).isTrue();
    assertThat(reply.content().path("exit_code").isMissingNode()).isTrue();
    assertThat(reply.content().path("duration_ms").longValue()).isGreaterThanOrEqualTo(500);
  }

  @Test
  void startsAStoppedContainerAndSaysSo() {
    String stopped = create(Images.BUSYBOX);
    run(stopped, "echo kept > file").ok();
    docker().stopContainerCmd(stopped).withTimeout(0).exec();

    Reply reply = run(stopped, "cat file").ok();

    assertThat(reply.get("stdout")).isEqualTo("kept\n");
    assertThat(reply.content().path("container_started").booleanValue()).isTrue();
    assertThat(reply.text())
        .contains("[the container was stopped and has been started; its processes are lost]");
    assertThat(run(stopped, "true").content().path("container_started").booleanValue()).isFalse();
  }

  @Test
  void letsAPausedContainerGoOn() {
    String paused = create(Images.BUSYBOX);
    docker().pauseContainerCmd(paused).exec();

    assertThat(run(paused, "echo on").ok().get("stdout")).isEqualTo("on\n");
  }

  @Test
  void findsAContainerByNameAndByLongEnoughIds() {
    String name = inspect(box).getName().substring(1);

    assertThat(run(name, "true").failed()).isFalse();
    assertThat(run(box.substring(0, 12), "true").failed()).isFalse();
    assertThat(run(box.substring(0, 30), "true").failed()).isFalse();
    assertThat(run(box.substring(0, 11), "true").code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void refusesATextThatIsNoReference() {
    assertThat(run("../x y", "true").message())
        .isEqualTo(
            "Could not find container '../x y': that is neither a container's name nor its id;"
                + " list the containers to see those that exist.");
  }

  @Test
  void saysThatAnImageWithoutAShellCannotRunCommands() {
    assertThat(run(create(Images.NO_SHELL), "true").message())
        .contains("Could not start the command in container 'mcp-no-shell-")
        .endsWith("use an image that has /bin/sh.");
  }

  @Test
  void acceptsStreamWithTheSameResult() {
    assertThat(stdout("echo x", "stream", true)).isEqualTo("x\n");
  }

  /** Each waits until all others run too. */
  @Test
  void runsCommandsOfOneContainerBesideEachOther() {
    String all =
        "cd /tmp; : >beside%d; while [ $(ls | grep -c beside) -lt 16 ]; do sleep 0.1; done";
    List<Callable<Reply>> work = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String command = all.formatted(i);
      work.add(() -> run(box, command, "timeout", 60));
    }

    assertThat(atOnce(work)).allSatisfy(Reply::ok);
  }
}
