package org.dockermcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalTest {
  @Test
  void isEqualByName() {
    assertThat(new Principal("local")).isEqualTo(Principal.LOCAL);
    assertThat(new Principal("a".repeat(64)).name()).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "a/b", "a\n", "é", "user@host"})
  void refusesANameOfOtherCharacters(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Principal(name))
        .withMessage("a principal's name must match [a-z0-9._-]{1,64}");
  }

  @Test
  void refusesALongName() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Principal("a".repeat(65)));
  }
}
