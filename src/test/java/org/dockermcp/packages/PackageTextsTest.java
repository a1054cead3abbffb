package org.dockermcp.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageTextsTest {
  @Provide
  Arbitrary<List<String>> packages() {
    return Arbitraries.of(
            "six",
            "six>=1.10,<2",
            "six >= 1.10, != 1.11, < 2",
            "requests[socks,security]==2.32.3",
            "Django~=4.2,>=4.2.1",
            "@scope/name@^4",
            "lodash@>=4 <5",
            "libpq-dev=15.1-1",
            "tomli; python_version<'3.11'")
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<String> betweens() {
    return Arbitraries.of(",", ", ", " ,", "\n", "\r\n", ",\n", "\n\n", ",,");
  }

  @Property
  void c13TheTextFormEqualsTheListForm(
      @ForAll("packages") List<String> packages, @ForAll("betweens") String between) {
    assertThat(PackageTexts.split(packages)).isEqualTo(packages);
    assertThat(PackageTexts.split(List.of(String.join(between, packages)))).isEqualTo(packages);
  }

  @Test
  void c13ACommaInsideASpecifierPartsNothing() {
    assertThat(PackageTexts.split(List.of("six>=1.10,<2"))).containsExactly("six>=1.10,<2");
    assertThat(PackageTexts.split(List.of("six>=1.10,<2, rich")))
        .containsExactly("six>=1.10,<2", "rich");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", " , ,\n", "\r\n"})
  void blankTextNamesNoPackage(String text) {
    assertThat(PackageTexts.split(List.of(text))).isEmpty();
  }

  /** What is no package name is left to the names' own check, in one piece. */
  @Test
  void anOpenBracketHidesNoComma() {
    assertThat(PackageTexts.split(List.of("a[b,c", "d],e"))).containsExactly("a[b", "c", "d]", "e");
  }

  @Test
  void aLongTextIsSplitAtOnce() {
    assertThat(PackageTexts.split(List.of("[,".repeat(50_000)))).hasSize(50_000);
  }
}
