package org.dockermcp.mcp;

import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.dockermcp.dispatch.AnswerSchema;
import org.dockermcp.dispatch.Tools;
import org.dockermcp.text.VisibleText;
import org.dockermcp.tool.ToolSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Keeps what the SDK's server offers to what the tools are; safe for use by many threads. */
final class OfferedTools {
  private static final Logger LOG = LoggerFactory.getLogger(OfferedTools.class);

  private final Tools tools;
  private final BiFunction<McpAsyncServerExchange, CallToolRequest, Mono<CallToolResult>> calls;
  private final McpAsyncServer server;
  private final StdioTransport transport;

  /** What the SDK's server has, by name. */
  private final Map<String, ToolSpec> offered = new LinkedHashMap<>();

  /**
   * @param calls runs a call of any tool
   */
  OfferedTools(
      Tools tools,
      BiFunction<McpAsyncServerExchange, CallToolRequest, Mono<CallToolResult>> calls,
      McpAsyncServer server,
      StdioTransport transport) {
    this.tools = tools;
    this.calls = calls;
    this.server = server;
    this.transport = transport;
  }

  /** Offers what there is now; the client is told, once, if that is not what there was. */
  synchronized void update() {
    Map<String, ToolSpec> now = new LinkedHashMap<>();
    tools.offered().specs().forEach(spec -> now.put(spec.name(), spec));
    if (now.equals(offered)) {
      return;
    }
    // The SDK replaces a tool by removing it first; a request in between would not find it.
    transport.betweenRequests(() -> replace(now));
    server.notifyToolsListChanged().subscribe(done -> {}, OfferedTools::untold);
  }

  /** All of them, for the SDK lists tools in the order in which they were added. */
  private void replace(Map<String, ToolSpec> now) {
    offered.keySet().forEach(name -> server.removeTool(name).block());
    now.values().forEach(spec -> server.addTool(tool(spec)).block());
    offered.clear();
    offered.putAll(now);
  }

  void tell(String logger, String text, LoggingLevel level) {
    transport
        .log(LoggingMessageNotification.builder(level, VisibleText.of(text)).logger(logger).build())
        .subscribe(done -> {}, OfferedTools::untold);
  }

  private static void untold(Throwable fault) {
    LOG.debug("the client was not told", fault);
  }

  private AsyncToolSpecification tool(ToolSpec spec) {
    ToolSpec.Hints hints = spec.annotations();
    McpSchema.Tool tool =
        McpSchema.Tool.builder(spec.name(), ToolSpec.asMap(spec.inputSchema()))
            .title(spec.title())
            .description(spec.description())
            .outputSchema(ToolSpec.asMap(AnswerSchema.of(spec)))
            .annotations(
                McpSchema.ToolAnnotations.builder()
                    .title(spec.title())
                    .readOnlyHint(hints.readOnlyHint())
                    .destructiveHint(hints.destructiveHint())
                    .idempotentHint(hints.idempotentHint())
                    .openWorldHint(hints.openWorldHint())
                    .build())
            .build();
    return new AsyncToolSpecification(tool, calls);
  }
}
