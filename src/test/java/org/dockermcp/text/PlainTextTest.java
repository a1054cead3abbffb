package org.dockermcp.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\r\nb",
        "a\0b",
        "a\u001bb",
        "a\u009bb",
        "a\u202eb",
        "a\u200bb",
        "a\u2028b",
        "\ta\u0007b\n"
      })
  void isOneVisibleLine(String text) {
    assertThat(PlainText.of(text)).isEqualTo("a b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "password=hunter2 was wrong|password=*** was wrong",
        "Authorization: Bearer abc.def-1|Authorization: ***",
        "Authorization: Basic dXNlcjpwYXNz|Authorization: ***",
        "{\"identitytoken\":\"abc\"}|{\"identitytoken\":\"***\"}",
        "{\"password\": \"abc\", \"x\": 1}|{\"password\": \"***\", \"x\": 1}",
        "{\"auth\":\"dTpw\"}|{\"auth\":\"***\"}",
        "API_KEY=1 api-key: 2 apikey=3|API_KEY=*** api-key: *** apikey=***",
        "get https://user:pass@registry.example/v2/ failed|get https://***@registry.example/v2/ failed",
        "AWS_SECRET_ACCESS_KEY=abc|AWS_SECRET_ACCESS_KEY=***",
        "unauthorized: authentication required|unauthorized: authentication required",
        "author: Ada|author: Ada",
        "the token was refused|the token was refused",
        "https://registry.example/a@b|https://registry.example/a@b"
      })
  void holdsNoSecret(String text, String safe) {
    assertThat(PlainText.of(text)).isEqualTo(safe);
  }

  @Test
  void saysThatItWasCut() {
    assertThat(PlainText.of("x".repeat(400))).isEqualTo("x".repeat(400));
    assertThat(PlainText.of("x".repeat(401))).isEqualTo("x".repeat(399) + "…");
  }

  @Test
  void isNotCutInsideACharacter() {
    assertThat(PlainText.of("x".repeat(398) + "😀😀")).isEqualTo("x".repeat(398) + "…");
  }

  @Test
  @Timeout(5)
  void isMadeOfMegabytesAtOnce() {
    assertThat(PlainText.of("token".repeat(2_000_000))).hasSize(400).endsWith("…");
  }

  @Test
  void aClauseHasNoFullStop() {
    assertThat(PlainText.clause("no such image.\n")).isEqualTo("no such image");
  }
}
