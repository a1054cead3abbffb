package org.dockermcp.exec.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dockermcp.Texts;
import org.dockermcp.exec.output.OutputReading;
import org.dockermcp.exec.output.Spool;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/** That no text of a caller's becomes a folder or an output that it should not be. */
class WorkingDirPropertyTest {
  @Provide
  Arbitrary<String> texts() {
    return Texts.any();
  }

  @Provide
  Arbitrary<String> paths() {
    Arbitrary<String> part =
        Arbitraries.of(
            "a", "..", ".", "", "proc", "self", "workspace", "...", "a b", "é", "\u2028");
    return part.list().ofMaxSize(6).map(parts -> "/" + String.join("/", parts));
  }

  private static void isSafe(String path) {
    assertThat(path)
        .startsWith("/")
        .hasSizeLessThanOrEqualTo(4096)
        .doesNotContainPattern("\\p{Cc}");
    String[] parts =
        Arrays.stream(path.split("/", -1))
            .filter(part -> !part.isEmpty() && !part.equals("."))
            .toArray(String[]::new);
    assertThat(parts).doesNotContain("..");
    assertThat(parts.length > 0 && parts[0].equals("proc")).isFalse();
  }

  @Property
  void aFolderThatIsTakenIsAbsoluteAndWhatItSays(
      @ForAll("texts") String text, @ForAll("paths") String path) {
    for (String folder : new String[] {text, path, "/" + text}) {
      if (Texts.isTaken(() -> new WorkingDir(folder))) {
        isSafe(folder);
      }
    }
    String plain = path.replace("..", "x").replace("proc", "x");
    assertThat(new WorkingDir(plain).path()).isEqualTo(plain);
  }

  @Property(tries = 200)
  void noOutputHasAnIdThatACallerMadeUp(@ForAll("texts") String id)
      throws InterruptedException, SettingsException {
    OutputReading reading = new OutputReading(new Spool(1, 1), Settings.load(Map.of()));
    ToolCall call = ToolCall.local("1", "read_output", new Arguments(Map.of("output_id", id)));
    try {
      throw new AssertionError(reading.page(call).toString());
    } catch (ToolFailure failure) {
      assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(failure.message())
          .hasSizeLessThan(1_000)
          .doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    }
  }
}
