package org.dockermcp.exec.output;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dockermcp.tool.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole outputs of commands that wrote more than they may answer with, on disk for a while and
 * within a limit over all; the oldest go first. Safe for use by many threads.
 */
public final class Spool implements AutoCloseable {
  /** How long an output can be read after its command has ended. */
  static final Duration KEPT = Duration.ofMinutes(15);

  /** Each holds two files open. */
  static final int MOST_OUTPUTS = 256;

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final int ID_BYTES = 16;

  private final long limit;
  private final long limitOfOne;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Deque<SpooledOutput> outputs = new ArrayDeque<>();
  private long size;
  private boolean closed;

  /**
   * @param limit bytes over all outputs
   * @param limitOfOne bytes after which a command is to be stopped
   */
  public Spool(long limit, long limitOfOne) {
    this(limit, limitOfOne, InstantSource.system());
  }

  Spool(long limit, long limitOfOne, InstantSource clock) {
    this.limit = limit;
    this.limitOfOne = limitOfOne;
    this.clock = clock;
  }

  /** The spool as one principal uses it, who alone can read what it begins. */
  public Owned ownedBy(Principal principal) {
    return new Owned(this, principal);
  }

  /** The spool of one principal. */
  public record Owned(Spool spool, Principal principal) {
    /** Begins to keep an output. */
    SpooledOutput begin() {
      return spool.begin(principal);
    }
  }

  private synchronized SpooledOutput begin(Principal principal) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    SpooledOutput output =
        new SpooledOutput(this, principal, HexFormat.of().formatHex(id), limitOfOne);
    dropExpired();
    while (outputs.size() >= MOST_OUTPUTS) {
      drop(oldest());
    }
    outputs.addLast(output);
    return output;
  }

  /** Adds to an output, unless it has been dropped. */
  synchronized void write(SpooledOutput output, SpoolFile file, byte[] bytes, int count) {
    if (closed) {
      drop(output);
    }
    if (!outputs.contains(output)) {
      return;
    }
    try {
      file.append(bytes, count);
      size += count;
    } catch (IOException e) {
      LOG.warn("an output could not be spooled and is dropped", e);
      drop(output);
    }
    while (size > limit && !outputs.isEmpty()) {
      drop(oldest());
    }
    notifyAll();
  }

  /** The one to go first: of those whose command has ended, if there are such. */
  private SpooledOutput oldest() {
    return outputs.stream()
        .filter(SpooledOutput::hasEnded)
        .findFirst()
        .orElseGet(outputs::getFirst);
  }

  /** Says that an output's command has ended, from when its time counts. */
  synchronized void end(SpooledOutput output) {
    output.endedAt(clock.instant());
    notifyAll();
  }

  /** Bytes of all outputs that can be read. */
  public synchronized long size() {
    return size;
  }

  /** Whether an output can be read. */
  synchronized boolean has(SpooledOutput output) {
    return outputs.contains(output);
  }

  /**
   * A part of an output; where there is none yet, as soon as there is.
   *
   * @param principal who reads
   * @param wait how long for, while the output's command runs
   * @param length bytes at most; fewer where they would break a character
   * @return empty when the principal has no such output, or no longer
   */
  synchronized Optional<OutputPage> page(
      Principal principal, String id, String stream, long offset, int length, Duration wait)
      throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    Optional<OutputPage> page = page(principal, id, stream, offset, length);
    while (page.filter(OutputPage::mayGrow).isPresent() && end - System.nanoTime() > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
      page = page(principal, id, stream, offset, length);
    }
    return page;
  }

  /** The same without a wait. */
  synchronized Optional<OutputPage> page(
      Principal principal, String id, String stream, long offset, int length) {
    dropExpired();
    for (SpooledOutput output : outputs) {
      if (output.id().equals(id) && output.principal().equals(principal)) {
        return read(output, stream, offset, length);
      }
    }
    return Optional.empty();
  }

  private Optional<OutputPage> read(SpooledOutput output, String stream, long offset, int length) {
    SpoolFile file = output.file(stream);
    try {
      byte[] bytes = file.read(offset, length);
      return Optional.of(OutputPage.of(output, stream, offset, bytes));
    } catch (IOException e) {
      LOG.warn("a spooled output could not be read and is dropped", e);
      drop(output);
      return Optional.empty();
    }
  }

  private void dropExpired() {
    Instant oldest = clock.instant().minus(KEPT);
    List<SpooledOutput> expired = new ArrayList<>();
    for (SpooledOutput output : outputs) {
      if (output.endedBefore(oldest)) {
        expired.add(output);
      }
    }
    expired.forEach(this::drop);
  }

  /** Forgets an output and frees its room; does nothing when that was done before. */
  synchronized void drop(SpooledOutput output) {
    if (outputs.remove(output)) {
      for (SpoolFile file : output.files()) {
        size -= file.size();
        file.close();
      }
    }
  }

  /** Forgets all outputs, and those to come. */
  @Override
  public synchronized void close() {
    closed = true;
    List.copyOf(outputs).forEach(this::drop);
  }
}
