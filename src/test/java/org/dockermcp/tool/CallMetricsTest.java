package org.dockermcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.dockermcp.dispatch.ToolDispatcher;
import org.junit.jupiter.api.Test;

/** That a call counts once, with the first of its ends. */
class CallMetricsTest {
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final CallMetrics metrics = new CallMetrics(meters);

  private long count(String tool, String code) {
    Timer timer = meters.find(CallMetrics.CALLS).tags("tool", tool, "code", code).timer();
    return timer == null ? 0 : timer.count();
  }

  @Test
  void countsAnAnswerByToolAndCode() {
    metrics.start("run").end(new ToolReply("", Json.MAPPER.createObjectNode()));
    metrics
        .start("run")
        .end(ToolDispatcher.reply(ToolFailure.of(ErrorCode.BUSY, "run", "it is full", "wait")));

    assertThat(count("run", CallMetrics.OK)).isEqualTo(1);
    assertThat(count("run", "BUSY")).isEqualTo(1);
    assertThat(meters.get(CallMetrics.CALLS).timer().totalTime(TimeUnit.NANOSECONDS)).isPositive();
  }

  @Test
  void countsACancelledCallOnceWhateverItThenEndsWith() {
    CallMetrics.Recording recording = metrics.start("run");
    recording.end(ErrorCode.CANCELLED);
    recording.end(new ToolReply("", Json.MAPPER.createObjectNode()));

    assertThat(count("run", "CANCELLED")).isEqualTo(1);
    assertThat(count("run", CallMetrics.OK)).isZero();
  }
}
