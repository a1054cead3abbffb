package org.dockermcp.packages;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.packages.manager.ErrorLines;
import org.dockermcp.packages.manager.PackageManager;
import org.dockermcp.text.PlainText;

/** Why a package manager failed, in its own words cut to a few lines. */
final class PackageManagerErrors {
  private PackageManagerErrors() {}

  /** At least one line, without control characters and secrets. */
  static String of(PackageManager manager, CommandResult result) {
    ErrorLines errors = manager.errors();
    String text = result.stderr().isBlank() ? result.stdout() : result.stderr();
    List<String> lines = lines(text, errors);
    boolean picks = lines.size() > errors.limit() && lines.stream().anyMatch(errors::isError);
    String words = last(lines, picks ? errors::isError : line -> true, errors.limit());
    return words.isEmpty() ? silence(result) : words;
  }

  /** The lines, each once, and joined with the next where they end in a colon. */
  private static List<String> lines(String text, ErrorLines errors) {
    String joined = text.lines().map(String::strip).collect(Collectors.joining("\n"));
    return joined
        .replace(":\n", ": ")
        .lines()
        .filter(line -> !line.isEmpty() && !errors.isIgnored(line))
        .distinct()
        .toList();
  }

  /** The last of these words, which tells most, to stand in a sentence. */
  static String clause(String words) {
    return PlainText.clause(words.substring(words.lastIndexOf('\n') + 1));
  }

  private static String last(List<String> lines, Predicate<String> wanted, int limit) {
    List<String> chosen = lines.stream().filter(wanted).toList();
    return chosen.stream()
        .skip(Math.max(0, chosen.size() - limit))
        .map(PlainText::of)
        .collect(Collectors.joining("\n"));
  }

  private static String silence(CommandResult result) {
    return "it ended with exit code " + result.exitCode() + " and said nothing";
  }
}
