package org.dockermcp.monitor;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.List;

/** Gives every timer of ours a histogram of the same few buckets. */
final class HistogramBuckets implements MeterFilter {
  /** From an inspect of the engine to the longest timeout that is usual. */
  static final List<Duration> UPPER_BOUNDS =
      List.of(
          Duration.ofMillis(5),
          Duration.ofMillis(10),
          Duration.ofMillis(25),
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(250),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(2_500),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1));

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    if (id.getType() != Meter.Type.TIMER || !id.getName().startsWith(ServerMetrics.PREFIX)) {
      return config;
    }
    return DistributionStatisticConfig.builder()
        .serviceLevelObjectives(UPPER_BOUNDS.stream().mapToDouble(Duration::toNanos).toArray())
        .build()
        .merge(config);
  }
}
