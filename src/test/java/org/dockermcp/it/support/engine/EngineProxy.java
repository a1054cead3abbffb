package org.dockermcp.it.support.engine;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dockermcp.Eventually;
import org.jspecify.annotations.Nullable;

/** The real engine behind a port that tests open and cut. */
public final class EngineProxy implements Closeable {
  private static final String ENGINE = "/var/run/docker.sock";

  private final int port;
  private final List<Closeable> connections = new CopyOnWriteArrayList<>();
  private final List<Closeable> eventStreams = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final StringBuilder seen = new StringBuilder();
  private volatile boolean withoutEvents;
  private @Nullable ServerSocket listener;

  /** Knows its port, and is closed. */
  public EngineProxy() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  public String dockerHost() {
    return "tcp://127.0.0.1:" + port;
  }

  /** Lets connections through. */
  public void open() throws IOException {
    ServerSocket socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    listener = socket;
    start(() -> accept(socket));
  }

  /** Breaks all connections and takes no more. */
  public void cut() throws IOException {
    ServerSocket socket = listener;
    if (socket != null) {
      socket.close();
    }
    for (Closeable connection : connections) {
      connection.close();
    }
    connections.clear();
  }

  /** Breaks the streams of events, and lets none through until {@link #letEvents}. */
  public void cutEvents() throws IOException {
    withoutEvents = true;
    for (Closeable stream : eventStreams) {
      stream.close();
    }
    eventStreams.clear();
  }

  public void letEvents() {
    withoutEvents = false;
  }

  /** The requests so far whose first line holds this; each connection's first counts. */
  public List<String> requests(String part) {
    return requests.stream().filter(line -> line.contains(part)).toList();
  }

  /** Waits until the engine has said this, twenty seconds at most. */
  public void awaitText(String text) {
    awaitText(text, 1);
  }

  /** The same, so many times. */
  public void awaitText(String text, int times) {
    Eventually.within(Duration.ofSeconds(20)).until(() -> said(text) >= times);
  }

  private int said(String text) {
    synchronized (seen) {
      int count = 0;
      for (int at = seen.indexOf(text); at >= 0; at = seen.indexOf(text, at + text.length())) {
        count++;
      }
      return count;
    }
  }

  private void accept(ServerSocket socket) throws IOException {
    while (!socket.isClosed()) {
      Socket client = socket.accept();
      SocketChannel engine = SocketChannel.open(StandardProtocolFamily.UNIX);
      engine.connect(UnixDomainSocketAddress.of(ENGINE));
      connections.add(client);
      connections.add(engine);
      start(() -> toEngine(client, engine));
      start(() -> fromEngine(engine, client.getOutputStream()));
    }
  }

  // A channel's streams would keep each other waiting: one of them reads, so the other cannot
  // write.
  private void toEngine(Socket socket, SocketChannel engine) throws IOException {
    InputStream client = socket.getInputStream();
    byte[] bytes = new byte[8192];
    boolean first = true;
    for (int count = client.read(bytes); count >= 0; count = client.read(bytes)) {
      if (first) {
        first = false;
        note(new String(bytes, 0, count, StandardCharsets.ISO_8859_1), socket);
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
      while (buffer.hasRemaining()) {
        engine.write(buffer);
      }
    }
    engine.shutdownOutput();
  }

  private void note(String text, Closeable connection) throws IOException {
    String line = text.lines().findFirst().orElse("");
    requests.add(line);
    if (line.contains("/events?") && !line.contains("until=")) {
      if (withoutEvents) {
        connection.close();
      }
      eventStreams.add(connection);
    }
  }

  private void fromEngine(SocketChannel engine, OutputStream client) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    for (int count = engine.read(buffer); count >= 0; count = engine.read(buffer)) {
      client.write(buffer.array(), 0, count);
      client.flush();
      synchronized (seen) {
        seen.append(new String(buffer.array(), 0, count, StandardCharsets.ISO_8859_1));
        seen.notifyAll();
      }
      buffer.clear();
    }
    client.close();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // A connection that was cut, as the test wants it.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
