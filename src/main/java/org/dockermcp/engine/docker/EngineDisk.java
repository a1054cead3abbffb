package org.dockermcp.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the engine keeps on its disk, and how much room is left there; safe for use by many threads.
 *
 * <p>The engine counts what files say they are long: what is sparse counts whole, and what has been
 * unlinked while a program holds it open does not count. Only the room that is left tells that.
 */
public final class EngineDisk {
  private static final Logger LOG = LoggerFactory.getLogger(EngineDisk.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int OK = 200;
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  /** The newest version of the engine's interface whose answer is known here. */
  private static final String NEWEST_KNOWN = "1.51";

  private static final String BTRFS = "btrfs";

  private final Engine engine;
  private final EngineFacts facts;
  private @Nullable Place place;

  /**
   * Where the engine keeps its files, as this process sees it.
   *
   * @param store null: this process does not see it
   */
  private record Place(@Nullable FileStore store) {}

  /**
   * What a container has on the engine's disk.
   *
   * @param running whether it can write at all
   * @param bytes its own layer's
   * @param volumes names of those it mounts, which are not in the bytes
   */
  public record Usage(boolean running, long bytes, List<String> volumes) {}

  /** Room on the engine's disk, in bytes; free is what is left for others than root. */
  public record Room(long free, long total) {}

  public EngineDisk(Engine engine, EngineFacts facts) {
    this.engine = engine;
    this.facts = facts;
  }

  /** What a container has; empty when it is gone. The engine walks its files for that. */
  public Optional<Usage> usage(String containerId) {
    try {
      return Optional.of(
          usage(engine.control().inspectContainerCmd(containerId).withSize(true).exec()));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private static Usage usage(InspectContainerResponse inspected) {
    List<InspectContainerResponse.Mount> mounts =
        Objects.requireNonNullElse(inspected.getMounts(), List.of());
    return new Usage(
        Boolean.TRUE.equals(inspected.getState().getRunning()),
        Objects.requireNonNullElse(inspected.getSizeRw(), 0L),
        mounts.stream()
            .map(InspectContainerResponse.Mount::getName)
            .filter(Objects::nonNull)
            .toList());
  }

  /**
   * The sizes of all volumes by name, in bytes. The engine walks all of them for that, and older
   * ones (before 25.0) all containers too; it does so for one asker at a time.
   */
  public Map<String, Long> volumes() {
    Map<String, Long> sizes = new HashMap<>();
    JsonNode answer = ask("/v" + version() + "/system/df?type=volume");
    for (JsonNode volume : answer.path("Volumes")) {
      sizes.put(volume.path("Name").asText(), Math.max(0, volume.at("/UsageData/Size").asLong()));
    }
    return sizes;
  }

  private String version() {
    String newest = String.valueOf(engine.control().versionCmd().exec().getApiVersion());
    return minor(newest) > minor(NEWEST_KNOWN) ? NEWEST_KNOWN : newest;
  }

  private static int minor(String version) {
    return Integer.parseInt(version.substring(version.indexOf('.') + 1));
  }

  /** An answer that docker-java has no command for. */
  private JsonNode ask(String path) {
    DockerHttpClient.Request request =
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.GET)
            .path(path)
            .build();
    try (DockerHttpClient.Response response = engine.http().execute(request)) {
      JsonNode answer = MAPPER.readTree(response.getBody());
      if (response.getStatusCode() != OK) {
        throw new DockerException(answer.path("message").asText(), response.getStatusCode());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The room left where the engine keeps its files; empty where this process does not see that
   * place: the engine is on another machine, or in one of its own.
   */
  public Optional<Room> room() {
    FileStore store = place().store();
    if (store == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Room(store.getUsableSpace(), store.getTotalSpace()));
    } catch (IOException e) {
      LOG.debug("the engine's disk cannot be looked at", e);
      return Optional.empty();
    }
  }

  private synchronized Place place() {
    if (place == null) {
      place = new Place(find());
    }
    return place;
  }

  /**
   * A folder of that name may be here and yet not be the engine's, which may run in a machine of
   * its own.
   */
  private @Nullable FileStore find() {
    boolean here =
        engine.endpoint().getScheme().equals("unix") && hostName().equals(facts.hostName());
    try {
      Path folder = Path.of(facts.folder());
      return here && folder.isAbsolute() ? Files.getFileStore(folder) : null;
    } catch (IOException | InvalidPathException e) {
      LOG.debug("the engine's disk is not seen from here", e);
      return null;
    }
  }

  private static String hostName() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** Whether the engine's storage may be able to bound a container's own layer; a create shows. */
  public boolean mayBound() {
    String driver = facts.storageDriver();
    return driver.equals(BTRFS)
        || driver.equals("zfs")
        || (driver.equals("overlay2") && facts.isOnXfs());
  }

  /** The size to ask for so that a container can write so much; btrfs counts the image too. */
  public long bound(String image, long bytes) {
    if (!facts.storageDriver().equals(BTRFS)) {
      return bytes;
    }
    Long size = engine.control().inspectImageCmd(image).exec().getSize();
    return bytes + Objects.requireNonNullElse(size, 0L);
  }
}
