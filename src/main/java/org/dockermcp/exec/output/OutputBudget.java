package org.dockermcp.exec.output;

import java.util.Optional;
import org.dockermcp.engine.OutputSink;
import org.jspecify.annotations.Nullable;

/**
 * Takes a command's output and keeps the head and the tail of each stream, both together within one
 * limit. Written by the stream's thread and read by the call's after the stream's end; safe for
 * both, also when the end is a time limit and output still comes.
 */
public final class OutputBudget implements OutputSink {
  private final int limit;
  private final StreamBudget stdout;
  private final StreamBudget stderr;
  private final OutputSink also;
  private final Spool.@Nullable Owned spool;

  /** All of both streams; null until they pass the limit, for what is short needs no disk. */
  private @Nullable SpooledOutput whole;

  private Runnable close = () -> {};

  /** Why its command is to write no more, whatever it writes; null while it may. */
  private @Nullable String stopped;

  /** Whether its command is to be terminated, whatever it writes, for no reason of its own. */
  private boolean cut;

  /**
   * @param limit bytes kept of both streams together
   */
  public OutputBudget(int limit) {
    this(limit, OutputSink.NONE, null);
  }

  /**
   * @param limit bytes kept of both streams together
   * @param also gets all that comes, as it comes
   */
  public OutputBudget(int limit, OutputSink also) {
    this(limit, also, null);
  }

  /**
   * @param limit bytes kept of both streams together
   * @param also gets all that comes, as it comes
   * @param spool keeps the whole, once it passes the limit
   */
  public OutputBudget(int limit, OutputSink also, Spool.@Nullable Owned spool) {
    this.spool = spool;
    this.limit = limit;
    this.also = also;
    stdout = new StreamBudget(limit);
    stderr = new StreamBudget(limit);
  }

  /** One that keeps the whole from the start, so that it can be read while the command runs. */
  public static OutputBudget whole(int limit, OutputSink also, Spool.Owned spool) {
    OutputBudget budget = new OutputBudget(limit, also, spool);
    budget.whole = spool.begin();
    return budget;
  }

  @Override
  public synchronized void stdout(byte[] chunk) {
    if (passesLimit(chunk)) {
      whole().stdout(chunk);
    }
    stdout.add(chunk);
    also.stdout(chunk);
  }

  @Override
  public synchronized void stderr(byte[] chunk) {
    if (passesLimit(chunk)) {
      whole().stderr(chunk);
    }
    stderr.add(chunk);
    also.stderr(chunk);
  }

  private boolean passesLimit(byte[] chunk) {
    return whole != null
        || (spool != null && stdout.total() + stderr.total() + chunk.length > limit);
  }

  private OutputSink whole() {
    if (whole == null && spool != null) {
      whole = spool.begin();
      // All that came so far is within the limit, so both heads are whole.
      whole.stdout(stdout.head());
      whole.stderr(stderr.head());
    }
    return whole == null ? NONE : whole;
  }

  @Override
  public synchronized boolean isEnough() {
    return cut || stopped != null || isFull();
  }

  /** Whether more came than is kept anywhere. */
  public synchronized boolean isFull() {
    return whole != null && whole.isEnough();
  }

  @Override
  public void whenEnough(Runnable closer) {
    if (isToBeClosedAt(closer)) {
      closer.run();
    }
  }

  private synchronized boolean isToBeClosedAt(Runnable closer) {
    close = closer;
    return cut || stopped != null;
  }

  /**
   * Has enough of a command that nobody wants any more; one that has not begun will not begin, or
   * is terminated as soon as it has.
   */
  public void cut() {
    cutting().run();
  }

  private synchronized Runnable cutting() {
    cut = true;
    return close;
  }

  /**
   * Has enough of a command for another reason than its output, even while nothing comes; only the
   * first reason counts.
   */
  public void stop(String reason) {
    stopping(reason).run();
  }

  private synchronized Runnable stopping(String reason) {
    if (stopped == null) {
      stopped = reason;
    }
    return close;
  }

  /** Why the command was stopped; empty when it was not. */
  public synchronized Optional<String> stopped() {
    return Optional.ofNullable(stopped);
  }

  /** By which all of it can be read; empty when none of it is kept on disk. */
  public synchronized Optional<String> outputId() {
    return Optional.ofNullable(whole).filter(SpooledOutput::isReadable).map(SpooledOutput::id);
  }

  /** Frees what it keeps on disk, for nobody will read it. */
  public synchronized void discard() {
    if (whole != null) {
      whole.drop();
    }
  }

  /** Tells the other sink no more, though the command goes on. */
  public void stopTelling() {
    also.end();
  }

  /** Tells the other sink that the command has ended; it may take its time over that. */
  @Override
  public void end() {
    endWhole();
    also.end();
  }

  private synchronized void endWhole() {
    if (whole != null) {
      whole.end();
    }
  }

  /** What is kept of standard output: half of the limit, and what standard error leaves of its. */
  public synchronized KeptOutput keptStdout() {
    return kept(stdout, stderr);
  }

  /** What is kept of standard error: half of the limit, and what standard output leaves of its. */
  public synchronized KeptOutput keptStderr() {
    return kept(stderr, stdout);
  }

  private KeptOutput kept(StreamBudget mine, StreamBudget other) {
    KeptOutput kept = mine.kept(share(mine, other));
    if (kept.omittedBytes() > 0 && whole == null) {
      // Within the limit, and yet too long to be shown.
      whole().end();
    }
    return kept;
  }

  private int share(StreamBudget mine, StreamBudget other) {
    long left = Math.max(limit - other.total(), limit / 2);
    return (int) Math.min(left, Math.max(mine.total(), 1));
  }
}
