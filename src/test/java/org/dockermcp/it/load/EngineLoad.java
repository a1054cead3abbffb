package org.dockermcp.it.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** How much of a core the engine itself takes: dockerd and containerd, not what they run. */
final class EngineLoad {
  private static final Set<String> PROGRAMS = Set.of("dockerd", "containerd");

  /** Of {@code /proc/PID/stat}, 100 on all of Linux's. */
  private static final double TICKS = 100;

  /** What comes after the program's name in {@code /proc/PID/stat}. */
  private static final int UTIME = 11;

  private static final int STIME = 12;

  private static final int MOST_LOUD = 60;

  private EngineLoad() {}

  /** Whether the engine's processes are on this machine and can be looked at. */
  static boolean isVisible() {
    return !engine().isEmpty();
  }

  /**
   * What it takes second by second, in cores, until so many seconds in a row were quiet; a minute
   * more than that at most.
   */
  static List<Double> untilQuiet(int inARow, double quiet)
      throws IOException, InterruptedException {
    List<Double> seconds = new ArrayList<>();
    int row = 0;
    while (row < inARow && seconds.size() < inARow + MOST_LOUD) {
      double second = overASecond();
      seconds.add(second);
      row = second < quiet ? row + 1 : 0;
    }
    return seconds;
  }

  /** What it takes in each of so many seconds, in cores. */
  static List<Double> ofSeconds(int count) throws IOException, InterruptedException {
    return untilQuiet(count, Double.MAX_VALUE);
  }

  private static double overASecond() throws IOException, InterruptedException {
    List<Path> processes = engine();
    Map<Path, Long> before = new HashMap<>();
    for (Path stat : processes) {
      before.put(stat, ticks(stat));
    }
    long start = System.nanoTime();
    TimeUnit.SECONDS.sleep(1);
    long used = 0;
    for (Path stat : processes) {
      used += ticks(stat) - before.getOrDefault(stat, 0L);
    }
    return used / TICKS / ((System.nanoTime() - start) / 1e9);
  }

  private static List<Path> engine() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().command().map(EngineLoad::isEngine).orElse(false))
        .map(process -> Path.of("/proc", Long.toString(process.pid()), "stat"))
        .toList();
  }

  private static boolean isEngine(String command) {
    return PROGRAMS.contains(command.substring(command.lastIndexOf('/') + 1));
  }

  private static long ticks(Path stat) throws IOException {
    String text = Files.readString(stat);
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
  }
}
