package org.dockermcp.exec.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dockermcp.exec.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonScriptTest {
  @TempDir private Path folder = Path.of("");
  private final String callId = UUID.randomUUID().toString();

  private HostShell.Outcome run(String script, List<String> args, String stdin)
      throws IOException, InterruptedException {
    return new HostShell(folder).run(PythonScript.program(script, args, stdin, callId));
  }

  @Test
  void argumentsReachTheScriptAsTheyAre() throws IOException, InterruptedException {
    List<String> args = List.of("", "a b", "$(id)", "'\"", "-x", "*", "é\n");

    assertThat(run("import sys\nprint(ascii(sys.argv[1:]))", args, "").stdout())
        .isEqualTo("['', 'a b', '$(id)', '\\'\"', '-x', '*', '\\xe9\\n']\n");
  }

  @Test
  void readsItsInputToTheEnd() throws IOException, InterruptedException {
    assertThat(run("import sys\nprint(len(sys.stdin.read()))", List.of(), "é\n").stdout())
        .isEqualTo("2\n");
    assertThat(run("import sys\nprint(repr(sys.stdin.read()))", List.of(), "").stdout())
        .isEqualTo("''\n");
  }

  @Test
  void aTracebackShowsTheScriptsOwnLines() throws IOException, InterruptedException {
    HostShell.Outcome outcome = run("x = 1\nraise ValueError(x)\n", List.of(), "");

    assertThat(outcome.stderr()).contains("line 2", "raise ValueError(x)", "ValueError: 1");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void isReadWhateverPathItHas() throws IOException, InterruptedException {
    Path programs = Files.createDirectories(folder.resolve("programs"));
    Path python = programs.resolve("python3");
    Files.writeString(python, "#!/bin/sh\nexec /usr/bin/python3 \"$@\"\n");
    assertThat(python.toFile().setExecutable(true)).isTrue();
    Program program =
        PythonScript.program("print(input())", List.of(), "in\n", "id-" + folder.getFileName());

    HostShell.Outcome outcome =
        new HostShell(folder).run(program, Map.of("PATH", programs.toString()));

    assertThat(outcome).isEqualTo(new HostShell.Outcome("in\n", "", 0));
  }

  @Test
  void theExitCodeIsTheScriptsOwn() throws IOException, InterruptedException {
    assertThat(run("raise SystemExit(42)", List.of(), "").exitCode()).isEqualTo(42);
    assertThat(run("raise SystemExit(43)", List.of(), "input").exitCode()).isEqualTo(43);
  }

  @Test
  void modulesOfTheWorkingFolderCanBeImported() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("work"));
    Files.writeString(folder.resolve("work/mine.py"), "answer = 42");

    assertThat(run("import mine\nprint(mine.answer)", List.of(), "").stdout()).isEqualTo("42\n");
  }

  @Test
  void noFileIsLeft() throws IOException, InterruptedException {
    String file = run("print(__file__)", List.of(), "").stdout().strip();

    assertThat(file).endsWith("/script.py");
    assertThat(Path.of(file).getParent()).doesNotExist();
  }

  @Test
  void saysThatThereIsNoPython() throws IOException, InterruptedException {
    HostShell.Outcome outcome =
        new HostShell(folder)
            .run(
                PythonScript.program("print(1)", List.of(), "", callId),
                Map.of("PATH", folder.toString()));

    assertThat(outcome.exitCode()).isEqualTo(127);
    assertThat(PythonScript.foundNoPython(outcome.stderr(), callId)).isTrue();
  }

  @Test
  void aScriptCannotSaySoForAnotherCall() {
    assertThat(PythonScript.foundNoPython("docker-mcp: no python for call 1", "2")).isFalse();
  }
}
