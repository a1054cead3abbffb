package org.dockermcp.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dockermcp.WireRecord;
import org.dockermcp.dispatch.ToolCatalogue;
import org.dockermcp.dispatch.Tools;
import org.dockermcp.mcp.McpTools;
import org.dockermcp.routes.check.RouteFolder;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.CallMetrics;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;

/** Lines to and from a server of the shipped tools in this process. */
public final class StdioClient implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Settings SETTINGS = settings();

  private final WireRecord wire = new WireRecord();
  private final PipedOutputStream toServer = new PipedOutputStream();
  private final WrittenLines fromServer = new WrittenLines();
  private final CompletableFuture<Void> served;
  private final Shipped shipped;
  private final McpTools tools;

  /** The shipped tools, of which some may be taken away. */
  private static final class Shipped implements Tools {
    private final ToolCatalogue all =
        RouteFolder.read(Path.of("routes"), List.of(), Map.of()).tools();
    private final Function<ToolCall, ToolReply> calls;
    private volatile ToolCatalogue offered = all;

    private Shipped(Function<ToolCall, ToolReply> calls) {
      this.calls = calls;
    }

    @Override
    public ToolCatalogue offered() {
      return offered;
    }

    @Override
    public ToolReply call(ToolCall call) {
      return calls.apply(call);
    }
  }

  /** Starts a server whose calls all end as this function says. */
  public StdioClient(Function<ToolCall, ToolReply> calls) throws IOException {
    PipedInputStream input = new PipedInputStream(toServer, 1 << 16);
    shipped = new Shipped(calls);
    tools = tools(shipped);
    StdioTransport transport = new StdioTransport(tools, input, fromServer);
    served =
        CompletableFuture.runAsync(
            () -> {
              try (fromServer) {
                transport.serve();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            task -> new Thread(task, "server").start());
  }

  /** The shipped tools, whose calls all end as this function says. */
  static McpTools tools(Function<ToolCall, ToolReply> calls) {
    return tools(new Shipped(calls));
  }

  private static McpTools tools(Tools tools) {
    return new McpTools(tools, "1", SETTINGS, new CallMetrics(new CompositeMeterRegistry()));
  }

  /** Leaves these tools alone, and tells clients. */
  public void changeTools(Collection<String> names) {
    shipped.offered = shipped.all.only(Set.copyOf(names));
    tools.changed();
  }

  private static Settings settings() {
    try {
      return Settings.load(Map.of("DOCKER_MCP_MAX_CALLS", "4"));
    } catch (SettingsException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An answer that says nothing but this. */
  public static ToolReply reply(String text) {
    return new ToolReply(text, MAPPER.createObjectNode().put("available", true));
  }

  public void send(String line) throws IOException {
    wire.toServer(line);
    toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    toServer.flush();
  }

  /** The next line of the server's, as it is. */
  public String receiveLine() throws IOException {
    String line = fromServer.take();
    wire.fromServer(line);
    return line;
  }

  /** The next line of the server's, which must be JSON-RPC. */
  public JsonNode receive() throws IOException {
    JsonNode message = MAPPER.readTree(receiveLine());
    assertThat(message.path("jsonrpc").asText()).isEqualTo("2.0");
    return message;
  }

  /** Goes through MCP's handshake and gives what the server says of itself. */
  public JsonNode initialize() throws IOException {
    return initialize("2025-06-18");
  }

  public JsonNode initialize(String version) throws IOException {
    send(
        """
        {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"%s",\
        "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}"""
            .formatted(version));
    JsonNode answer = receive();
    send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    return answer.path("result");
  }

  public void ping(String id) throws IOException {
    send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");
  }

  public void callCheckEngine(int id) throws IOException {
    send(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"check_engine\"}}"
            .formatted(id));
  }

  public void callExecuteCode(int id) throws IOException {
    send(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"execute_code\","
                .formatted(id)
            + "\"_meta\":{\"progressToken\":\"t%d\"}}}".formatted(id));
  }

  /** Ends the server's input and waits until it has ended. */
  public void endInput() throws IOException {
    toServer.close();
  }

  /** The tools as the server has them. */
  public McpTools tools() {
    return tools;
  }

  /** Completes when the server has ended. */
  public CompletableFuture<Void> served() {
    return served;
  }

  @Override
  public void close() throws IOException {
    toServer.close();
    served.join();
  }
}
