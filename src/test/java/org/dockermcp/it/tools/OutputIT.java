package org.dockermcp.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dockermcp.it.support.ContainerProcesses;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That no output hurts, however long or strange, and that all of it can be read. */
class OutputIT extends SandboxTest {
  private static final int MOST_ANSWER = 50 << 10;
  private static final Duration QUICKLY = Duration.ofSeconds(15);

  private String box = "";

  OutputIT() {
    super(Map.of("DOCKER_MCP_MAX_SPOOL_BYTES", "20m", "DOCKER_MCP_SPOOL_LIMIT", "50m"));
  }

  @BeforeAll
  void createContainer() {
    box = create(Images.BUSYBOX);
  }

  private static void isHarmless(Reply reply) {
    assertThat(reply.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_ANSWER);
    assertThat(reply.get("stdout").getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_ANSWER);
  }

  private Reply flood() {
    Reply reply = run(box, "yes", "timeout", 60).ok();
    isHarmless(reply);
    assertThat(reply.content().path("output_limit").booleanValue()).isTrue();
    assertThat(reply.content().path("timed_out").booleanValue()).isFalse();
    assertThat(reply.content().path("exit_code").isMissingNode()).isTrue();
    assertThat(reply.content().path("duration_ms").longValue()).isLessThan(QUICKLY.toMillis());
    assertThat(reply.text()).endsWith("[stopped: the output limit is reached]\n[no exit code]");
    return reply;
  }

  private void nothingFloods() {
    assertThat(ContainerProcesses.of(docker(), box)).doesNotContain("yes");
  }

  private Reply read(Reply of, Object... more) {
    return server.call("read_output", arguments("output_id", of.get("output_id"), more));
  }

  @Test
  void aFloodIsStoppedAndItsBeginningKept() {
    Reply flood = flood();

    nothingFloods();
    Reply page = read(flood, "offset", (20 << 20) - 4, "length", 100).ok();
    assertThat(page.get("output")).isEqualTo("y\ny\n");
    assertThat(page.get("total_bytes")).isEqualTo(Integer.toString(20 << 20));
    assertThat(page.content().path("at_end").booleanValue()).isTrue();
  }

  @Test
  void fourFloodsAtOnceAreStoppedAndTheServerGoesOn() {
    List<Callable<Reply>> floods = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      floods.add(this::flood);
    }
    List<Reply> replies = atOnce(floods);

    nothingFloods();
    // Only two of them fit into the spool.
    assertThat(replies).filteredOn(reply -> read(reply).failed()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(run(box, "echo on").ok().get("stdout")).isEqualTo("on\n");
  }

  @Test
  void aLongOutputIsPagedBackTogether() {
    Reply reply = run(box, "seq 1 200000; echo err >&2").ok();
    isHarmless(reply);
    StringBuilder read = new StringBuilder();
    Reply page = read(reply, "length", 99_999).ok();
    read.append(page.get("output"));
    while (!page.content().path("at_end").booleanValue()) {
      page =
          read(reply, "length", 99_999, "offset", page.content().path("next_offset").longValue())
              .ok();
      read.append(page.get("output"));
    }

    assertThat(reply.content().path("truncated").booleanValue()).isTrue();
    assertThat(reply.text()).contains("[truncated; all of it can be read by its output_id ");
    assertThat(read).hasToString(numbers());
    assertThat(read(reply, "stream", "stderr").ok().get("output")).isEqualTo("err\n");
  }

  private static String numbers() {
    return IntStream.rangeClosed(1, 200_000)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void charactersOfManyBytesAreNeverBroken() {
    Reply reply = run(box, "i=0; while [ $i -lt 30000 ]; do echo 'é€😀'; i=$((i+1)); done").ok();
    Reply page = read(reply, "offset", 10, "length", 6).ok();

    // The second line's é and €; its emoji would go over the length.
    assertThat(page.get("output")).isEqualTo("é€");
    assertThat(page.get("next_offset")).isEqualTo("15");
    assertThat(reply.get("stdout")).doesNotContain("\uFFFD");
  }

  @Test
  void whatIsNoTextIsPagedInPartsThatAreNotTooLong() {
    Reply reply = run(box, "head -c 300000 /dev/zero | tr '\\0' '\\377'").ok();
    isHarmless(reply);
    long at = 0;
    Reply page = read(reply).ok();
    while (!page.content().path("at_end").booleanValue()) {
      isHarmless(page);
      assertThat(page.content().path("offset").longValue()).isEqualTo(at);
      at = page.content().path("next_offset").longValue();
      page = read(reply, "offset", at).ok();
    }

    assertThat(page.content().path("next_offset").longValue()).isEqualTo(300_000);
  }

  @Test
  void aShortOutputHasNoIdAndAnUnknownOneIsNotFound() {
    assertThat(run(box, "echo x").ok().content().has("output_id")).isFalse();
    assertThat(server.call("read_output", Map.of("output_id", "nope")).code())
        .isEqualTo("NOT_FOUND");
  }
}
