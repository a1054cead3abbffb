package org.dockermcp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dockermcp.it.security.CaseTable;
import org.dockermcp.it.security.CaseTable.Row;
import org.dockermcp.settings.Setting;
import org.junit.jupiter.api.Test;

/** That the cases of security.md are all there, and each has the tests that it names. */
class SecurityDocTest {
  private static final Pattern SETTINGS =
      Pattern.compile("\n## What each setting does\n(.*?)\n## ", Pattern.DOTALL);

  /** Also with a value, and behind a first one without what all begin with. */
  private static final Pattern SETTING = Pattern.compile("`(?:DOCKER_MCP_)?([A-Z_]+)(?:=[a-z]+)?`");

  private final Map<String, List<Method>> tests = CaseTable.tests();

  @Test
  void tellsEveryCaseOnceInItsOrder() {
    assertThat(CaseTable.rows())
        .extracting(Row::number)
        .containsExactlyElementsOf(CaseTable.numbers());
    assertThat(CaseTable.rows()).extracting(Row::fact).doesNotHaveDuplicates().doesNotContain("");
  }

  @Test
  void namesTheTestsThatProveEachCase() {
    String expected =
        CaseTable.rows().stream()
            .map(row -> new Row(row.number(), row.fact(), names(row.number())).toString())
            .collect(Collectors.joining());
    String actual = CaseTable.rows().stream().map(Row::toString).collect(Collectors.joining());

    assertThat(actual)
        .as("the rows of src/docs/security.md; they should be:\n" + expected)
        .isEqualTo(expected);
  }

  private String names(String number) {
    return tests.getOrDefault(number, List.of()).stream()
        .map(CaseTable::name)
        .collect(Collectors.joining(", "));
  }

  @Test
  void everyCaseHasATestAndEveryTestACase() {
    assertThat(tests.keySet()).containsExactlyInAnyOrderElementsOf(CaseTable.numbers());
  }

  @Test
  void aTestOfACaseIsNamedByItsNumber() {
    assertThat(tests.values().stream().flatMap(List::stream))
        .allSatisfy(
            test ->
                assertThat(test.getName())
                    .matches(CaseTable.number(test).toLowerCase(java.util.Locale.ROOT) + "\\D.*"));
  }

  @Test
  void tellsOfEverySettingWhatItProtectsAgainst() throws Exception {
    String document = Files.readString(Path.of("src/docs/security.md"));
    String table = SETTINGS.matcher(document).results().findFirst().orElseThrow().group(1);

    assertThat(
            table
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .flatMap(cell -> SETTING.matcher(cell).results())
                .map(name -> "DOCKER_MCP_" + name.group(1))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Setting.values()).map(Setting::variable).toList());
  }

  @Test
  void isWhereSecurityMdPoints() throws Exception {
    assertThat(Files.readString(Path.of("SECURITY.md"))).contains("(src/docs/security.md)");
    assertThat(Files.readString(Path.of("README.md"))).contains("(SECURITY.md)");
  }
}
