package org.dockermcp.monitor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves pages over HTTP on a loopback port: to programs of this machine, and to no web page of
 * another origin, for what names another host is refused.
 */
final class MonitorPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MonitorPort.class);
  private static final Pattern LOCAL =
      Pattern.compile("(?i)(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d{1,5})?");
  private static final int THREADS = 4;

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, MonitorPort::thread);
  private final MonitorPages pages;

  /**
   * Begins to serve.
   *
   * @param port 0 for a free one
   */
  MonitorPort(int port, MonitorPages pages) throws IOException {
    this.pages = pages;
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
    LOG.info("monitor at http://127.0.0.1:{}/observe/", port());
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "monitor");
    thread.setDaemon(true);
    return thread;
  }

  /** The port that it listens on. */
  int port() {
    return server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Page page;
      try {
        page = answer(exchange);
      } catch (RuntimeException e) {
        LOG.warn("a page of the monitor failed", e);
        page = Page.text(500, "internal error; see the log of the server");
      }
      send(exchange, page);
    }
  }

  private Page answer(HttpExchange exchange) {
    String host = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Host"), "");
    if (!LOCAL.matcher(host).matches()) {
      return Page.text(403, "only localhost and 127.0.0.1 are served");
    }
    if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Page.text(405, "the pages are read-only");
    }
    String accept = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Accept"), "");
    return pages.page(exchange.getRequestURI().getPath(), accept.contains("application/json"));
  }

  private static void send(HttpExchange exchange, Page page) throws IOException {
    byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", page.type() + "; charset=utf-8");
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(page.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(page.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
