package org.dockermcp.mcp.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.dockermcp.mcp.McpTools;
import org.dockermcp.mcp.jsonrpc.MessageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one client on two streams: JSON-RPC messages, one a line, in UTF-8. */
public final class StdioTransport {
  private static final Logger LOG = LoggerFactory.getLogger(StdioTransport.class);

  /** How long calls may still take when the client has left; then they are cancelled. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);

  private final McpTools tools;
  private final LineReader input;
  private final LineWriter output;
  private final MessageReader messages = new MessageReader();
  private final StdioConnection connection;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /**
   * @param input of the client, not closed here
   * @param output to the client, not closed here; must throw when it cannot be written to
   */
  public StdioTransport(McpTools tools, InputStream input, OutputStream output) {
    this.tools = tools;
    this.input = new LineReader(input, MessageReader.LONGEST);
    this.output = new LineWriter(output, messages.mapper(), () -> ended.complete(null));
    connection = new StdioConnection(tools, this.output, messages.mapper());
  }

  /**
   * Serves until the client leaves: until its input ends, or what is written to it is not taken any
   * more. Calls that still run then are cancelled.
   *
   * @throws IOException when the input cannot be read
   */
  public void serve() throws IOException {
    Thread reader = new Thread(this::read, "stdin");
    // A read cannot be interrupted, and may outlast the client's other end.
    reader.setDaemon(true);
    reader.start();
    try {
      ended.get();
      if (!output.isBroken() && !connection.awaitAnswers(LAST_ANSWERS)) {
        LOG.warn("calls were still running {} s after the client left", LAST_ANSWERS.toSeconds());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connection.close();
      tools.end();
    }
  }

  private void read() {
    try {
      for (byte[] line = input.next(); line != null; line = input.next()) {
        connection.take(line == LineReader.TOO_LONG ? messages.tooLong() : messages.read(line));
      }
      ended.complete(null);
    } catch (IOException | RuntimeException | Error e) {
      // Nothing, if the client has closed its other end.
      ended.completeExceptionally(e);
    }
  }
}
