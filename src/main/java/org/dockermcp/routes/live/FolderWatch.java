package org.dockermcp.routes.live;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.dockermcp.routes.check.RouteFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that files of the folder, of its library or of its package managers have changed and have
 * come to rest.
 *
 * <p>File events tell at once; where there are none, as on a network's disk, a look every second
 * does.
 */
final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  /** How long nothing may change before a change is taken: an editor writes in several steps. */
  private static final Duration REST = Duration.ofMillis(200);

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** What is looked at, and so what may cost time: far more files than a folder may have. */
  private static final int MOST_FILES = 5_000;

  private final List<Path> folders;
  private final Runnable changed;

  /** None where the system has no more of them to give, or no such thing. */
  private final @Nullable WatchService events;

  private final Thread thread = new Thread(this::watch, "routes");
  private volatile Map<Path, String> seen;

  /**
   * Begins to watch.
   *
   * @param changed called on a thread of this watch, never twice at once
   */
  FolderWatch(Path folder, Runnable changed) {
    this(folder, RouteFile.ENGINE, changed);
  }

  /**
   * The same for an engine.
   *
   * @param engine whose folder of the library is watched
   */
  FolderWatch(Path folder, String engine, Runnable changed) {
    this(folder, engine, changed, events(folder));
  }

  /**
   * The same.
   *
   * @param events tells when to look; without, it is every second
   */
  FolderWatch(Path folder, Runnable changed, @Nullable WatchService events) {
    this(folder, RouteFile.ENGINE, changed, events);
  }

  private FolderWatch(Path folder, String engine, Runnable changed, @Nullable WatchService events) {
    Path library = folder.resolve("lib");
    this.folders = List.of(folder, library, library.resolve(engine), folder.resolve("packages"));
    this.changed = changed;
    this.events = events;
    seen = look();
    thread.setDaemon(true);
    thread.start();
  }

  private static @Nullable WatchService events(Path folder) {
    try {
      return folder.getFileSystem().newWatchService();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.info("no file events for {}, polling it every second: {}", folder, e.toString());
      return null;
    }
  }

  private void watch() {
    try {
      while (true) {
        await();
        Map<Path, String> now = look();
        if (!now.equals(seen)) {
          seen = rested(now);
          tell();
        }
      }
    } catch (InterruptedException | ClosedWatchServiceException e) {
      LOG.debug("the routes are no longer watched");
    }
  }

  private void tell() {
    try {
      changed.run();
    } catch (RuntimeException e) {
      LOG.error("the change of {} could not be loaded", folders.get(0), e);
    }
  }

  /** Returns at an event, or when it is time to look without one. */
  private void await() throws InterruptedException {
    WatchService service = events;
    if (service == null) {
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    } else {
      // A folder may have been replaced by another of its name: register anew each time.
      register(service);
      drop(service.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  private void register(WatchService service) {
    for (Path folder : folders) {
      try {
        folder.register(
            service,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
      } catch (IOException e) {
        LOG.debug("{} cannot be watched", folder, e);
      }
    }
  }

  /** Events only say that it is time to look. */
  private static void drop(@Nullable WatchKey key) {
    if (key != null) {
      key.pollEvents();
      key.reset();
    }
  }

  private Map<Path, String> rested(Map<Path, String> first) throws InterruptedException {
    Map<Path, String> last = first;
    while (true) {
      TimeUnit.MILLISECONDS.sleep(REST.toMillis());
      Map<Path, String> now = look();
      if (now.equals(last)) {
        return now;
      }
      last = now;
    }
  }

  /** Each file with what changes when it is written or replaced. */
  private Map<Path, String> look() {
    Map<Path, String> files = new TreeMap<>();
    for (Path folder : folders) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*.{yaml,md}")) {
        for (Path file : stream) {
          files.put(file, state(file));
          if (files.size() > MOST_FILES) {
            break;
          }
        }
      } catch (IOException | DirectoryIteratorException e) {
        files.put(folder, e.getClass().getSimpleName());
      }
    }
    return files;
  }

  private static String state(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return "%s %d %s"
          .formatted(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }

  /** Returns when nothing is called any more. */
  @Override
  public void close() {
    try {
      thread.interrupt();
      if (events != null) {
        events.close();
      }
      if (Thread.currentThread() != thread) {
        thread.join();
      }
    } catch (IOException e) {
      LOG.debug("a watch could not be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
