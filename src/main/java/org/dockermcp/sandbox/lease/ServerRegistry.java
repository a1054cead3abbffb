package org.dockermcp.sandbox.lease;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server processes of an installation, of which this is one; safe for use by many threads.
 *
 * <p>Before {@link #enter} nothing is written and no other process is known. When the folder cannot
 * be used, that stays so, and nobody takes this process for dead: without a file it is unknown.
 */
public final class ServerRegistry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerRegistry.class);
  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rwx------");
  private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})\\.lock");

  private final Path folder;
  private final String id;
  private @Nullable ServerFile file;
  private ServerNotes notes = ServerNotes.NONE;

  /**
   * @param folder the same for all processes of the installation and of one user
   */
  public ServerRegistry(Path folder) {
    this.folder = folder;
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    id = HexFormat.of().formatHex(random);
  }

  /** The folder of an installation's processes, in the machine's folder for temporary files. */
  public static Path folder(String owner) {
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_.-]", "_");
    return Path.of(System.getProperty("java.io.tmpdir"))
        .resolve("docker-mcp-%s-%s".formatted(owner, user));
  }

  /** Tells this process from every other; 16 hex digits. */
  public String id() {
    return id;
  }

  /** Makes this process known as living, until its death; does not fail when that cannot be. */
  public synchronized void enter() {
    try {
      prepareFolder();
      file = ServerFile.make(folder.resolve(id + ".lock"));
      file.write(notes);
    } catch (IOException | RuntimeException e) {
      LOG.warn("if this server is killed, its containers will not be reaped: {}", e.toString());
    }
  }

  private void prepareFolder() throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode =
        posix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OURS_ALONE)}
            : new FileAttribute<?>[0];
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(folder, mode);
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(folder + " is not a folder");
    }
    if (posix
        && !Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(OURS_ALONE)) {
      throw new IOException(folder + " is accessible to other users");
    }
  }

  /**
   * The other processes, as their files tell.
   *
   * @param living this one and those whose lock is held
   * @param dead those on this engine, or on none, whose lock is free, with their last sign of life
   * @param uses when each session was last used, as any of them tells
   * @param usedByOthers sessions that another living process has used itself
   */
  public record Snapshot(
      Set<String> living,
      Map<String, Instant> dead,
      Map<String, Instant> uses,
      Set<String> usedByOthers) {}

  /** Reads all files; this process's own is not read. */
  public synchronized Snapshot snapshot() {
    Snapshot snapshot =
        new Snapshot(new HashSet<>(Set.of(id)), new HashMap<>(), new HashMap<>(), new HashSet<>());
    if (file == null) {
      return snapshot;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.lock")) {
      for (Path other : files) {
        Matcher name = NAME.matcher(String.valueOf(other.getFileName()));
        if (name.matches() && !name.group(1).equals(id)) {
          read(other, name.group(1), snapshot);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("{}: {}", folder, e.toString());
    }
    return snapshot;
  }

  private void read(Path other, String name, Snapshot snapshot) throws IOException {
    ServerFile.Seen seen;
    try {
      seen = ServerFile.look(other);
    } catch (NoSuchFileException e) {
      return;
    }
    seen.notes()
        .uses()
        .forEach((session, use) -> snapshot.uses().merge(session, use, Leases::later));
    Optional<String> engine = seen.notes().engine();
    if (seen.locked()) {
      snapshot.living().add(name);
      snapshot.usedByOthers().addAll(seen.notes().own());
    } else if (engine.isEmpty() || notes.engine().isEmpty() || engine.equals(notes.engine())) {
      snapshot.dead().put(name, seen.lastSign());
    }
  }

  /** Tells the others what engine this process uses. */
  public synchronized void uses(String engine) {
    if (!notes.engine().equals(Optional.of(engine))) {
      write(new ServerNotes(Optional.of(engine), notes.uses(), notes.own()));
    }
  }

  /**
   * Tells the others when sessions were last used.
   *
   * @param own those that this process has used itself
   */
  synchronized void tell(Map<String, Instant> uses, Set<String> own) {
    write(new ServerNotes(notes.engine(), uses, own));
  }

  private void write(ServerNotes changed) {
    notes = changed;
    if (file == null) {
      return;
    }
    try {
      file.write(notes);
    } catch (IOException e) {
      LOG.debug("{}: {}", folder, e.toString());
    }
  }

  /**
   * Gives a sign of life, also to those who clear away old files; makes this process's file anew
   * where somebody did.
   */
  public synchronized void refresh() {
    ServerFile current = file;
    if (current == null) {
      return;
    }
    try {
      if (current.isThere()) {
        current.write(notes);
      } else {
        current.close();
        file = null;
        enter();
      }
    } catch (IOException e) {
      LOG.debug("{}: {}", folder, e.toString());
    }
  }

  /** Removes a dead process's file, now that nothing of it is left and its notes are ours. */
  public synchronized void forget(String dead) {
    try {
      Files.deleteIfExists(folder.resolve(dead + ".lock"));
    } catch (IOException e) {
      LOG.debug("{}: {}", folder, e.toString());
    }
  }

  /**
   * Makes this process known as dead; its file stays where sessions outlive it.
   *
   * @param nothingLeft whether nothing else does
   */
  public synchronized void leave(boolean nothingLeft) {
    ServerFile current = file;
    file = null;
    if (current == null) {
      return;
    }
    try (current) {
      if (nothingLeft && notes.uses().isEmpty()) {
        current.remove();
      }
    } catch (IOException e) {
      LOG.debug("{}: {}", folder, e.toString());
    }
  }

  @Override
  public void close() {
    leave(false);
  }
}
