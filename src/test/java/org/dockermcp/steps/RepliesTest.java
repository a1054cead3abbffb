package org.dockermcp.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.CommandResultFixture;
import org.dockermcp.exec.kill.PendingTerminations;
import org.dockermcp.exec.run.Outcomes;
import org.dockermcp.files.FileContent;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolFailure;
import org.dockermcp.tool.ToolResult;
import org.junit.jupiter.api.Test;

class RepliesTest {
  private final Replies replies = new Replies(new Outcomes(new PendingTerminations()));

  private static CommandResult result(String stdout, boolean timedOut) {
    return timedOut
        ? CommandResultFixture.timedOut(stdout)
        : CommandResultFixture.ended(stdout, "", 0);
  }

  private static FileContent file(byte[] bytes) {
    return new FileContent("a", Base64.getEncoder().encodeToString(bytes));
  }

  private static String content(ToolResult result) {
    return Json.MAPPER.valueToTree(result).toString();
  }

  @Test
  void aTextIsTheContentToo() {
    ToolResult reply = replies.text(result("é\n", false));

    assertThat(reply.text()).isEqualTo("é\n");
    assertThat(content(reply)).isEqualTo("{\"text\":\"é\\n\"}");
    assertThat(content(replies.text(file("x".getBytes(StandardCharsets.UTF_8)))))
        .isEqualTo("{\"text\":\"x\"}");
    assertThat(replies.text("").text()).isEqualTo("(no text)");
  }

  @Test
  void jsonIsTheContentAsItIs() {
    assertThat(content(replies.json(result(" {\"a_b\": [1, null]}\n", false))))
        .isEqualTo("{\"a_b\":[1,null]}");
    assertThat(content(replies.jsonAs(result("[]", false), "findings")))
        .isEqualTo("{\"findings\":[]}");
    assertThat(content(replies.jsonAs(List.of(Map.of("x", 1)), "findings")))
        .isEqualTo("{\"findings\":[{\"x\":1}]}");
  }

  @Test
  void whatWritesNothingOrMoreThanJsonIsNoAnswer() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> replies.json(result(" \n", false)))
        .withMessage(
            "Could not read the answer: the output is empty, JSON was expected; check the output,"
                + " or tell the operator.");
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> replies.json(result("{} {}", false)))
        .withMessage(
            "Could not read the answer: the output is not JSON; check the output, or tell the"
                + " operator.")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL))
        .satisfies(failure -> assertThat(failure.partial()).isPresent());
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> replies.json(result("[1]", false)))
        .withMessage(
            "reply.json got JSON of type array, which is not an object; reply.jsonAs puts"
                + " it under a name");
  }

  @Test
  void noAnswerIsMadeOfACommandThatDidNotEndInTime() {
    for (Runnable reply :
        List.<Runnable>of(
            () -> replies.command(result("{}", true)),
            () -> replies.text(result("{}", true)),
            () -> replies.json(result("{}", true)))) {
      assertThatExceptionOfType(ToolFailure.class)
          .isThrownBy(reply::run)
          .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TIMED_OUT));
    }
  }

  @Test
  void saysWhatWasGivenThatIsNoText() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> replies.text(SandboxFixture.running("web")))
        .withMessage("the route's result is a Sandbox, which is not text");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> replies.text(null))
        .withMessage("the route's result is nothing, which is not text");
  }

  @Test
  void aPictureIsKnownByItsFirstBytes() {
    assertThat(type(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')).isEqualTo("image/png");
    assertThat(type(0xff, 0xd8, 0xff, 0xe0)).isEqualTo("image/jpeg");
    assertThat(type('G', 'I', 'F', '8', '9', 'a')).isEqualTo("image/gif");
    assertThat(type('R', 'I', 'F', 'F', 9, 0, 0, 0, 'W', 'E', 'B', 'P')).isEqualTo("image/webp");
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> type('R', 'I', 'F', 'F', 9, 0, 0, 0, 'W', 'A', 'V', 'E'));
  }

  private String type(int... first) {
    byte[] bytes = new byte[20];
    for (int i = 0; i < first.length; i++) {
      bytes[i] = (byte) first[i];
    }
    return replies.image(file(bytes)).pictures().get(0).mimeType();
  }
}
