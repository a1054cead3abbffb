package org.dockermcp.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.dockermcp.engine.EngineFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineDiscoveryTest {
  private static final String HOST = "tcp://127.0.0.1:7";

  @TempDir private Path folder = Path.of("");

  private static List<EngineAddress> candidates(Map<String, String> environment) {
    return new EngineDiscovery(environment).candidates();
  }

  private static void refuses(Map<String, String> environment, String message) {
    assertThatExceptionOfType(EngineFault.Unavailable.class)
        .isThrownBy(() -> candidates(environment))
        .withMessage(message);
  }

  @Test
  void triesNothingButTheHostThatTheUserChose() {
    assertThat(candidates(Map.of("DOCKER_HOST", HOST)))
        .containsExactly(new EngineAddress(URI.create(HOST), null, "DOCKER_HOST"));
  }

  @Test
  void triesNothingButTheContextThatTheUserChose() throws IOException {
    makeContext("work");

    assertThat(candidates(Map.of("DOCKER_CONTEXT", "work", "DOCKER_CONFIG", folder.toString())))
        .containsExactly(new EngineAddress(URI.create(HOST), null, "DOCKER_CONTEXT"));
  }

  @Test
  void theHostWinsOverTheContextAsItDoesForDocker() throws IOException {
    makeContext("work");
    String host = "tcp://127.0.0.1:9";

    assertThat(
            candidates(
                Map.of(
                    "DOCKER_HOST",
                    host,
                    "DOCKER_CONTEXT",
                    "work",
                    "DOCKER_CONFIG",
                    folder.toString())))
        .containsExactly(new EngineAddress(URI.create(host), null, "DOCKER_HOST"));
  }

  @Test
  void takesTheContextInUseFirstWhenTheEnvironmentSaysNothing() throws IOException {
    makeContext("work");
    Files.writeString(folder.resolve("config.json"), "{\"currentContext\": \"work\"}");

    assertThat(candidates(Map.of("DOCKER_CONFIG", folder.toString())))
        .first()
        .extracting(EngineAddress::host)
        .isEqualTo(URI.create(HOST));
  }

  @Test
  void aContextThatDoesNotExistIsNotTheDefaultEngine() {
    refuses(
        Map.of("DOCKER_CONTEXT", "typo", "DOCKER_CONFIG", folder.toString()),
        "there is no Docker context 'typo'");
  }

  @Test
  void triesDockersOwnPlaceFirstAndEachPlaceOnce() {
    List<EngineAddress> candidates = candidates(Map.of("DOCKER_HOST", " "));

    assertThat(candidates)
        .first()
        .extracting(EngineAddress::provider)
        .isEqualTo("Docker's default");
    assertThat(candidates).extracting(EngineAddress::host).doesNotHaveDuplicates();
  }

  @Test
  void saysThatTheHostIsNoAddress() {
    assertThatExceptionOfType(EngineFault.Unavailable.class)
        .isThrownBy(() -> candidates(Map.of("DOCKER_HOST", "not an address")))
        .withMessageContaining("not an address");
  }

  @Test
  void saysThatTheCertificatesAreNotThere() {
    assertThatExceptionOfType(EngineFault.Unavailable.class)
        .isThrownBy(
            () ->
                candidates(
                    Map.of(
                        "DOCKER_HOST", HOST,
                        "DOCKER_TLS_VERIFY", "1",
                        "DOCKER_CERT_PATH", "/nonexistent/certs")))
        .withMessageContaining("/nonexistent/certs");
  }

  private void makeContext(String name) throws IOException {
    Path meta = Files.createDirectories(folder.resolve("contexts/meta").resolve(sha256(name)));
    Files.writeString(
        meta.resolve("meta.json"),
        """
        {"Name": "%s", "Metadata": {}, "Endpoints": {"docker": {"Host": "%s"}}}"""
            .formatted(name, HOST));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
