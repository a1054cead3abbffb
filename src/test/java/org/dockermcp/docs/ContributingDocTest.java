package org.dockermcp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.dockermcp.settings.Setting;
import org.dockermcp.tool.ErrorCode;
import org.junit.jupiter.api.Test;

/** That src/docs/contributing.md leads a newcomer to files and lines that exist. */
class ContributingDocTest {
  private static final Path DOCS = Path.of("src/docs");
  private static final Path MAIN = Path.of("src/main/java/org/dockermcp");

  private static final Pattern QUESTIONS =
      Pattern.compile("\n## Where is what\n(.*?)\n## ", Pattern.DOTALL);

  private static final Pattern ROW =
      Pattern.compile(
          "^\\| ([^|]+\\?) \\| \\[[^]|]+]\\(([^)|]+)\\) `([^`|]+)` \\| (.*) \\|$",
          Pattern.MULTILINE);

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private static String doc() throws IOException {
    return Files.readString(DOCS.resolve("contributing.md"));
  }

  private static String table() throws IOException {
    return QUESTIONS.matcher(doc()).results().findFirst().orElseThrow().group(1);
  }

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(table()).results().toList();
  }

  @Test
  void answersEachQuestionWithOneLineOfAFile() throws IOException {
    List<MatchResult> rows = rows();

    // One line more, the header.
    assertThat(table().lines().filter(line -> line.startsWith("| "))).hasSize(rows.size() + 1);
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
  void whatItAddsToAnAnswerExists() throws IOException {
    List<String> names =
        rows().stream()
            .map(row -> row.group(4))
            .flatMap(more -> CODE.matcher(more).results())
            .map(code -> code.group(1))
            .toList();
    Sources sources = Sources.read();

    assertThat(names).hasSizeGreaterThan(40);
    assertThat(names).filteredOn(name -> !sources.have(name)).isEmpty();
  }

  /** All files that an answer may name something of: their text by their name. */
  private record Sources(Map<Path, String> texts) {
    private static final List<String> FOLDERS = List.of("src/main", "src/test/java", "routes");

    static Sources read() throws IOException {
      Map<Path, String> texts = new TreeMap<>();
      for (String folder : FOLDERS) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            texts.put(file, Files.readString(file));
          }
        }
      }
      return new Sources(texts);
    }

    /** A file, folder, package, route, setting, class, member of a class, or key of YAML. */
    boolean have(String name) {
      return Files.exists(Path.of(name))
          || Files.isDirectory(MAIN.resolve(name.replace('.', '/')))
          || texts.keySet().stream().anyMatch(file -> file.endsWith(name))
          || Files.exists(Path.of("routes", name + ".camel.yaml"))
          || isInYaml(name)
          || Arrays.stream(Setting.values()).anyMatch(it -> it.variable().equals(name))
          || Arrays.stream(ErrorCode.values()).anyMatch(it -> it.name().equals(name))
          || isClass(name)
          || isMember(name);
    }

    private boolean isInYaml(String name) {
      Pattern line =
          Pattern.compile("^ *(id: )?%s(:.*)?$".formatted(Pattern.quote(name)), Pattern.MULTILINE);
      return texts.entrySet().stream()
          .filter(file -> file.getKey().startsWith("routes"))
          .anyMatch(file -> line.matcher(file.getValue()).find());
    }

    private boolean isClass(String name) {
      Path end = Path.of(name.replace('.', '/') + ".java");
      return texts.keySet().stream().anyMatch(file -> file.endsWith(end));
    }

    private boolean isMember(String name) {
      int dot = name.lastIndexOf('.');
      Path end = Path.of(name.substring(0, Math.max(dot, 0)).replace('.', '/') + ".java");
      String member = "%s(".formatted(name.substring(dot + 1));
      return dot > 0
          && texts.entrySet().stream()
              .anyMatch(file -> file.getKey().endsWith(end) && file.getValue().contains(member));
    }
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
