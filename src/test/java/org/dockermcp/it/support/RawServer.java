package org.dockermcp.it.support;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.dockermcp.WireRecord;
import org.jspecify.annotations.Nullable;

/** The built jar as a child process, spoken to in lines, for what no well-behaved client does. */
public final class RawServer implements AutoCloseable {
  /** Takes numbers as they are, for an id must come back as it was. */
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final WireRecord wire = new WireRecord();
  private final Process process;
  private final OutputStream input;
  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final List<String> notMessages = new CopyOnWriteArrayList<>();
  private int lastId;
  private int answers;

  /** Starts the jar and goes through MCP's handshake. */
  public RawServer(Map<String, String> settings) throws IOException, InterruptedException {
    this(settings, "256m");
  }

  /** The same with a heap of another size. */
  public RawServer(Map<String, String> settings, String heap)
      throws IOException, InterruptedException {
    this(ServerJar.built(), settings, heap);
  }

  /** The same of another installation's jar. */
  public RawServer(ServerJar jar, Map<String, String> settings, String heap)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(jar.command(heap));
    builder.environment().putAll(settings);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    process = builder.start();
    input = process.getOutputStream();
    Thread reader = new Thread(this::read, "raw-server-output");
    reader.setDaemon(true);
    reader.start();
    request(
        "initialize",
        Map.of(
            "protocolVersion",
            "2025-06-18",
            "capabilities",
            Map.of(),
            "clientInfo",
            Map.of("name", "raw", "version", "1")));
    send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(line);
      }
    } catch (IOException e) {
      // The process has ended, which ends this too.
    }
    synchronized (messages) {
      messages.notifyAll();
    }
  }

  private void take(String line) {
    synchronized (messages) {
      try {
        JsonNode message = MAPPER.readTree(line);
        messages.add(message);
        wire.fromServer(line);
        answers += message.has("id") ? 1 : 0;
      } catch (IOException e) {
        notMessages.add(line);
      }
      messages.notifyAll();
    }
  }

  /** Does something while nothing of the server's output is read. */
  public void withoutReading(Runnable action) {
    synchronized (messages) {
      action.run();
    }
  }

  /** Sends a line as it is. */
  public void send(String line) throws IOException {
    send((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Sends bytes as they are. */
  public void send(byte[] bytes) throws IOException {
    new String(bytes, StandardCharsets.UTF_8).lines().forEach(wire::toServer);
    input.write(bytes);
    input.flush();
  }

  /** Sends a request and gives its id without waiting. */
  public int begin(String method, Map<String, ?> params) throws IOException {
    int id = ++lastId;
    send(
        MAPPER.writeValueAsString(
            Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params)));
    return id;
  }

  public int beginCall(String tool, Map<String, ?> arguments) throws IOException {
    return begin("tools/call", Map.of("name", tool, "arguments", arguments));
  }

  public JsonNode request(String method, Map<String, ?> params)
      throws IOException, InterruptedException {
    return answer(begin(method, params), Duration.ofSeconds(60));
  }

  /** Calls a tool and gives its structured content. */
  public JsonNode call(String tool, Map<String, ?> arguments)
      throws IOException, InterruptedException {
    return answer(beginCall(tool, arguments), Duration.ofSeconds(60))
        .at("/result/structuredContent");
  }

  public void cancel(int id) throws IOException {
    send(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%d}}"
            .formatted(id));
  }

  /** The answer to a request. */
  public JsonNode answer(int id, Duration patience) throws InterruptedException {
    JsonNode answer = await(message -> message.path("id").asInt(-1) == id, patience);
    if (answer == null) {
      throw new IllegalStateException("no answer to request " + id + " within " + patience);
    }
    return answer;
  }

  /** The first message of a kind; null when none comes in time. */
  public @Nullable JsonNode await(Predicate<JsonNode> wanted, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (messages) {
      while (true) {
        for (JsonNode message : messages) {
          if (wanted.test(message)) {
            return message;
          }
        }
        long left = end - System.nanoTime();
        if (left <= 0) {
          return null;
        }
        messages.wait(Math.min(left / 1_000_000 + 1, 100));
      }
    }
  }

  /** Waits until so many answers have come, that of the handshake among them; false: too late. */
  public boolean awaitAnswers(int wanted, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (messages) {
      while (answers < wanted && System.nanoTime() < end) {
        messages.wait(100);
      }
      return answers >= wanted;
    }
  }

  /** Forgets the messages so far; what is counted is counted on. */
  public void forget() {
    synchronized (messages) {
      messages.clear();
    }
  }

  /** All messages so far. */
  public List<JsonNode> messages() {
    return messages;
  }

  /** What came on standard output and was no JSON. */
  public List<String> notMessages() {
    return notMessages;
  }

  /** Kills it without a word, and returns when it is dead. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  public Process process() {
    return process;
  }

  /** Ends the input, as a client does that leaves. */
  public void closeInput() throws IOException {
    input.close();
  }

  @Override
  public void close() throws IOException {
    closeInput();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
