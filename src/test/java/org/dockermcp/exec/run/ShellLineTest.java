package org.dockermcp.exec.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dockermcp.exec.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellLineTest {
  /** Makes any line longer than one argument may be. */
  private static final String LONG = "\n# " + "x".repeat(300_000) + "\n";

  private static final String LONG_MARK = "<long>";

  @TempDir private Path folder = Path.of("");

  private HostShell.Outcome run(String line, String stdin)
      throws IOException, InterruptedException {
    return new HostShell(folder).run(ShellLine.program(line, stdin), Map.of("MARK", "m"));
  }

  @Test
  void aShortLineIsTheShellsOwnArgument() {
    assertThat(ShellLine.program("echo 'a b' | wc -c", ""))
        .isEqualTo(new Program(List.of("/bin/sh", "-c", "echo 'a b' | wc -c"), ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", LONG_MARK})
  void aLineMeansWhatItMeansToAShell(String after) throws IOException, InterruptedException {
    String line = "echo \"a 'b'\" \\\\ && echo $MARK-$#-$0-${DOCKER_MCP_LINE-unset} | cat; exit 7";

    HostShell.Outcome outcome = run(line + after.replace(LONG_MARK, LONG), "");

    assertThat(outcome.stdout()).isEqualTo("a 'b' \\\nm-0-/bin/sh-unset\n");
    assertThat(outcome.exitCode()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", LONG_MARK})
  void itsCommandsReadTheInputToItsEnd(String after) throws IOException, InterruptedException {
    String input = "ä\n\nlast without a break";

    HostShell.Outcome outcome = run("cat; exit 3" + after.replace(LONG_MARK, LONG), input);

    assertThat(outcome.stdout()).isEqualTo(input);
    assertThat(outcome.exitCode()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", LONG_MARK})
  void itIsReadWhateverPathItsCommandsHave(String after) throws IOException, InterruptedException {
    Program program =
        ShellLine.program(
            "read -r line; echo \"$line $PATH\"" + after.replace(LONG_MARK, LONG), "in\n");

    assertThat(new HostShell(folder).run(program, Map.of("PATH", "/nowhere")).stdout())
        .isEqualTo("in /nowhere\n");
  }

  @Test
  void aLongLineWithoutInputReadsNothing() throws IOException, InterruptedException {
    assertThat(run("cat; echo end" + LONG, "").stdout()).isEqualTo("end\n");
  }

  @Test
  void readsALargeInput() throws IOException, InterruptedException {
    assertThat(run("wc -c", "x".repeat(3_000_000)).stdout().strip()).isEqualTo("3000000");
  }

  @Test
  void aLineThatDoesNotReadItsInputEndsAllTheSame() throws IOException, InterruptedException {
    assertThat(run("echo done", "x".repeat(1_000_000)).stdout()).isEqualTo("done\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"if", "if" + LONG_MARK})
  void aSyntaxErrorIsTheShellsToTell(String line) throws IOException, InterruptedException {
    HostShell.Outcome outcome = run(line.replace(LONG_MARK, LONG), "");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.stderr()).isNotBlank();
  }

  @Test
  void aLongLineKeepsItsLastBreaks() throws IOException, InterruptedException {
    String line = "cat <<'END'\n" + "y".repeat(200_000) + "\nEND\n\n";

    assertThat(run(line, "").stdout()).isEqualTo("y".repeat(200_000) + "\n");
  }

  @Test
  void aLongLineCanSetAndSeeItsOwnVariables() throws IOException, InterruptedException {
    assertThat(run("a=1; set -- p q; f() { echo $a$1; }; f z; echo $2" + LONG, "").stdout())
        .isEqualTo("1z\nq\n");
  }
}
