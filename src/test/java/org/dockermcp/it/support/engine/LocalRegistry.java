package org.dockermcp.it.support.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.Image;
import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.dockermcp.it.support.Images;

/**
 * A registry of its own: Debian's {@code docker-registry} as a child process on a free loopback
 * port, where an engine asks for no TLS; its content is in a temporary folder.
 *
 * <p>Closing it ends the process and removes from the engine every image under its name.
 */
public final class LocalRegistry implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");
  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final int LARGE_LAYER = 2 << 20;
  private static final int SMALL_LAYER = 2 << 10;

  private final Path folder;
  private final Process process;
  private final String host;
  private final AuthConfig credentials;
  private final DockerClient engine = engine();

  /**
   * An image in the registry that the engine does not have.
   *
   * @param name with the registry and the tag
   * @param repository with the registry
   * @param digest of the manifest, {@code sha256:…}
   * @param id of the image in an engine, {@code sha256:…}
   */
  public record Pushed(String name, String repository, String digest, String id) {

    /** The name with the digest in the place of the tag. */
    public String byDigest() {
      return repository + "@" + digest;
    }
  }

  private LocalRegistry(Path folder, Process process, String host, AuthConfig credentials) {
    this.folder = folder;
    this.process = process;
    this.host = host;
    this.credentials = credentials;
  }

  /** Starts one that serves everybody. */
  public static LocalRegistry open() {
    return start("", new AuthConfig());
  }

  /** Starts one that serves only who shows this name and password. */
  public static LocalRegistry guarded(String user, String password) {
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    String line = user + ":" + OpenBSDBCrypt.generate("2y", password.toCharArray(), salt, 4) + "\n";
    return start(line, new AuthConfig().withUsername(user).withPassword(password));
  }

  private static LocalRegistry start(String htpasswd, AuthConfig credentials) {
    try {
      Path folder = Files.createTempDirectory("docker-mcp-registry");
      Path users = Files.writeString(folder.resolve("htpasswd"), htpasswd);
      String auth =
          htpasswd.isEmpty()
              ? ""
              : "auth: {htpasswd: {realm: test, path: '%s'}}%n".formatted(users);
      Path configuration =
          Files.writeString(
              folder.resolve("config.yml"),
              """
              version: 0.1
              log: {level: info, accesslog: {disabled: true}}
              storage: {filesystem: {rootdirectory: '%s'}}
              http: {addr: '127.0.0.1:0', secret: none, relativeurls: true}
              %s"""
                  .formatted(folder.resolve("data"), auth));
      Process process =
          new ProcessBuilder("docker-registry", "serve", configuration.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new LocalRegistry(folder, process, listening(process), credentials);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the log until it names the port, and on in a thread of its own. */
  private static String listening(Process process) throws IOException {
    BufferedReader log = process.errorReader(StandardCharsets.UTF_8);
    StringBuilder read = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher matcher = LISTENING.matcher(line);
      if (matcher.find()) {
        Thread rest = new Thread(() -> log.lines().forEach(ignored -> {}), "registry-log");
        rest.setDaemon(true);
        rest.start();
        return matcher.group(1);
      }
      read.append(line).append('\n');
    }
    throw new IllegalStateException("docker-registry ended: " + read);
  }

  private static DockerClient engine() {
    DockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
    return DockerClientImpl.getInstance(
        config,
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .build());
  }

  /** Address and port, as image names begin. */
  public String host() {
    return host;
  }

  /**
   * Puts a new image into the registry and none into the engine: busybox and two layers, 2 MiB and
   * 2 KiB, that no other image has.
   *
   * @param path and tag, such as {@code app:1}; a tag that is there moves
   */
  public Pushed push(String path) {
    String name = host + "/" + path;
    String repository = name.substring(0, name.lastIndexOf(':'));
    build(name);
    upload(name);
    var inspected = engine.inspectImageCmd(name).exec();
    String digest =
        Objects.requireNonNull(inspected.getRepoDigests()).stream()
            .filter(it -> it.startsWith(repository + "@"))
            .map(it -> it.substring(it.indexOf('@') + 1))
            .findFirst()
            .orElseThrow();
    remove(name);
    return new Pushed(name, repository, digest, Objects.requireNonNull(inspected.getId()));
  }

  private void build(String name) {
    try {
      Path context = Files.createTempDirectory(folder, "context");
      SecureRandom random = new SecureRandom();
      byte[] content = new byte[LARGE_LAYER];
      random.nextBytes(content);
      Files.write(context.resolve("large"), content);
      Files.write(context.resolve("small"), Arrays.copyOf(content, SMALL_LAYER));
      Files.writeString(
          context.resolve("Dockerfile"),
          "FROM %s%nCOPY large /large%nCOPY small /small%n".formatted(Images.BUSYBOX));
      engine
          .buildImageCmd(context.toFile())
          .withTags(Set.of(name))
          .exec(new BuildImageResultCallback())
          .awaitImageId();
      delete(context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void upload(String name) {
    try {
      // Not pushImageCmd(name): docker-java's own parser refuses names that Docker takes.
      engine
          .pushImageCmd("image")
          .withName(name)
          .withAuthConfig(credentials)
          .exec(new ResultCallback.Adapter<PushResponseItem>())
          .awaitCompletion();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Gives an image another tag in the registry, which moves if it is there; the whole name. */
  public String tag(Pushed image, String tag) {
    String manifests = "http://" + image.repository().replaceFirst("/", "/v2/") + "/manifests/";
    try {
      HttpClient http = HttpClient.newHttpClient();
      HttpRequest get =
          HttpRequest.newBuilder(URI.create(manifests + image.digest()))
              .header("Accept", MANIFEST)
              .build();
      HttpRequest put =
          HttpRequest.newBuilder(URI.create(manifests + tag))
              .header("Content-Type", MANIFEST)
              .PUT(BodyPublishers.ofByteArray(http.send(get, BodyHandlers.ofByteArray()).body()))
              .build();
      int status = http.send(put, BodyHandlers.discarding()).statusCode();
      if (status != 201) {
        throw new IllegalStateException(put + " was answered with " + status);
      }
      return image.repository() + ":" + tag;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Takes a name from the engine, and the image with its last name. */
  public void remove(String name) {
    try {
      engine.removeImageCmd(name).withForce(true).exec();
    } catch (NotFoundException e) {
      // It is not there, which is what was wanted.
    }
  }

  /** Removes from the engine every image whose name begins with this address and port. */
  public void removeAllOf(String registry) {
    engine.listImagesCmd().exec().stream()
        .flatMap(LocalRegistry::names)
        .filter(name -> name.startsWith(registry + "/"))
        .forEach(this::remove);
  }

  private static Stream<String> names(Image image) {
    return Stream.of(image.getRepoTags(), image.getRepoDigests())
        .filter(Objects::nonNull)
        .flatMap(Arrays::stream);
  }

  /** Ends the process; what the engine has pulled stays. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    removeAllOf(host);
    try {
      engine.close();
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }
}
