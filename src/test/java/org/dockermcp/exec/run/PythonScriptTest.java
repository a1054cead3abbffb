package org.dockermcp.exec.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shell text round a script, with a stand-in for Python that prints what it gets; {@code
 * ExecutePythonScriptIT} runs scripts with Python itself.
 */
class PythonScriptTest {
  private static final String STAND_IN =
      """
      #!/bin/sh
      option=$1 file=$2
      shift 2
      printf '[%s]' "$option" "${file##*/}" "$@"
      printf '\\n'
      /bin/cat "$file"
      printf '\\n'
      /bin/cat
      echo "$file" >&2
      exit 42
      """;

  @TempDir private Path folder = Path.of("");
  private final String callId = UUID.randomUUID().toString();

  private HostShell.Outcome run(String script, List<String> args, String stdin)
      throws IOException, InterruptedException {
    return run("python3", script, args, stdin);
  }

  /** With this alone on the path, so that what the program itself needs is found without it. */
  private HostShell.Outcome run(String name, String script, List<String> args, String stdin)
      throws IOException, InterruptedException {
    Path programs = Files.createDirectories(folder.resolve("programs"));
    Path python = Files.writeString(programs.resolve(name), STAND_IN);
    assertThat(python.toFile().setExecutable(true)).isTrue();
    return new HostShell(folder)
        .run(
            PythonScript.program(script, args, stdin, callId), Map.of("PATH", programs.toString()));
  }

  @Test
  void argumentsReachTheScriptAsTheyAre() throws IOException, InterruptedException {
    List<String> args = List.of("", "a b", "$(id)", "'\"", "-x", "*", "é\n");

    assertThat(run("print(1)", args, "").stdout())
        .isEqualTo("[-u][script.py][][a b][$(id)]['\"][-x][*][é\n]\nprint(1)\n");
  }

  @Test
  void theScriptAndItsInputAreParted() throws IOException, InterruptedException {
    assertThat(run("x = 'é'\n", List.of(), "é\nin").stdout())
        .isEqualTo("[-u][script.py]\nx = 'é'\n\né\nin");
    assertThat(run("y = 2", List.of(), "").stdout()).isEqualTo("[-u][script.py]\ny = 2\n");
  }

  @Test
  void theExitCodeIsTheScriptsOwn() throws IOException, InterruptedException {
    assertThat(run("exit", List.of(), "").exitCode()).isEqualTo(42);
    assertThat(run("exit", List.of(), "input").exitCode()).isEqualTo(42);
  }

  @Test
  void pythonMayHaveItsOtherName() throws IOException, InterruptedException {
    assertThat(run("python", "print(1)", List.of(), "").stdout()).endsWith("print(1)\n");
  }

  @Test
  void noFileIsLeft() throws IOException, InterruptedException {
    Path file = Path.of(run("print(1)", List.of(), "").stderr().strip());

    assertThat(file).hasFileName("script.py").doesNotExist();
    assertThat(file.getParent()).hasFileName("mcp-script-" + callId).doesNotExist();
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
