package org.dockermcp.packages;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.text.PlainText;

/** Why a package manager failed, in its own words cut to a few lines. */
final class ManagersWords {
  private static final int MOST_LINES = 5;

  /** How errors are marked by any of them. */
  private static final Pattern ERROR = Pattern.compile("(?:E:|(?i:err)|npm (?i:err)|.*ERR_).*");

  /** Lines of npm and pip that tell nothing of the package. */
  private static final Pattern NOISE =
      Pattern.compile(
          "npm (?:error|ERR!)(?: \\S+)?\\s*(?:Note that you can also install from a"
              + "|tarball, folder, http url, or git url\\.)?|.*A complete log of this run.*"
              + "|npm notice.*|(?i:warning):? .*|W: .*");

  private ManagersWords() {}

  /** At least one line, without control characters and secrets. */
  static String of(CommandResult result) {
    String text = result.stderr().isBlank() ? result.stdout() : result.stderr();
    List<String> lines = lines(text);
    boolean picks = lines.size() > MOST_LINES && lines.stream().anyMatch(ManagersWords::isError);
    String words = last(lines, picks ? ManagersWords::isError : line -> true);
    return words.isEmpty() ? silence(result) : words;
  }

  /** The lines, each once, and joined with the next where they end in a colon. */
  private static List<String> lines(String text) {
    String joined = text.lines().map(String::strip).collect(Collectors.joining("\n"));
    return joined
        .replace(":\n", ": ")
        .lines()
        .filter(line -> !line.isEmpty() && !NOISE.matcher(line).matches())
        .distinct()
        .toList();
  }

  /** The last of these words, which tells most, to stand in a sentence. */
  static String clause(String words) {
    return PlainText.clause(words.substring(words.lastIndexOf('\n') + 1));
  }

  private static boolean isError(String line) {
    return ERROR.matcher(line).matches();
  }

  private static String last(List<String> lines, Predicate<String> wanted) {
    List<String> chosen = lines.stream().filter(wanted).toList();
    return chosen.stream()
        .skip(Math.max(0, chosen.size() - MOST_LINES))
        .map(PlainText::of)
        .collect(Collectors.joining("\n"));
  }

  private static String silence(CommandResult result) {
    return "it ended with exit code " + result.exitCode() + " and said nothing";
  }
}
