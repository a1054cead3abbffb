package org.dockermcp.mcp;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.dockermcp.dispatch.ToolDispatcher;
import org.dockermcp.dispatch.Tools;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.CallMetrics;
import org.dockermcp.tool.Cancellation;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.Progress;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.dockermcp.tool.ToolReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Turns {@code tools/call} into a queued {@link ToolCall}, and its reply into MCP's result. */
final class ToolCalls {
  private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);
  private static final long END_SECONDS = 6;

  private final Tools tools;
  private final CallMetrics metrics;
  private final FairCallQueue queue;

  /** Calls that change nothing; they never wait behind work. */
  private final FairCallQueue readOnlyQueue;

  ToolCalls(Tools tools, Settings settings, CallMetrics metrics) {
    this.tools = tools;
    this.metrics = metrics;
    queue = new FairCallQueue(settings.maxCalls(), settings.maxQueue());
    readOnlyQueue = new FairCallQueue(settings.maxCalls(), settings.maxQueue());
  }

  int running() {
    return queue.running() + readOnlyQueue.running();
  }

  int queued() {
    return queue.queued() + readOnlyQueue.queued();
  }

  /** The result of a call, which runs when that is subscribed to and is cancelled with it. */
  Mono<CallToolResult> result(
      Principal principal, McpAsyncServerExchange exchange, CallToolRequest request) {
    Map<String, Object> arguments = request.arguments() == null ? Map.of() : request.arguments();
    ToolCall call =
        new ToolCall(
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()),
            principal,
            request.name(),
            new Arguments(arguments),
            Optional.empty(),
            new Cancellation(),
            progress(exchange, request));
    FairCallQueue.Lane lane = new FairCallQueue.Lane(principal, exchange.sessionId());
    return Mono.create(result -> submit(lane, call, result));
  }

  private void submit(FairCallQueue.Lane lane, ToolCall call, MonoSink<CallToolResult> result) {
    CallMetrics.Recording recording = metrics.start(call.tool());
    boolean readOnly = tools.offered().isReadOnly(call.tool());
    try {
      FairCallQueue.Ticket ticket =
          (readOnly ? readOnlyQueue : queue)
              .submit(lane, call.tool(), call.cancellation(), () -> run(call, recording, result));
      result.onCancel(
          () -> {
            // It may be queued, and then never runs.
            recording.end(ErrorCode.CANCELLED);
            ticket.cancel();
          });
      ticket.ahead().ifPresent(ahead -> call.progress().report(queued(ahead)));
    } catch (ToolFailure busy) {
      finish(ToolDispatcher.reply(busy), recording, result);
    }
  }

  private static String queued(int ahead) {
    return switch (ahead) {
      case 0 -> "Queued; you are next";
      case 1 -> "Queued; 1 call ahead";
      default -> "Queued; %d calls ahead".formatted(ahead);
    };
  }

  private void run(
      ToolCall call, CallMetrics.Recording recording, MonoSink<CallToolResult> result) {
    finish(reply(call), recording, result);
  }

  private static void finish(
      ToolReply reply, CallMetrics.Recording recording, MonoSink<CallToolResult> result) {
    recording.end(reply);
    result.success(toResult(reply));
  }

  private ToolReply reply(ToolCall call) {
    try {
      return tools.call(call);
    } catch (RuntimeException | Error fault) {
      // Past the routes, which answer whatever their own steps fail with.
      return ToolDispatcher.reply(ToolDispatcher.unmapped(call, fault));
    } finally {
      call.progress().end();
    }
  }

  private static Progress progress(McpAsyncServerExchange exchange, CallToolRequest request) {
    Object token = request.meta() == null ? null : request.meta().get("progressToken");
    if (token instanceof String || token instanceof Number) {
      return new ProgressPacer(new ProgressNotifier(exchange, token));
    }
    boolean stream =
        request.arguments() != null && Boolean.TRUE.equals(request.arguments().get("stream"));
    return stream ? new ProgressPacer(new LogNotifier(exchange, request.name())) : Progress.NONE;
  }

  private static CallToolResult toResult(ToolReply reply) {
    CallToolResult.Builder result =
        CallToolResult.builder()
            .addTextContent(reply.text())
            .structuredContent(Json.MAPPER.convertValue(reply.structured(), Map.class))
            .isError(reply.failed());
    reply
        .pictures()
        .forEach(
            picture ->
                result.addContent(
                    McpSchema.ImageContent.builder(picture.base64(), picture.mimeType()).build()));
    return result.build();
  }

  /** Cancels every call and waits until they have ended, six seconds at most. */
  void end() {
    queue.end();
    readOnlyQueue.end();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
    try {
      if (!queue.awaitEnd(end - System.nanoTime())
          || !readOnlyQueue.awaitEnd(end - System.nanoTime())) {
        LOG.warn(
            "{} calls were still running {} s after they were cancelled", running(), END_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
