package org.dockermcp.engine;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.engine.EngineFeatures.DiskQuota;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the engine has on its disk, and how much space is left there; safe for use by many threads.
 *
 * <p>The engine counts the lengths of files: a sparse file counts in full, and one that was
 * unlinked while a program has it open does not count. Only the space that is left tells that.
 */
public final class EngineDisk {
  private static final Logger LOG = LoggerFactory.getLogger(EngineDisk.class);

  private final EngineRoutes routes;
  private final EngineFacts facts;
  private @Nullable Place place;

  /**
   * Where the engine keeps its files, as this process sees it.
   *
   * @param store null: this process does not see it
   */
  private record Place(@Nullable FileStore store) {}

  /** Space on the engine's disk, in bytes; free is what is left for others than root. */
  public record Room(long free, long total) {}

  public EngineDisk(EngineRoutes routes, EngineFacts facts) {
    this.routes = routes;
    this.facts = facts;
  }

  /** The sizes of all volumes by name, in bytes. The engine walks all of them for that. */
  public Map<String, Long> volumes() {
    Map<?, ?> answer = routes.ask("engine-disk-usage", "", Map.class);
    Map<String, Long> sizes = new HashMap<>();
    for (Map.Entry<?, ?> entry : answer.entrySet()) {
      sizes.put((String) entry.getKey(), (Long) entry.getValue());
    }
    return sizes;
  }

  /**
   * The space left where the engine keeps its files; empty where this process does not see that
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
      LOG.debug("the engine's disk cannot be read", e);
      return Optional.empty();
    }
  }

  private synchronized Place place() {
    if (place == null) {
      place = new Place(find());
    }
    return place;
  }

  private @Nullable FileStore find() {
    var folder = facts.info().localFolder();
    try {
      return folder.isPresent() ? Files.getFileStore(folder.get()) : null;
    } catch (IOException e) {
      LOG.debug("the engine's disk is not visible from here", e);
      return null;
    }
  }

  /** Whether the engine may be able to limit a container's own layer; a create shows. */
  public boolean mayBound() {
    return facts.features().diskQuota() != DiskQuota.NONE;
  }

  /** The size to ask for so that a container of an image can write so many bytes. */
  public long bound(String image, long bytes) {
    return facts.features().diskQuota() == DiskQuota.LAYER_AND_IMAGE
        ? bytes + routes.ask("engine-image-inspect", image, ImageInfo.class).sizeBytes()
        : bytes;
  }
}
