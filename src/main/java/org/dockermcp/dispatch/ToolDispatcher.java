package org.dockermcp.dispatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dockermcp.text.VisibleText;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.dockermcp.tool.ToolReply;
import org.dockermcp.tool.ToolResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every call passes on its way in and out; the steps of {@code lib/call}. */
public final class ToolDispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(ToolDispatcher.class);

  private final Supplier<ToolCatalogue> offered;
  private final List<FailureMapping> mappings;

  /**
   * @param offered gives the tools that may be called now
   */
  public ToolDispatcher(Supplier<ToolCatalogue> offered, List<FailureMapping> mappings) {
    this.offered = offered;
    this.mappings = List.copyOf(mappings);
  }

  /**
   * Lets a call in whose tool exists and whose arguments fit the tool's schema.
   *
   * @return the call with its arguments as the schema wants them
   * @throws ToolFailure naming what does not fit
   */
  public ToolCall check(ToolCall call) {
    ToolCatalogue catalogue = offered.get();
    return catalogue
        .check(call.tool())
        .orElseThrow(() -> catalogue.unknown(call.tool()))
        .check(call);
  }

  /**
   * The answer that a tool's result makes.
   *
   * @param given what the tool's route ended with
   * @throws IllegalStateException when that is no result, or does not fit the tool's output schema
   */
  public ToolReply reply(ToolCall call, @Nullable Object given) {
    if (!(given instanceof ToolResult result)) {
      throw new IllegalStateException(
          "the route of %s ended with %s, not with a reply"
              .formatted(
                  call.tool(),
                  given == null ? "nothing" : "a " + given.getClass().getSimpleName()));
    }
    ObjectNode content = Json.MAPPER.valueToTree(result);
    Optional<AnswerCheck> answers = offered.get().answers(call.tool());
    answers.ifPresent(check -> check.omitNulls(content));
    answers.ifPresent(check -> check.check(call.tool(), content));
    return new ToolReply(
        VisibleText.of(result.text()), content, result.pictures(), Optional.empty());
  }

  /** The answer that a fault makes; what is no {@link ToolFailure} is logged under a reference. */
  public ToolReply failure(ToolCall call, Throwable fault) {
    ToolFailure failure = asFailure(call, fault);
    LOG.debug("call {} {} failed: {}", call.id(), call.tool(), failure.message());
    ToolReply reply = reply(failure);
    offered.get().answers(call.tool()).ifPresent(check -> check.omitNulls(reply.structured()));
    return reply;
  }

  /** The answer that a failure makes. */
  public static ToolReply reply(ToolFailure failure) {
    ObjectNode content =
        failure
            .partial()
            .map(partial -> (ObjectNode) Json.MAPPER.valueToTree(partial))
            .orElseGet(Json.MAPPER::createObjectNode);
    content
        .putObject("error")
        .put("code", failure.code().name())
        .put("message", failure.message())
        .put("hint", failure.hint());
    String text = failure.partial().map(partial -> "\n\n" + partial.text()).orElse("");
    return new ToolReply(
        VisibleText.of(failure.message() + text), content, List.of(), Optional.of(failure.code()));
  }

  /**
   * What a fault means that no mapping knows: that the call was interrupted, or an error inside,
   * which is logged under the reference that is told.
   */
  public static ToolFailure unmapped(ToolCall call, Throwable fault) {
    String tried = "complete " + call.tool();
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException) {
        return ToolFailure.of(
            ErrorCode.CANCELLED,
            tried,
            "the call was cancelled, or the server stopped, before it finished",
            "check what it has done before calling again");
      }
    }
    LOG.error("call {} {} failed inside", call.id(), call.tool(), fault);
    return ToolFailure.of(
        ErrorCode.INTERNAL,
        tried,
        "an internal error, reference " + call.id(),
        "tell the operator, whose log has the reference");
  }

  private ToolFailure asFailure(ToolCall call, Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof ToolFailure failure) {
        return failure;
      }
    }
    return mappings.stream()
        .map(mapping -> mapping.map(call, fault))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> unmapped(call, fault));
  }
}
