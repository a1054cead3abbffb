package org.dockermcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.dockermcp.dispatch.Tools;
import org.dockermcp.mcp.call.CallParams;
import org.dockermcp.mcp.jsonrpc.RequestRefused;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolFailure;

/**
 * Asks the user before a call that a tool file wants confirmed; safe for use by many threads.
 *
 * <p>The server never sends requests: it answers with the question, and the client repeats the
 * whole call with the user's answer and with a state that only this server can have made. Each
 * state is good for one call, by the principal and with the arguments that it was made for.
 */
public final class Confirmations {
  /** The one question's key, and the one field's of its form. */
  private static final String CONFIRM = "confirm";

  /** For how long a question can be answered. */
  private static final Duration VALID = Duration.ofMinutes(10);

  private final Tools tools;
  private final boolean asks;
  private final SignedStates states;

  /**
   * @param asks whether anything is asked at all
   */
  public Confirmations(Tools tools, boolean asks) {
    this(tools, asks, InstantSource.system());
  }

  Confirmations(Tools tools, boolean asks, InstantSource clock) {
    this.tools = tools;
    this.asks = asks;
    states = new SignedStates(VALID, clock);
  }

  /**
   * What the client is to ask its user before this call; empty when the call may run.
   *
   * @param request the parameters of the whole request, with the user's answer if it has one
   * @throws RequestRefused when the request's state is none for this call
   * @throws ToolFailure {@code DENIED} when the user did not confirm it
   */
  Optional<ObjectNode> question(
      Principal principal, RequestMeta meta, CallParams call, JsonNode request) {
    List<String> questions =
        asks ? tools.offered().questions(call.tool(), call::isFlagged) : List.of();
    if (questions.isEmpty() || !meta.canAsk()) {
      return Optional.empty();
    }
    String subject = states.digest(principal.name(), call.tool(), call.arguments());
    JsonNode state = request.path("requestState");
    JsonNode answer = request.path("inputResponses").path(CONFIRM);
    if (state.isMissingNode() || answer.isMissingNode()) {
      return Optional.of(question(String.join(" ", questions), states.sign(subject)));
    }
    if (!states.redeem(state.asText(), subject)) {
      throw RequestRefused.params(
          "'requestState' is not of this call, or was used or has expired; call again without it");
    }
    boolean confirmed =
        answer.path("action").asText().equals("accept")
            && answer.path("content").path(CONFIRM).booleanValue();
    if (!confirmed) {
      throw ToolFailure.of(
          ErrorCode.DENIED,
          "call " + call.tool(),
          "the user was asked and did not confirm it",
          "ask the user what to do instead");
    }
    return Optional.empty();
  }

  private static ObjectNode question(String text, String state) {
    ObjectNode result =
        Json.MAPPER
            .createObjectNode()
            .put("resultType", "input_required")
            .put("requestState", state);
    ObjectNode asked = result.putObject("inputRequests").putObject(CONFIRM);
    asked.put("method", "elicitation/create");
    ObjectNode form = asked.putObject("params").put("mode", "form").put("message", text);
    ObjectNode schema = form.putObject("requestedSchema").put("type", "object");
    schema
        .putObject("properties")
        .putObject(CONFIRM)
        .put("type", "boolean")
        .put("title", "Yes, do it")
        .put("default", false);
    schema.putArray("required").add(CONFIRM);
    return result;
  }
}
