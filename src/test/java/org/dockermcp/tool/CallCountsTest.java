package org.dockermcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.dockermcp.dispatch.ToolDispatcher;
import org.junit.jupiter.api.Test;

/** That a call counts once, with the first of its ends. */
class CallCountsTest {
  private final CallCounts counts = new CallCounts();

  private long count(String tool, String code) {
    CallCounts.Tally tally = counts.tallies().get(new CallCounts.Kind(tool, code));
    return tally == null ? 0 : tally.count();
  }

  @Test
  void countsAnAnswerByToolAndCode() {
    counts.begin("run").end(new ToolReply("", Json.MAPPER.createObjectNode()));
    counts
        .begin("run")
        .end(ToolDispatcher.reply(ToolFailure.of(ErrorCode.BUSY, "run", "it is full", "wait")));

    assertThat(count("run", CallCounts.OK)).isEqualTo(1);
    assertThat(count("run", "BUSY")).isEqualTo(1);
  }

  @Test
  void countsACancelledCallOnceWhateverItThenEndsWith() {
    CallCounts.Open open = counts.begin("run");
    open.end(ErrorCode.CANCELLED);
    open.end(new ToolReply("", Json.MAPPER.createObjectNode()));

    assertThat(count("run", "CANCELLED")).isEqualTo(1);
    assertThat(count("run", CallCounts.OK)).isZero();
  }
}
