package org.dockermcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Measures again what a machine that was busy with something else may have spoilt: what is slow
 * itself is slow each time.
 */
public final class Tries {
  private Tries() {}

  /**
   * Measures until a measurement is as promised; fails, with all of them, when none is.
   *
   * @param most how often at most
   * @param isAsPromised judges one measurement
   */
  public static <T> void oneIs(Predicate<T> isAsPromised, int most, Callable<T> measure)
      throws Exception {
    List<T> measured = new ArrayList<>();
    do {
      measured.add(measure.call());
    } while (measured.size() < most && !isAsPromised.test(measured.get(measured.size() - 1)));
    assertThat(measured).as("one of these is as promised").anyMatch(isAsPromised);
  }

  /**
   * Measures; and twice more where that took the limit or longer, of which the second best counts.
   */
  public static Duration typical(Duration limit, Supplier<Duration> measure) {
    Duration first = measure.get();
    return first.compareTo(limit) < 0
        ? first
        : Stream.of(first, measure.get(), measure.get()).sorted().toList().get(1);
  }

  /** The middle one, or the greater of the two in the middle. */
  public static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
