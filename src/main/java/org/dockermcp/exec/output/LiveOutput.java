package org.dockermcp.exec.output;

import org.dockermcp.engine.OutputSink;
import org.dockermcp.tool.Progress;

/**
 * Passes a command's output on to its call's progress as it is made: both streams in the order they
 * came, whole characters only. Safe for use by many threads.
 */
public final class LiveOutput implements OutputSink {
  private final Progress progress;
  private final StreamText stdout = new StreamText();
  private final StreamText stderr = new StreamText();
  private boolean ended;

  private LiveOutput(Progress progress) {
    this.progress = progress;
  }

  /** A sink that passes output to this progress; none when nobody listens. */
  public static OutputSink to(Progress progress) {
    return progress == Progress.NONE ? NONE : new LiveOutput(progress);
  }

  @Override
  public synchronized void stdout(byte[] chunk) {
    if (!ended) {
      pass(stdout.add(chunk));
    }
  }

  @Override
  public synchronized void stderr(byte[] chunk) {
    if (!ended) {
      pass(stderr.add(chunk));
    }
  }

  @Override
  public synchronized void end() {
    if (!ended) {
      ended = true;
      pass(stdout.end() + stderr.end());
    }
  }

  private void pass(String text) {
    if (!text.isEmpty()) {
      progress.output(text);
    }
  }
}
