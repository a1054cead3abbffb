package org.dockermcp.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What execute_python_script promises, installing packages aside. */
class ExecutePythonScriptIT extends SandboxTest {
  private String box = "";

  @BeforeAll
  void createContainer() {
    box = create(Images.DEBIAN);
  }

  private Reply script(String script, Object... more) {
    var arguments = arguments("container_id", box, more);
    arguments.put("script", script);
    return server.call("execute_python_script", arguments);
  }

  @Test
  void runsTheScriptAndGivesItsOutputAndExitCode() {
    Reply reply =
        script("import sys\nprint('out')\nprint('err', file=sys.stderr)\nsys.exit(7)").ok();

    assertThat(reply.get("stdout")).isEqualTo("out\n");
    assertThat(reply.get("stderr")).isEqualTo("err\n");
    assertThat(reply.get("exit_code")).isEqualTo("7");
    assertThat(reply.content().has("dependencies")).isFalse();
  }

  @Test
  void passesEachArgumentAsItIs() {
    List<String> args = List.of("a b", "$HOME", "`id`", "\"q\"", "", "-x", "${body}", "é\n");

    assertThat(
            script("import sys, json; print(json.dumps(sys.argv[1:]))", "args", args)
                .ok()
                .get("stdout"))
        .isEqualTo(
            "[\"a b\", \"$HOME\", \"`id`\", \"\\\"q\\\"\", \"\", \"-x\", \"${body}\", \"\\u00e9\\n\"]\n");
  }

  @Test
  void letsTheScriptReadItsInputAndNothingElse() {
    assertThat(
            script("import sys; print(repr(sys.stdin.read()))", "stdin", "lïne\n")
                .ok()
                .get("stdout"))
        .isEqualTo("'lïne\\n'\n");
    assertThat(script("import sys; print(repr(sys.stdin.read()))").ok().get("stdout"))
        .isEqualTo("''\n");
  }

  @Test
  void showsTheScriptsOwnLinesInATraceback() {
    Reply reply = script("def fail():\n    raise ValueError('told')\n\nfail()\n").ok();

    assertThat(reply.get("stderr"))
        .contains("script.py\", line 4, in <module>\n    fail()\n")
        .contains("script.py\", line 2, in fail\n    raise ValueError('told')\n")
        .endsWith("ValueError: told\n");
    assertThat(reply.get("exit_code")).isEqualTo("1");
  }

  @Test
  void runsInTheWorkspaceAndImportsModulesFromThere() {
    run(box, "echo 'answer = 42' > mine.py").ok();

    assertThat(script("import os, mine; print(os.getcwd(), mine.answer)").ok().get("stdout"))
        .isEqualTo("/workspace 42\n");
    assertThat(script("import os; print(os.getcwd())", "working_dir", "/tmp").ok().get("stdout"))
        .isEqualTo("/tmp\n");
  }

  @Test
  void keepsConcurrentScriptsApartAndLeavesNoFile() {
    List<Callable<String>> work = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String name = "script-" + i;
      work.add(
          () -> script("import time\ntime.sleep(0.3)\nprint('" + name + "')").ok().get("stdout"));
    }

    assertThat(atOnce(work)).doesNotHaveDuplicates().hasSize(8).contains("script-3\n");
    assertThat(run(box, "ls -A /tmp").ok().get("stdout")).isEmpty();
  }

  @Test
  void runsAScriptLargerThanAnArgumentMayBe() {
    assertThat(script("text = '" + "x".repeat(300_000) + "'\nprint(len(text))").ok().get("stdout"))
        .isEqualTo("300000\n");
  }

  @Test
  void returnsAtTheTimeout() {
    Reply reply = script("print('begun', flush=True)\nimport time\ntime.sleep(30)", "timeout", 1);

    assertThat(reply.code()).isEqualTo("TIMED_OUT");
    assertThat(reply.get("stdout")).isEqualTo("begun\n");
  }

  @Test
  void namesImagesThatHavePythonWhereThereIsNone() {
    String busybox = create(Images.BUSYBOX, "name", "no-python");

    Reply reply =
        server.call(
            "execute_python_script", arguments("container_id", busybox, "script", "print(1)"));

    assertThat(reply.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(reply.message())
        .isEqualTo(
            "Could not run the script in container 'no-python': its image docker-mcp/busybox:1 has"
                + " neither python3 nor python; create a container of python:3.12-slim, or of"
                + " nikolaik/python-nodejs for Node.js too.");
  }
}
