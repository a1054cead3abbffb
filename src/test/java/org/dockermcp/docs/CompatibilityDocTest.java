package org.dockermcp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That each case of compatibility.md names its tests, and each such test has a case. */
class CompatibilityDocTest {
  private static final Path DOCUMENT = Path.of("src/docs/compatibility.md");
  private static final Path TESTS = Path.of("src/test/java");

  /** The cases of security.md have numbers of their own. */
  private static final Path OTHERS = TESTS.resolve("org/dockermcp/it/security");

  private static final Pattern TEST = Pattern.compile("void (c(\\d+)[A-Z]\\w*)\\(");
  private static final Pattern ROW =
      Pattern.compile("^\\| C(\\d+) \\| [^|]+ \\| ([^|]+) \\|$", Pattern.MULTILINE);

  @Test
  void namesTheTestsOfEachCase() throws IOException {
    Map<Integer, String> documented =
        ROW.matcher(Files.readString(DOCUMENT))
            .results()
            .collect(
                Collectors.toMap(
                    row -> Integer.valueOf(row.group(1)),
                    row -> row.group(2),
                    (one, other) -> one + other,
                    TreeMap::new));

    assertThat(documented).isEqualTo(tests());
  }

  private static SortedMap<Integer, String> tests() throws IOException {
    SortedMap<Integer, TreeSet<String>> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      files
          .filter(file -> file.toString().endsWith(".java") && !file.startsWith(OTHERS))
          .forEach(
              file ->
                  results(file)
                      .forEach(
                          test ->
                              found
                                  .computeIfAbsent(
                                      Integer.valueOf(test.group(2)), number -> new TreeSet<>())
                                  .add(name(file, test))));
    }
    SortedMap<Integer, String> joined = new TreeMap<>();
    found.forEach((number, names) -> joined.put(number, String.join(", ", names)));
    return joined;
  }

  private static Stream<MatchResult> results(Path file) {
    try {
      return TEST.matcher(Files.readString(file)).results();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file, MatchResult test) {
    String type = String.valueOf(file.getFileName()).replace(".java", "");
    return "`%s#%s`".formatted(type, test.group(1));
  }
}
