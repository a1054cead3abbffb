package org.dockermcp.exec.output;

import java.time.Instant;
import java.util.List;
import org.dockermcp.engine.OutputSink;
import org.dockermcp.tool.Principal;
import org.jspecify.annotations.Nullable;

/** The whole output of one command in the spool; it wants no more than its limit. */
final class SpooledOutput implements OutputSink {
  private final Spool spool;
  private final Principal principal;
  private final String id;
  private final long limit;
  private final SpoolFile stdout = new SpoolFile();
  private final SpoolFile stderr = new SpoolFile();
  private long taken;

  /** Null while the command runs; guarded by the spool. */
  private @Nullable Instant ended;

  SpooledOutput(Spool spool, Principal principal, String id, long limit) {
    this.spool = spool;
    this.principal = principal;
    this.id = id;
    this.limit = limit;
  }

  /** Who may read it. */
  Principal principal() {
    return principal;
  }

  /** Names it to {@code read_output}; cannot be guessed. */
  String id() {
    return id;
  }

  @Override
  public void stdout(byte[] chunk) {
    take(stdout, chunk);
  }

  @Override
  public void stderr(byte[] chunk) {
    take(stderr, chunk);
  }

  private synchronized void take(SpoolFile file, byte[] chunk) {
    int count = (int) Math.min(chunk.length, Math.max(0, limit - taken));
    taken += chunk.length;
    if (count > 0) {
      spool.write(this, file, chunk, count);
    }
  }

  @Override
  public synchronized boolean isEnough() {
    return taken > limit;
  }

  @Override
  public void end() {
    spool.end(this);
  }

  void endedAt(Instant when) {
    ended = when;
  }

  /** Whether nothing more will come. */
  boolean hasEnded() {
    return ended != null;
  }

  boolean endedBefore(Instant when) {
    return ended != null && ended.isBefore(when);
  }

  /** Whether it can be read. */
  boolean isReadable() {
    return spool.has(this);
  }

  /** Frees its room. */
  void drop() {
    spool.drop(this);
  }

  SpoolFile file(String stream) {
    return stream.equals("stderr") ? stderr : stdout;
  }

  List<SpoolFile> files() {
    return List.of(stdout, stderr);
  }
}
