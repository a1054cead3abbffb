package org.dockermcp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;

/** The counts that decisions.md gives under "What there is to read". */
public final class DocumentedSizes {
  private static final Path DOCUMENT = Path.of("src/docs/decisions.md");
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*");

  /** What may change before the table must. */
  private static final Percentage ABOUT = Percentage.withPercentage(5);

  private DocumentedSizes() {}

  /**
   * Asserts that the last column of a row says about what was counted.
   *
   * @param row how the row begins
   */
  public static void say(String row, int... counted) {
    String line =
        lines().stream().filter(it -> it.startsWith("| " + row)).findFirst().orElseThrow();
    String now = line.substring(line.lastIndexOf('|', line.length() - 2));
    List<Integer> said =
        NUMBER
            .matcher(now)
            .results()
            .map(number -> Integer.valueOf(number.group().replace(",", "")))
            .toList();

    assertThat(said).as(line).hasSize(counted.length);
    for (int i = 0; i < counted.length; i++) {
      assertThat(said.get(i))
          .as("%s of decisions.md; counted: %s", line, Arrays.toString(counted))
          .isCloseTo(counted[i], ABOUT);
    }
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(DOCUMENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
