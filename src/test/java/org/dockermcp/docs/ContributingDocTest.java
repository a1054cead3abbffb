package org.dockermcp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** That src/docs/contributing.md leads a newcomer to files and lines that exist. */
class ContributingDocTest {
  private static final Path DOCS = Path.of("src/docs");
  private static final Path MAIN = Path.of("src/main/java/org/dockermcp");

  private static final Pattern QUESTIONS =
      Pattern.compile("\n## Where is what\n(.*?)\n## ", Pattern.DOTALL);

  private static final Pattern ROW =
      Pattern.compile(
          "^\\| ([^|]+\\?) \\| \\[[^]|]+]\\(([^)|]+)\\) `([^`|]+)` \\|", Pattern.MULTILINE);

  private static String doc() throws IOException {
    return Files.readString(DOCS.resolve("contributing.md"));
  }

  @Test
  void answersEachQuestionWithOneLineOfAFile() throws IOException {
    String table = QUESTIONS.matcher(doc()).results().findFirst().orElseThrow().group(1);
    List<MatchResult> rows = ROW.matcher(table).results().toList();

    // One line more, the header.
    assertThat(table.lines().filter(line -> line.startsWith("| "))).hasSize(rows.size() + 1);
    assertThat(rows).hasSizeGreaterThanOrEqualTo(10);
    SoftAssertions softly = new SoftAssertions();
    for (MatchResult row : rows) {
      Path file = DOCS.resolve(row.group(2)).normalize();
      softly.assertThat(file).as(row.group(1)).isRegularFile();
      if (Files.isRegularFile(file)) {
        softly
            .assertThat(Files.readAllLines(file))
            .as("%s: lines of %s with: %s", row.group(1), file, row.group(3))
            .filteredOn(line -> line.contains(row.group(3)))
            .hasSize(1);
      }
    }
    softly.assertAll();
  }

  @Test
  void listsEveryPackage() throws IOException {
    String doc = doc();
    try (Stream<Path> files = Files.walk(MAIN)) {
      assertThat(files.filter(file -> file.endsWith("package-info.java")))
          .map(file -> MAIN.relativize(file).toString().replace('/', '.'))
          .map(name -> name.replaceFirst("\\.?package-info\\.java$", ""))
          .filteredOn(name -> !name.isEmpty())
          .isNotEmpty()
          .allSatisfy(name -> assertThat(doc).contains("\n| `" + name + "` |"));
    }
  }
}
