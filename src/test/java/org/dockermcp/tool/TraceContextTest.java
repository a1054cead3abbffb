package org.dockermcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01",
        "01-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01-more"
      })
  void readsWhatAClientPassesOn(String text) {
    assertThat(TraceContext.of(text))
        .contains(new TraceContext("0af7651916cd43dd8448eb211c80319c", "00f067aa0ba902b7", "01"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-0AF7651916CD43DD8448EB211C80319C-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "ff-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01",
        "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7",
        "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01\n"
      })
  void isNoneOtherwise(String text) {
    assertThat(TraceContext.of(text)).isEmpty();
  }

  @Test
  void isInTheCallsOfClientsThatPassOne() {
    assertThat(ToolCall.local("1", "tool", Arguments.NONE).trace()).isEmpty();
  }
}
