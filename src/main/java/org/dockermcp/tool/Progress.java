package org.dockermcp.tool;

/** Where a call tells how far it is; safe for use by many threads, never blocks for long. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = message -> {};

  /** Tells the caller one thing that happened, such as a layer pulled or a package installed. */
  void report(String message);

  /**
   * Tells a piece of a program's output, which continues the piece before it. Unlike {@link
   * #report}, never waits for the caller to read.
   *
   * @param text whole characters, not empty
   */
  default void output(String text) {
    report(text);
  }

  /** Tells what was not told yet, for the call has ended; nothing is told after that. */
  default void end() {}
}
