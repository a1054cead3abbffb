package org.dockermcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToolReplyTest {
  @Test
  void carriesItsCodeWhateverItsContentSays() {
    ToolReply reply =
        new ToolReply(
            "", Json.MAPPER.createObjectNode(), List.of(), Optional.of(ErrorCode.TIMED_OUT));

    assertThat(reply.code()).contains(ErrorCode.TIMED_OUT);
    assertThat(reply.failed()).isTrue();
  }

  @Test
  void hasNoCodeWhenTheToolDidNotFail() {
    ToolReply reply = new ToolReply("", Json.MAPPER.createObjectNode().put("error", "of a field"));

    assertThat(reply.code()).isEmpty();
    assertThat(reply.failed()).isFalse();
  }
}
