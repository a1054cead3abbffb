package org.dockermcp.it.packages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An index of hand-made packages, which sandboxes reach at the engine's own bridge. */
final class LocalIndex implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  LocalIndex() {
    try {
      server = HttpServer.create(new InetSocketAddress(bridge(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.start();
  }

  private static InetAddress bridge() throws SocketException {
    NetworkInterface bridge = NetworkInterface.getByName("docker0");
    if (bridge == null) {
      throw new IllegalStateException("the engine has no bridge docker0");
    }
    return Collections.list(bridge.getInetAddresses()).stream()
        .filter(address -> address.getAddress().length == 4)
        .findFirst()
        .orElseThrow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path);
    byte[] body = files.get(path);
    if (body == null) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      exchange
          .getResponseHeaders()
          .set("Content-Type", path.endsWith("/") ? "text/html" : "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  String host() {
    return server.getAddress().getAddress().getHostAddress();
  }

  String url() {
    return "http://" + host() + ":" + server.getAddress().getPort();
  }

  /** The paths that were asked for, in order. */
  List<String> requests() {
    return requests;
  }

  /** Serves a Python package whose one module says its version. */
  void addWheel(String name, String version) {
    String info = name + "-" + version + ".dist-info/";
    String file = name + "-" + version + "-py3-none-any.whl";
    byte[] wheel =
        zip(
            Map.of(
                name + ".py",
                "VERSION = '" + version + "'\n",
                info + "METADATA",
                "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n",
                info + "WHEEL",
                "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
                info + "RECORD",
                ""));
    String folder = "/simple/" + name.replace('_', '-') + "/";
    files.put(folder + file, wheel);
    put(folder, "<a href=\"" + file + "\">" + file + "</a>");
  }

  /** Serves a Node.js package that exports its version. */
  void addNodePackage(String name, String version) {
    String manifest = "{\"name\":\"%s\",\"version\":\"%s\"}".formatted(name, version);
    byte[] tarball =
        tar(
            Map.of(
                "package/package.json",
                manifest,
                "package/index.js",
                "module.exports = '" + version + "'\n"));
    String path = "/" + name + "/-/" + name + "-" + version + ".tgz";
    files.put(path, tarball);
    put(
        "/" + name,
        """
        {"name": "%s", "dist-tags": {"latest": "%s"}, "versions": {"%s":
          {"name": "%s", "version": "%s", "dist": {"tarball": "%s", "shasum": "%s"}}}}
        """
            .formatted(name, version, version, name, version, url() + path, sha1(tarball)));
  }

  private void put(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] tar(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String sha1(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
