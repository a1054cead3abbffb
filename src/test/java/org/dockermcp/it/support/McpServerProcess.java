package org.dockermcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dockermcp.WireRecord;

/**
 * The built jar as a client's child process, driven by the MCP Java client.
 *
 * <p>Closing it asserts that its standard output carried JSON-RPC and nothing else.
 */
public final class McpServerProcess implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Names the jar, for a test that has another than the built one. */
  public static final String JAR = "JAR";

  private static final Pattern REFERENCE = Pattern.compile("reference ([0-9a-f]{16})");
  private static final int FAULT_LINES = 20;

  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** A server that ended at its start never answers, and the client does not see that. */
  private static final Duration START = Duration.ofMinutes(2);

  private final Path wire;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<McpSchema.ProgressNotification> progress;
  private final WireRecord record;
  private final McpSyncClient client;
  private final RememberingTransport transport;

  /** A tool's answer. */
  public record Reply(String text, JsonNode content, boolean failed) {

    /** The error's code; empty when the call did not fail. */
    public String code() {
      return content.at("/error/code").asText();
    }

    /** The error's message; empty when the call did not fail. */
    public String message() {
      return content.at("/error/message").asText();
    }

    /** A field of the structured content, as text. */
    public String get(String field) {
      return content.path(field).asText();
    }

    /** This answer, which must be no failure. */
    public Reply ok() {
      assertThat(failed).as(text).isFalse();
      return this;
    }
  }

  private McpServerProcess(
      Path wire,
      WireRecord record,
      McpSyncClient client,
      RememberingTransport transport,
      List<McpSchema.ProgressNotification> progress) {
    this.wire = wire;
    this.record = record;
    this.client = client;
    this.transport = transport;
    this.progress = progress;
  }

  /** Starts the jar with these settings and goes through MCP's handshake. */
  public static McpServerProcess start(Map<String, String> settings) {
    return start(settings, note -> {});
  }

  /**
   * The same, with somebody who hears progress while it comes.
   *
   * @param listener called by several threads, one at a time
   */
  public static McpServerProcess start(
      Map<String, String> settings, Consumer<McpSchema.ProgressNotification> listener) {
    try {
      Path wire = Files.createTempFile("docker-mcp-wire", ".jsonl");
      Map<String, String> environment = new LinkedHashMap<>(settings);
      environment.put("WIRE", wire.toString());
      String other = environment.remove(JAR);
      ServerJar jar = other == null ? ServerJar.built() : ServerJar.of(other);
      List<String> arguments = new ArrayList<>(List.of("-c", "\"$@\" | tee \"$WIRE\"", "server"));
      arguments.addAll(jar.command("256m"));
      ServerParameters parameters =
          ServerParameters.builder("bash").args(arguments).env(environment).build();
      StdioClientTransport stdio =
          new StdioClientTransport(parameters, new JacksonMcpJsonMapper(MAPPER));
      WireRecord record = new WireRecord();
      RememberingTransport transport =
          new RememberingTransport(stdio, message -> record.toServer(json(message)));
      List<McpSchema.ProgressNotification> progress = new CopyOnWriteArrayList<>();
      McpSyncClient client =
          McpClient.sync(transport)
              .requestTimeout(PATIENCE)
              .initializationTimeout(START)
              .progressConsumer(
                  note -> {
                    synchronized (progress) {
                      listener.accept(note);
                      progress.add(note);
                    }
                  })
              .build();
      McpServerProcess server = new McpServerProcess(wire, record, client, transport, progress);
      stdio.setStdErrorHandler(server.log::add);
      client.initialize();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls a tool and waits for its answer. */
  public Reply call(String tool, Map<String, Object> arguments) {
    Reply reply =
        reply(client.callTool(CallToolRequest.builder(tool).arguments(arguments).build()));
    tellFault(reply);
    return reply;
  }

  /** What only the server's log tells, under the reference in the answer. */
  private void tellFault(Reply reply) {
    Matcher reference = REFERENCE.matcher(reply.message());
    if (reference.find()) {
      log.stream()
          .dropWhile(line -> !line.contains(reference.group(1)))
          .limit(FAULT_LINES)
          .forEach(System.out::println);
    }
  }

  /** Calls a tool with a progress token; what it tells is in {@link #progress}. */
  public Reply callWithProgress(String tool, Object token, Map<String, Object> arguments) {
    return reply(
        client.callTool(
            CallToolRequest.builder(tool)
                .arguments(arguments)
                .meta(Map.of("progressToken", token))
                .build()));
  }

  /**
   * Calls a tool, and cancels that call, as a client does whose user says stop.
   *
   * @param until waits for the moment to cancel
   */
  public void callAndCancel(
      String tool, Object token, Map<String, Object> arguments, Runnable until) {
    Thread caller = new Thread(() -> callWithProgress(tool, token, arguments), "cancelled-call");
    caller.setDaemon(true);
    caller.setUncaughtExceptionHandler((thread, interrupted) -> {});
    caller.start();
    until.run();
    transport.cancelLastCall();
    // No answer comes to a call that was cancelled.
    caller.interrupt();
  }

  private static Reply reply(CallToolResult result) {
    String text =
        result.content().stream()
            .filter(TextContent.class::isInstance)
            .map(content -> ((TextContent) content).text())
            .findFirst()
            .orElse("");
    JsonNode content = MAPPER.valueToTree(result.structuredContent());
    return new Reply(text, content, Boolean.TRUE.equals(result.isError()));
  }

  /** The tools on offer. */
  public List<McpSchema.Tool> tools() {
    return client.listTools().tools();
  }

  /** All progress told so far, in order. */
  public List<McpSchema.ProgressNotification> progress() {
    return progress;
  }

  /**
   * The progress told to a token so far, in the order in which it was written: the client hands its
   * consumer notifications on several threads.
   */
  public List<JsonNode> progressOnWire(Object token) {
    // When its answer is here, all that was written before it is in the file.
    client.ping();
    try (Stream<String> lines = Files.lines(wire)) {
      return lines
          .map(McpServerProcess::parse)
          .filter(line -> line.path("method").asText().equals("notifications/progress"))
          .map(line -> line.path("params"))
          .filter(note -> note.path("progressToken").equals(MAPPER.valueToTree(token)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The notifications written so far, a line each, in order. */
  public List<String> notifications() {
    client.ping();
    try (Stream<String> lines = Files.lines(wire)) {
      return lines.filter(line -> !parse(line).has("id")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Object message) {
    try {
      return MAPPER.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parse(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of standard error so far. */
  public List<String> log() {
    return log;
  }

  /** The client, for what the methods above do not do. */
  public McpSyncClient client() {
    return client;
  }

  /** The server's process, which a shell has started. */
  public ProcessHandle process() {
    String mark = "WIRE=" + wire + "\0";
    return ProcessHandle.current()
        .descendants()
        .filter(it -> it.info().command().filter(name -> name.endsWith("/java")).isPresent())
        .filter(it -> environment(it).contains(mark))
        .findFirst()
        .orElseThrow();
  }

  private static String environment(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /** Asserts that standard output carried JSON-RPC and nothing else so far. */
  void wroteNothingButMessages() {
    client.ping();
    isAllMessages();
  }

  private void isAllMessages() {
    try (Stream<String> lines = Files.lines(wire)) {
      lines.forEach(
          line -> assertThat(parse(line).path("jsonrpc").asText()).as(line).isEqualTo("2.0"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.closeGracefully();
    try {
      isAllMessages();
      try (Stream<String> lines = Files.lines(wire)) {
        lines.forEach(record::fromServer);
      }
      Files.delete(wire);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
