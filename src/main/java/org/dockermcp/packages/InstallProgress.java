package org.dockermcp.packages;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Progress;

/** Tells, of a package manager's lines, those that say which package it is at; a bounded number. */
final class InstallProgress implements Consumer<String> {
  private static final int MOST = 300;
  private static final Pattern TELLING =
      Pattern.compile(
          "(?:Collecting|Downloading|Building wheel for|Installing collected packages:"
              + "|Successfully installed|Need to get|Setting up|\\([0-9]+/[0-9]+\\)"
              + "|\\[[0-9]+/[0-9]+\\]|Resolved|Prepared|Installed|added|Installing|installing)\\b?.*");

  private final List<Pattern> more;
  private final Progress progress;
  private int told;

  /**
   * @param more patterns of lines that one manager prints
   * @param progress where to report them
   */
  InstallProgress(List<Pattern> more, Progress progress) {
    this.more = more;
    this.progress = progress;
  }

  @Override
  public synchronized void accept(String line) {
    String text = line.strip();
    if (told < MOST && isTelling(text)) {
      told++;
      progress.report(PlainText.of(text));
    }
  }

  private boolean isTelling(String line) {
    return TELLING.matcher(line).matches()
        || more.stream().anyMatch(pattern -> pattern.matcher(line).matches());
  }
}
