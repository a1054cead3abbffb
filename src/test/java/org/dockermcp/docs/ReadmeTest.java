package org.dockermcp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dockermcp.routes.check.RouteFolder;
import org.dockermcp.settings.Setting;
import org.dockermcp.tool.ToolSpec;
import org.junit.jupiter.api.Test;

/** Blocks of README.md that could drift from what they show. */
class ReadmeTest {
  private static final Pattern EXCERPT =
      Pattern.compile("<!-- (excerpt|all) of (\\S+) -->\n```\\w*\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TOOL = Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE);

  private final String readme = read("README.md");

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void showsFilesAsTheyAre() {
    var excerpts = EXCERPT.matcher(readme).results().toList();

    assertThat(excerpts).hasSize(2);
    for (MatchResult excerpt : excerpts) {
      String file = read(excerpt.group(2));
      if (excerpt.group(1).equals("all")) {
        assertThat(excerpt.group(3)).isEqualTo(file);
      } else {
        assertThat(file).contains(excerpt.group(3));
      }
    }
  }

  @Test
  void tellsEverySettingWithItsDefaultAndMeaning() {
    String table =
        Arrays.stream(Setting.values())
            .map(
                key ->
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            key.variable(),
                            key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`",
                            key.meaning()))
            .collect(
                Collectors.joining(
                    "",
                    "<!-- settings -->\n| variable | default | meaning |\n|---|---|---|\n",
                    "\n"));

    assertThat(readme).contains(table);
  }

  @Test
  void namesEveryTool() {
    var tools = TOOL.matcher(readme.substring(readme.indexOf("## Tools"))).results();

    assertThat(tools.map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(
            RouteFolder.read(Path.of("routes"), List.of(), Map.of()).tools().specs().stream()
                .map(ToolSpec::name)
                .toList());
  }

  @Test
  void givesTheTestCommandThatContinuousIntegrationRuns() {
    assertThat(readme).contains("./mvnw -Dengine=install verify");
    assertThat(read(".ci/run")).contains("./mvnw -B -ntp -Dengine=install -Pinterop,faults verify");
  }
}
