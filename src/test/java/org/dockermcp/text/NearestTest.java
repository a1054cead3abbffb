package org.dockermcp.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
  private static final List<String> NAMES =
      List.of("container_id", "command", "timeout", "packages", "session_id", "pip", "npm");

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("container_id", "command", "timeout", "packages", "session_id");
  }

  @ParameterizedTest
  @CsvSource({
    "comand, command",
    "commnad, command",
    "Command, command",
    "containerid, container_id",
    "container-id, container_id",
    "CONTAINER_ID, container_id",
    "container, container_id",
    "session, session_id",
    "package, packages",
    "timeot, timeout",
    "timeout_seconds, timeout",
    "pipp, pip"
  })
  void findsWhatWasMeant(String written, String meant) {
    assertThat(Nearest.of(written, NAMES)).contains(meant);
    assertThat(Nearest.question(written, NAMES)).isEqualTo(" (did you mean '" + meant + "'?)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "foo", "cwd", "environment", "pnpmx", "x", "con"})
  void guessesNothingFromWhatIsFar(String written) {
    assertThat(Nearest.of(written, NAMES)).isEmpty();
    assertThat(Nearest.question(written, NAMES)).isEmpty();
  }

  @Test
  void aLongTextIsNotCompared() {
    assertThat(Nearest.of("command" + "d".repeat(60), List.of("command" + "d".repeat(60))))
        .isEmpty();
  }

  @Property
  void oneSlipIsAlwaysFound(
      @ForAll("names") String name,
      @ForAll @IntRange(max = 40) int at,
      @ForAll @AlphaChars char letter) {
    int place = at % (name.length() - 1);
    String exchanged =
        name.substring(0, place)
            + name.charAt(place + 1)
            + name.charAt(place)
            + name.substring(place + 2);

    assertThat(Nearest.of(name.substring(0, place) + name.substring(place + 1), NAMES))
        .contains(name);
    assertThat(Nearest.of(name.substring(0, place) + letter + name.substring(place), NAMES))
        .contains(name);
    assertThat(Nearest.of(exchanged, NAMES)).contains(name);
  }

  @Property
  void aDistanceIsTheSameBothWaysAndNoneToItself(
      @ForAll @StringLength(max = 12) String left, @ForAll @StringLength(max = 12) String right) {
    assertThat(Nearest.distance(left, right)).isEqualTo(Nearest.distance(right, left));
    assertThat(Nearest.distance(left, left)).isZero();
    assertThat(Nearest.distance(left, left.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)))
        .isLessThanOrEqualTo(left.length());
    assertThat(Nearest.distance(left, right))
        .isLessThanOrEqualTo(Math.max(left.length(), right.length()));
  }
}
