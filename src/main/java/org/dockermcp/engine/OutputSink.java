package org.dockermcp.engine;

/** Takes a command's output as it comes; called by one thread at a time. */
public interface OutputSink {
  /** Takes it and forgets it. */
  OutputSink NONE =
      new OutputSink() {
        @Override
        public void stdout(byte[] chunk) {}

        @Override
        public void stderr(byte[] chunk) {}
      };

  void stdout(byte[] chunk);

  void stderr(byte[] chunk);

  /** All has been said that will be waited for; what still comes may be dropped. */
  default void end() {}

  /**
   * Says what closes the stream, for a sink that may have enough while nothing comes.
   *
   * @param close safe for use by any thread
   */
  default void whenEnough(Runnable close) {}

  /** Whether no more is wanted: the stream is closed then, and what writes it is left to itself. */
  default boolean isEnough() {
    return false;
  }
}
