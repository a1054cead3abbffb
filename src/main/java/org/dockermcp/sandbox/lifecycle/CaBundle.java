package org.dockermcp.sandbox.lifecycle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.dockermcp.engine.ArchiveRequest;
import org.dockermcp.engine.Archives;

/** The certificate authorities that an operator wants sandboxes to trust, if any. */
public final class CaBundle {
  private static final String FILE = "etc/docker-mcp/ca.pem";
  private static final String APT = "etc/apt/apt.conf.d/90docker-mcp-ca";
  private static final int READABLE = 0100644;

  /** What OpenSSL, curl, Python's requests, pip, Node.js and npm each look at. */
  private static final List<String> VARIABLES =
      List.of(
          "SSL_CERT_FILE",
          "CURL_CA_BUNDLE",
          "REQUESTS_CA_BUNDLE",
          "PIP_CERT",
          "NODE_EXTRA_CA_CERTS",
          "npm_config_cafile");

  private final Optional<Path> bundle;
  private final Archives archives;

  /**
   * @param bundle PEM file; empty: images trust what they trust
   */
  public CaBundle(Optional<Path> bundle, Archives archives) {
    this.bundle = bundle;
    this.archives = archives;
  }

  /** The variables that tell programs about it, {@code NAME=value} each; empty without a bundle. */
  List<String> environment() {
    Stream<String> variables = bundle.isPresent() ? VARIABLES.stream() : Stream.empty();
    return variables.map(name -> name + "=/" + FILE).toList();
  }

  /**
   * Puts it into a container that exists and is not started yet; nothing without a bundle.
   *
   * @return the container's id
   */
  public String install(String containerId) {
    bundle.ifPresent(
        file ->
            archives.put(
                new ArchiveRequest(containerId, "/", new ByteArrayInputStream(archive(file)))));
    return containerId;
  }

  private static byte[] archive(Path bundle) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      add(tar, FILE, Files.readAllBytes(bundle));
      String apt = "Acquire::https::CAInfo \"/" + FILE + "\";\n";
      add(tar, APT, apt.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(READABLE);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
