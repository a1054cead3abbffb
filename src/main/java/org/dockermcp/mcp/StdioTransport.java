package org.dockermcp.mcp;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One client on two streams: JSON-RPC messages, one a line, in UTF-8.
 *
 * <p>What is no request is answered as JSON-RPC says, and the session goes on. Writes are made
 * whole, in order, on the thread that sends, so a client that does not read is itself no longer
 * read. The streams belong to the caller of the constructor.
 */
final class StdioTransport implements McpServerTransportProvider {
  private static final Logger LOG = LoggerFactory.getLogger(StdioTransport.class);
  private static final List<String> PROTOCOL_VERSIONS =
      List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");
  private static final String INITIALIZE = "initialize";
  private static final String INITIALIZED = "notifications/initialized";
  private static final String CANCELLED = "notifications/cancelled";
  private static final String PING = "ping";
  private static final JSONRPCError UNHANDLED =
      new JSONRPCError(-32603, "Internal error: the request could not be handled");
  static final int LONGEST_LINE = 32 << 20;

  /** How long calls may still take when the client has left; then they are ended. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);

  private final LineReader input;
  private final OutputStream output;
  private final ObjectMapper mapper;
  private final Refusals refusals;
  private final ObjectReader oneValue;

  /** For ids alone, which go back as they came: an argument of 1e999999999 is a large number. */
  private final ObjectReader exactNumbers;

  private final JacksonMcpJsonMapper mcpMapper;

  /** One party for the reader, one for each message at work. */
  private final Phaser atWork = new Phaser(1);

  private final RequestsAtWork requests = new RequestsAtWork();

  /** Held while a request is begun, up to the point where what it calls has been looked up. */
  private final Object beginning = new Object();

  /** Whether the handshake is done; written by the reading thread alone. */
  private volatile boolean ready;

  /** Whether what would be told of a change is told later, all of it at once. */
  private boolean changing;

  private @Nullable McpServerSession session;

  /** What a request cannot be handled for that could be told before. */
  @FunctionalInterface
  interface Refusals {
    /** The error to answer; empty when there is none. */
    Optional<JSONRPCError> of(String method, JsonNode params);
  }

  StdioTransport(InputStream input, OutputStream output, ObjectMapper mapper, Refusals refusals) {
    this.input = new LineReader(input, LONGEST_LINE);
    this.output = output;
    this.mapper = mapper;
    this.refusals = refusals;
    this.oneValue = mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    this.exactNumbers =
        oneValue
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    this.mcpMapper = new JacksonMcpJsonMapper(mapper);
  }

  @Override
  public List<String> protocolVersions() {
    return PROTOCOL_VERSIONS;
  }

  @Override
  public void setSessionFactory(McpServerSession.Factory factory) {
    session = factory.create(new Wire());
  }

  /** Handles messages until the input ends and the last answers are written. */
  void serve() throws IOException {
    for (byte[] line = input.next(); line != null; line = input.next()) {
      if (line == LineReader.TOO_LONG) {
        refuse(-32700, "Parse error: the line is longer than " + LONGEST_LINE + " bytes");
      } else {
        accept(line);
      }
    }
    awaitLastAnswers();
  }

  private void accept(byte[] line) throws IOException {
    JsonNode message;
    try {
      message = oneValue.readTree(line);
    } catch (IOException e) {
      refuse(-32700, "Parse error: the line is not JSON, or is too large or too deep");
      return;
    }
    if (message == null || message.isMissingNode()) {
      return;
    }
    JsonNode id = message.path("id");
    Optional<String> fault = Envelope.fault(message);
    if (fault.isPresent()) {
      JsonNode exact = id.isFloatingPointNumber() ? exactNumbers.readTree(line) : message;
      refuse(Envelope.idToAnswer(exact), -32600, "Invalid Request: " + fault.get());
    } else if (Envelope.isAnswer(message)) {
      LOG.debug("an answer came, and this server asks its client nothing");
    } else if (!id.isMissingNode()) {
      request(id, message);
    } else if (Envelope.hasUsableParams(message)) {
      notification(message);
    }
  }

  private void notification(JsonNode message) {
    String method = message.path("method").asText();
    if (CANCELLED.equals(method)) {
      requests.cancel(message.path("params").path("requestId"));
      return;
    }
    ready |= INITIALIZED.equals(method);
    handle(new JSONRPCNotification(method, params(message)))
        .subscribe(done -> {}, fault -> LOG.warn("{} could not be handled", method, fault));
  }

  private void request(JsonNode id, JsonNode message) throws IOException {
    Optional<RequestsAtWork.Request> begun = requests.begin(id);
    if (begun.isEmpty()) {
      // With the id, the sender would take this for the answer to the other one.
      refuse(-32600, "Invalid Request: a request with the id " + id + " is still at work");
      return;
    }
    RequestsAtWork.Request request = begun.get();
    String method = message.path("method").asText();
    Optional<JSONRPCError> refusal = refusal(method, message);
    if (refusal.isPresent()) {
      answer(JSONRPCResponse.error(request.number(), refusal.get()));
    } else if (PING.equals(method)) {
      answer(JSONRPCResponse.result(request.number(), Map.of()));
    } else {
      synchronized (beginning) {
        request.workIs(
            handle(new JSONRPCRequest(method, request.number(), params(message)))
                .subscribe(done -> {}, fault -> fail(request, fault)));
      }
    }
  }

  /** Makes a change that no request sees half of; the client is told nothing of its steps. */
  void betweenRequests(Runnable change) {
    synchronized (beginning) {
      changing = true;
      try {
        change.run();
      } finally {
        changing = false;
      }
    }
  }

  /** Sends a log message, if the client wants those of its level. */
  Mono<Void> log(LoggingMessageNotification message) {
    McpServerSession current = session;
    return current == null || !ready || !current.isNotificationForLevelAllowed(message.level())
        ? Mono.empty()
        : current.sendNotification(McpSchema.METHOD_NOTIFICATION_MESSAGE, message);
  }

  private Optional<JSONRPCError> refusal(String method, JsonNode message) {
    if (!Envelope.hasUsableParams(message)) {
      return Optional.of(new JSONRPCError(-32602, "Invalid params: they are no object"));
    }
    if (!ready && !INITIALIZE.equals(method) && !PING.equals(method)) {
      return Optional.of(
          new JSONRPCError(
              -32600, "Invalid Request: send initialize and " + INITIALIZED + " first"));
    }
    return refusals.of(method, message.path("params"));
  }

  private Mono<Void> handle(JSONRPCMessage message) {
    McpServerSession current = session;
    if (current == null) {
      throw new IllegalStateException("no session yet");
    }
    return Mono.defer(
        () -> {
          atWork.register();
          return current.handle(message).doFinally(end -> atWork.arriveAndDeregister());
        });
  }

  private @Nullable Object params(JsonNode message) {
    JsonNode params = message.path("params");
    return params.isObject() ? mapper.convertValue(params, Map.class) : null;
  }

  private void fail(RequestsAtWork.Request request, Throwable fault) {
    LOG.warn("a request could not be answered", fault);
    try {
      answer(JSONRPCResponse.error(request.number(), UNHANDLED));
    } catch (IOException e) {
      LOG.debug("the client no longer reads", e);
    }
  }

  /** Writes the answer to a request, with its sender's id; none to one that has had it. */
  private void answer(JSONRPCResponse response) throws IOException {
    Optional<JsonNode> id = requests.end(response.id());
    if (id.isEmpty()) {
      return;
    }
    ObjectNode answer = mapper.createObjectNode().put("jsonrpc", "2.0").set("id", id.get());
    JSONRPCError error = response.error();
    if (error == null) {
      answer.putPOJO("result", response.result());
    } else if (error.code().equals(UNHANDLED.code())) {
      // The SDK's own words there are those of an exception.
      LOG.warn("a request could not be handled: {}", error.message());
      answer.putPOJO("error", UNHANDLED);
    } else {
      answer.putPOJO("error", error);
    }
    write(answer);
  }

  private void refuse(int code, String why) throws IOException {
    refuse(NullNode.instance, code, why);
  }

  private void refuse(JsonNode id, int code, String why) throws IOException {
    ObjectNode answer = mapper.createObjectNode().put("jsonrpc", "2.0").set("id", id);
    answer.putObject("error").put("code", code).put("message", why);
    write(answer);
  }

  private void awaitLastAnswers() {
    int phase = atWork.arrive();
    try {
      atWork.awaitAdvanceInterruptibly(phase, LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("calls were still at work {} s after the client left", LAST_ANSWERS.toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Object message) throws IOException {
    byte[] line = mapper.writeValueAsBytes(message);
    synchronized (output) {
      output.write(line);
      output.write('\n');
      output.flush();
    }
  }

  @Override
  public Mono<Void> notifyClients(String method, @Nullable Object params) {
    McpServerSession current = session;
    return current == null || !ready || (changing && Thread.holdsLock(beginning))
        ? Mono.empty()
        : current.sendNotification(method, params);
  }

  @Override
  public Mono<Void> closeGracefully() {
    McpServerSession current = session;
    return current == null ? Mono.empty() : current.closeGracefully();
  }

  /** The session's way out. */
  private final class Wire implements McpServerTransport {

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      return Mono.fromRunnable(
          () -> {
            try {
              if (message instanceof JSONRPCResponse response) {
                answer(response);
              } else {
                write(message);
              }
            } catch (IOException e) {
              throw new UncheckedIOException("the client no longer reads", e);
            }
          });
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      return mcpMapper.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }
  }
}
