package org.dockermcp.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.dockermcp.mcp.McpTools;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the server and its calls when a client leaves without ending its input. */
@Timeout(30)
class LeavingClientTest {
  private static final byte[] CALL =
      """
      {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
      "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"execute_code",\
      "_meta":{"progressToken":"t"}}}
      """
          .getBytes(StandardCharsets.UTF_8);

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
  private final McpTools tools = StdioClient.tools(this::waitForCancel);

  private ToolReply waitForCancel(ToolCall call) {
    entered.countDown();
    call.progress().report("begun");
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      cancelled.complete(call.cancellation().isCancelled());
    }
    return StdioClient.reply("cancelled");
  }

  /** Takes the answer to the handshake, and then throws as a closed pipe does. */
  private static final class BrokenPipe extends OutputStream {
    private int lines;

    @Override
    public void write(int value) throws IOException {
      if (lines > 0) {
        throw new IOException("Broken pipe");
      }
      lines += value == '\n' ? 1 : 0;
    }
  }

  @Test
  void aClientThatClosesItsReadingEndEndsTheServerAndItsCalls() throws Exception {
    try (PipedOutputStream client = new PipedOutputStream();
        PipedInputStream input = new PipedInputStream(client, 1 << 16)) {
      client.write(CALL);

      new StdioTransport(tools, input, new BrokenPipe()).serve();

      assertThat(cancelled.get()).isTrue();
      assertThat(tools.running()).isZero();
    }
  }

  @Test
  void anInputThatCannotBeReadEndsTheServerAndItsCalls() throws Exception {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            return read(new byte[1], 0, 1);
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
              entered.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            throw new IOException("Input/output error");
          }
        };
    InputStream input = new SequenceInputStream(new ByteArrayInputStream(CALL), failing);
    StdioTransport transport = new StdioTransport(tools, input, OutputStream.nullOutputStream());

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(transport::serve)
        .withMessage("Input/output error");

    assertThat(cancelled.get()).isTrue();
    assertThat(tools.running()).isZero();
  }
}
