package org.dockermcp.it.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.dockermcp.Programs;

/**
 * A user's Docker configuration, home and credential helper, in a temporary folder.
 *
 * <p>The helper is named {@code test}: it writes down each server that it is asked for.
 */
final class UserConfiguration implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path folder;
  private final Path home;
  private final Path asked;

  UserConfiguration() {
    try {
      folder = Files.createTempDirectory("docker-mcp-user");
      home = Files.createDirectory(folder.resolve("home"));
      asked = folder.resolve("asked");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    clear();
  }

  /** What makes a server's process one of this user. */
  Map<String, String> environment() {
    return Map.of(
        "DOCKER_CONFIG",
        folder.toString(),
        "PATH",
        folder + File.pathSeparator + System.getenv("PATH"),
        "JAVA_TOOL_OPTIONS",
        "-Duser.home=" + home);
  }

  /** Leaves no login, and a helper that knows none and was never asked. */
  void clear() {
    configure(Map.of());
    writeHelper("echo 'credentials not found in native keychain'; exit 1");
    write(asked, "");
  }

  /** Logs in as {@code docker login} does without a helper. */
  void logIn(String registry, String user, String password) {
    String auth =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    configure(Map.of("auths", Map.of(registry, Map.of("auth", auth))));
  }

  /** Logs in with the helper, for this registry alone. */
  void logInByHelper(String registry, String user, String password) {
    configure(Map.of("credHelpers", Map.of(registry, "test")));
    writeHelper("printf '{\"Username\": \"%s\", \"Secret\": \"%s\"}'".formatted(user, password));
  }

  /** Leaves all registries to the helper. */
  void useHelperForAll() {
    configure(Map.of("credsStore", "test"));
  }

  /** The servers that the helper was asked for. */
  List<String> asked() {
    try {
      return Files.readAllLines(asked);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The user's home, which nobody but the user writes to. */
  Path home() {
    return home;
  }

  private void configure(Map<String, Object> config) {
    try {
      Files.writeString(folder.resolve("config.json"), MAPPER.writeValueAsString(config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeHelper(String answer) {
    Path helper = folder.resolve("docker-credential-test");
    write(
        helper,
        """
        #!/bin/sh
        { cat; echo; } >>'%s'
        %s
        """
            .formatted(asked, answer));
    try {
      Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    // A server that is ending may still remove files of its own there.
    Programs.run("rm", "-rf", folder.toString());
  }
}
