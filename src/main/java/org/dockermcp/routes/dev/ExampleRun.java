package org.dockermcp.routes.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolExample;
import org.dockermcp.tool.ToolExample.Step;
import org.dockermcp.tool.ToolReply;
import org.dockermcp.tool.ToolSpec;

/** Makes the calls of examples; what an example makes, its own last calls take away. */
public final class ExampleRun {
  private static final String ERROR = "error";

  private final Function<ToolCall, ToolReply> calls;
  private final String image;

  /**
   * @param calls runs a call to its end
   * @param image that {@code ${image}} stands for
   */
  public ExampleRun(Function<ToolCall, ToolReply> calls, String image) {
    this.calls = calls;
    this.image = image;
  }

  /** Runs an example of a tool; gives what differed, a clause each, empty when all was right. */
  public List<String> differences(ToolSpec tool, ToolExample example) {
    Placeholders known = new Placeholders();
    known.put("image", image);
    known.put("run", HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
    try {
      for (Step step : example.before()) {
        ToolReply reply = call(step.tool(), step.arguments(), known);
        if (reply.failed()) {
          return List.of("before it, %s failed: %s".formatted(step.tool(), message(reply)));
        }
      }
      ToolReply reply = call(tool.name(), example.arguments(), known);
      if (reply.failed() && !example.result().has(ERROR)) {
        return List.of("it failed: " + message(reply));
      }
      return Expectation.differences(known.fill(example.result()), reply.structured());
    } catch (NoSuchElementException e) {
      return List.of(String.valueOf(e.getMessage()));
    } finally {
      example.after().forEach(step -> tidy(step, known));
    }
  }

  /** What was never made needs no taking away, and a failure of this is not the example's. */
  private void tidy(Step step, Placeholders known) {
    try {
      call(step.tool(), step.arguments(), known);
    } catch (NoSuchElementException e) {
      return;
    }
  }

  private ToolReply call(String tool, ObjectNode arguments, Placeholders known) {
    JsonNode filled = known.fill(arguments);
    ToolReply reply =
        calls.apply(
            ToolCall.local(
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()),
                tool,
                new Arguments(ToolSpec.asMap(filled))));
    if (!reply.failed()) {
      known.putAll(reply.structured());
    }
    return reply;
  }

  private static String message(ToolReply reply) {
    return reply.structured().path(ERROR).path("message").asText();
  }
}
