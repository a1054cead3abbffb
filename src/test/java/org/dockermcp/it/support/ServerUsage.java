package org.dockermcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dockermcp.Programs;

/** What the server's process needs, looked at from outside time after time. */
public final class ServerUsage {
  private static final Pattern RSS = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final double MINUTE = 60e9;
  private static final double KIB_PER_MIB = 1024;

  /** A look. */
  public record Look(
      double minutes, double rssMib, double heapMib, double threads, double descriptors) {}

  /**
   * What can grow.
   *
   * @param slack a growth of less is none
   */
  private record Need(String text, ToDoubleFunction<Look> of, double slack) {}

  private static final List<Need> NEEDS =
      List.of(
          new Need("resident memory, MiB", Look::rssMib, 30),
          new Need("heap after collection, MiB", Look::heapMib, 10),
          new Need("threads", Look::threads, 15),
          new Need("descriptors", Look::descriptors, 30));

  private final ProcessHandle process;
  private final List<Look> looks = new ArrayList<>();
  private final long begun = System.nanoTime();

  private ServerUsage(ProcessHandle process) {
    this.process = process;
  }

  /** Of a server. */
  public static ServerUsage of(McpServerProcess server) {
    return new ServerUsage(server.process());
  }

  /** Looks now; collects the heap's garbage first. */
  public Look look() throws IOException, InterruptedException {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    jcmd("GC.run");
    Look look =
        new Look(
            (System.nanoTime() - begun) / MINUTE,
            number(RSS, Files.readString(proc.resolve("status"))) / KIB_PER_MIB,
            number(USED, jcmd("GC.heap_info")) / KIB_PER_MIB,
            entries(proc.resolve("task")),
            entries(proc.resolve("fd")));
    looks.add(look);
    return look;
  }

  private String jcmd(String command) {
    return Programs.run(Programs.ofThisJvm("jcmd"), Long.toString(process.pid()), command);
  }

  /**
   * Of a collector whose heap is in parts, the sum over them; metaspace, which comes last, is not.
   */
  private static double number(Pattern pattern, String text) {
    int metaspace = text.indexOf("Metaspace");
    Matcher matcher = pattern.matcher(metaspace < 0 ? text : text.substring(0, metaspace));
    double sum = 0;
    while (matcher.find()) {
      sum += Double.parseDouble(matcher.group(1));
    }
    return sum;
  }

  private static double entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    }
  }

  private List<Look> secondHalf() {
    return looks.subList(looks.size() / 2, looks.size());
  }

  /** Prints for each need how it grew. */
  public void print() {
    for (Need need : NEEDS) {
      System.out.printf(
          "%s: %.1f at the first look, %.1f at the last; %+.2f a minute, %+.2f in the second half%n",
          need.text,
          need.of.applyAsDouble(looks.get(0)),
          need.of.applyAsDouble(looks.get(looks.size() - 1)),
          slope(need, looks),
          slope(need, secondHalf()));
    }
  }

  /**
   * Each need is at the end of the second half, by its slope, not much more than it was on average.
   */
  public void growsByNoMoreThan(double share) {
    List<Look> half = secondHalf();
    double minutes = half.get(half.size() - 1).minutes() - half.get(0).minutes();
    for (Need need : NEEDS) {
      double mean = half.stream().mapToDouble(need.of).average().orElseThrow();
      assertThat(slope(need, half) * minutes)
          .as("growth of %s in %.1f minutes", need.text, minutes)
          .isLessThan(Math.max(mean * share, need.slack));
    }
  }

  /** By least squares, a minute. */
  private static double slope(Need need, List<Look> of) {
    double meanTime = of.stream().mapToDouble(Look::minutes).average().orElseThrow();
    double mean = of.stream().mapToDouble(need.of).average().orElseThrow();
    double above = 0;
    double below = 0;
    for (Look look : of) {
      double time = look.minutes() - meanTime;
      above += time * (need.of.applyAsDouble(look) - mean);
      below += time * time;
    }
    return below == 0 ? 0 : above / below;
  }
}
