package org.dockermcp.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.dockermcp.dispatch.ToolCatalogue;
import org.dockermcp.dispatch.ToolDispatcher;
import org.dockermcp.dispatch.Tools;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.CallCounts;
import org.dockermcp.tool.Cancellation;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.Progress;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.dockermcp.tool.ToolReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Serves the tools to the client on two streams. */
public final class McpTools {
  private static final Logger LOG = LoggerFactory.getLogger(McpTools.class);
  private static final long ENDING_SECONDS = 6;
  private static final long MOST_TOKENS = 500_000;
  private static final int DEEPEST = 500;

  private final Tools tools;
  private final String version;
  private final ObjectMapper mapper = JsonMapper.builder(factory()).build();

  private final CallCounts counts = new CallCounts();

  /** Calls that change something, or may take long. */
  private final FairCalls work;

  /** Calls that only look, which must not wait behind those. */
  private final FairCalls looks;

  /** Whom to tell of changes, while one is served. */
  private volatile @Nullable OfferedTools offer;

  /**
   * @param version of this server, told to clients
   * @param settings for how many calls may run and wait
   */
  public McpTools(Tools tools, String version, Settings settings) {
    this.tools = tools;
    this.version = version;
    work = new FairCalls(settings.maxCalls(), settings.maxQueue());
    looks = new FairCalls(settings.maxCalls(), settings.maxQueue());
  }

  /** Bounds what one line can cost: a few bytes of it may stand for a hundred of memory. */
  private static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxTokenCount(MOST_TOKENS)
                .maxNestingDepth(DEEPEST)
                .maxStringLength(StdioTransport.LONGEST_LINE)
                .build())
        .build();
  }

  /**
   * Serves until the input ends.
   *
   * @param input of the client, not closed here
   * @param output to the client, not closed here
   */
  public void serve(InputStream input, OutputStream output) throws IOException {
    StdioTransport transport = new StdioTransport(input, output, mapper, this::refusal);
    McpAsyncServer server =
        McpServer.async(transport)
            .jsonMapper(new JacksonMcpJsonMapper(mapper))
            .serverInfo("docker-mcp", version)
            .instructions(tools.instructions().isEmpty() ? null : tools.instructions())
            .capabilities(McpSchema.ServerCapabilities.builder().tools(true).logging().build())
            // The front door checks them, and says what is wrong in the words of its own.
            .validateToolInputs(false)
            .build();
    OfferedTools offering = new OfferedTools(tools, this::call, server, transport);
    offering.update();
    offer = offering;
    // What was changed between those two lines.
    offering.update();
    transport.serve();
    offer = null;
    server.close();
    end();
  }

  /** Offers the tools that there are now, and tells the client if they are others than before. */
  public void changed() {
    OfferedTools offering = offer;
    if (offering != null) {
      offering.update();
    }
  }

  /**
   * Tells the client something that belongs to no call, as a log message.
   *
   * @param logger what the message is about
   * @param failed whether something went wrong
   */
  public void tell(String logger, String text, boolean failed) {
    OfferedTools offering = offer;
    if (offering != null) {
      offering.tell(logger, text, failed ? LoggingLevel.ERROR : LoggingLevel.INFO);
    }
  }

  /** How the calls so far have ended. */
  public CallCounts counts() {
    return counts;
  }

  /** How many calls run. */
  public int running() {
    return work.atWork() + looks.atWork();
  }

  /** How many calls wait for a place. */
  public int waiting() {
    return work.waiting() + looks.waiting();
  }

  /**
   * Cancels every call at work, which ends what it started, and waits for that, six seconds at
   * most. May be called more than once, from any thread.
   */
  public void end() {
    work.end();
    looks.end();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ENDING_SECONDS);
    try {
      if (!work.awaitEnd(end - System.nanoTime()) || !looks.awaitEnd(end - System.nanoTime())) {
        LOG.warn("{} calls had not ended {} s later", work.atWork(), ENDING_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A call that the SDK would refuse in the words of its specification's example, or of Jackson.
   */
  private Optional<JSONRPCError> refusal(String method, JsonNode params) {
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
    counts
        .begin(tools.offered().has(tool) ? tool : CallCounts.NO_TOOL)
        .end(ErrorCode.INVALID_ARGUMENT);
    return Optional.of(new JSONRPCError(McpSchema.ErrorCodes.INVALID_PARAMS, reason));
  }

  private static boolean isNoObject(JsonNode given) {
    return !given.isObject() && !given.isMissingNode() && !given.isNull();
  }

  private Mono<CallToolResult> call(McpAsyncServerExchange exchange, CallToolRequest request) {
    Map<String, Object> arguments = request.arguments() == null ? Map.of() : request.arguments();
    ToolCall call =
        new ToolCall(
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()),
            // Whoever speaks on standard input started this process.
            Principal.LOCAL,
            request.name(),
            new Arguments(arguments),
            Optional.empty(),
            new Cancellation(),
            progress(exchange, request));
    return Mono.create(answer -> submit(exchange.sessionId(), call, answer));
  }

  private void submit(String session, ToolCall call, MonoSink<CallToolResult> answer) {
    CallCounts.Open open = counts.begin(call.tool());
    FairCalls lane = tools.offered().isReadOnly(call.tool()) ? looks : work;
    Optional<FairCalls.Turn> turn =
        lane.submit(
            new FairCalls.Lane(call.principal(), session),
            call.cancellation(),
            () -> run(call, open, answer));
    if (turn.isPresent()) {
      told(turn.get(), call, open, answer);
    } else {
      ToolReply busy = busy(call, lane);
      open.end(busy);
      answer.success(result(busy));
    }
  }

  private void run(ToolCall call, CallCounts.Open open, MonoSink<CallToolResult> answer) {
    ToolReply reply = reply(call);
    open.end(reply);
    answer.success(result(reply));
  }

  private ToolReply reply(ToolCall call) {
    try {
      ToolReply reply = tools.call(call);
      call.progress().end();
      return reply;
    } catch (RuntimeException | Error fault) {
      // Past the routes, which answer whatever their own steps fail with.
      return ToolDispatcher.reply(ToolDispatcher.unmapped(call, fault));
    }
  }

  private static void told(
      FairCalls.Turn turn, ToolCall call, CallCounts.Open open, MonoSink<CallToolResult> answer) {
    answer.onCancel(
        () -> {
          // It may be waiting, and then never runs.
          open.end(ErrorCode.CANCELLED);
          turn.cancel();
        });
    turn.ahead()
        .ifPresent(
            ahead ->
                call.progress().report("Waiting for a place; %d calls are ahead".formatted(ahead)));
  }

  private static Progress progress(McpAsyncServerExchange exchange, CallToolRequest request) {
    Object token = request.meta() == null ? null : request.meta().get("progressToken");
    if (token instanceof String || token instanceof Number) {
      return new PacedProgress(new ProgressNotes(exchange, token));
    }
    boolean stream =
        request.arguments() != null && Boolean.TRUE.equals(request.arguments().get("stream"));
    return stream ? new PacedProgress(new LogNotes(exchange, request.name())) : Progress.NONE;
  }

  private static CallToolResult result(ToolReply reply) {
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

  private static ToolReply busy(ToolCall call, FairCalls lane) {
    ToolFailure busy =
        ToolFailure.of(
            ErrorCode.BUSY, "start " + call.tool(), lane.full(), "try again when some have ended");
    return ToolDispatcher.reply(busy);
  }
}
