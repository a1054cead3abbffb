package org.dockermcp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dockermcp.it.security.CaseTable;
import org.dockermcp.it.security.CaseTable.Row;
import org.junit.jupiter.api.Test;

/** That the cases of security.md are all there, and each has the tests that it names. */
class SecurityDocTest {
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
  void isWhereSecurityMdPoints() throws Exception {
    assertThat(Files.readString(Path.of("SECURITY.md"))).contains("(src/docs/security.md)");
    assertThat(Files.readString(Path.of("README.md"))).contains("(SECURITY.md)");
  }
}
