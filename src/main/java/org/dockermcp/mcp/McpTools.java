package org.dockermcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.dockermcp.dispatch.ToolCatalogue;
import org.dockermcp.dispatch.Tools;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.CallMetrics;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolSpec;

/** The tools as clients have them, whichever transport; safe for use by many threads. */
public final class McpTools {
  private final Tools tools;
  private final String version;
  private final ToolCalls calls;
  private final ToolListing listing;
  private final CallMetrics metrics;
  private final Set<McpSession> sessions = ConcurrentHashMap.newKeySet();

  /** The tools that clients were last notified of, or have listed since. */
  private final AtomicReference<List<ToolSpec>> known;

  /**
   * @param version of this server, told to clients
   * @param settings for how many calls may run and wait
   * @param metrics records every call
   */
  public McpTools(Tools tools, String version, Settings settings, CallMetrics metrics) {
    this.tools = tools;
    this.version = version;
    this.metrics = metrics;
    calls = new ToolCalls(tools, settings, metrics);
    listing = new ToolListing(tools);
    known = new AtomicReference<>(tools.offered().specs());
  }

  /**
   * Begins a client's session.
   *
   * @param principal on whose behalf its calls are made
   * @param transport sends what the session answers; closed by its owner
   */
  public McpSession open(Principal principal, McpServerTransport transport) {
    McpSession session = new McpSession(this, principal, transport);
    sessions.add(session);
    return session;
  }

  void close(McpSession session) {
    sessions.remove(session);
  }

  /** Notifies clients if the tools are others than before. */
  public void changed() {
    List<ToolSpec> now = tools.offered().specs();
    if (!now.equals(known.getAndSet(now))) {
      sessions.forEach(McpSession::toolsChanged);
    }
  }

  /**
   * Sends clients a log message that belongs to no call.
   *
   * @param logger what the message is about
   * @param failed whether something went wrong
   */
  public void tell(String logger, String text, boolean failed) {
    LoggingLevel level = failed ? LoggingLevel.ERROR : LoggingLevel.INFO;
    sessions.forEach(session -> session.log(logger, text, level));
  }

  /** How many calls run. */
  public int running() {
    return calls.running();
  }

  /** How many calls wait for a slot. */
  public int waiting() {
    return calls.queued();
  }

  /**
   * Cancels every call and waits until they have ended, six seconds at most; calls that come later
   * are refused. May be called more than once, from any thread.
   */
  public void end() {
    calls.end();
  }

  String version() {
    return version;
  }

  /** How the tools are used together; may be empty. */
  String instructions() {
    return tools.instructions();
  }

  ToolListing listing() {
    return listing;
  }

  ToolCalls calls() {
    return calls;
  }

  /**
   * Why a request is not to be handled: the SDK's own words for these are those of Jackson, or of
   * an example. Empty when it is.
   */
  Optional<JSONRPCError> refusal(String method, JsonNode params) {
    if (!McpSchema.METHOD_TOOLS_CALL.equals(method)) {
      return Optional.empty();
    }
    JsonNode name = params.path("name");
    String reason = "";
    if (!name.isTextual()) {
      reason = "Invalid params: 'name' is not the name of a tool";
    } else if (!tools.offered().has(name.textValue())) {
      reason = ToolCatalogue.noSuchTool(name.textValue()).message();
    } else if (isNoObject(params.path("arguments")) || isNoObject(params.path("_meta"))) {
      reason = "Invalid params: 'arguments' and '_meta' must be objects";
    }
    if (reason.isEmpty()) {
      return Optional.empty();
    }
    String tool = name.asText();
    metrics
        .start(tools.offered().has(tool) ? tool : CallMetrics.NO_TOOL)
        .end(ErrorCode.INVALID_ARGUMENT);
    return Optional.of(new JSONRPCError(McpSchema.ErrorCodes.INVALID_PARAMS, reason));
  }

  private static boolean isNoObject(JsonNode given) {
    return !given.isObject() && !given.isMissingNode() && !given.isNull();
  }
}
