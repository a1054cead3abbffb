package org.dockermcp.monitor;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * A number that can be read at any time, and that nobody waits for.
 *
 * @param bean the MBean that shows it, such as {@code Sandboxes}
 * @param attribute of the MBean
 * @param metric its name in Prometheus; counters get {@code _total}
 * @param labels of the metric
 * @param grows whether it only ever grows while the process lives
 * @param meaning one phrase, with the unit
 */
record Reading(
    String bean,
    String attribute,
    String metric,
    Map<String, String> labels,
    boolean grows,
    String meaning,
    DoubleSupplier value) {

  static Reading gauge(
      String bean, String attribute, String metric, String meaning, DoubleSupplier value) {
    return new Reading(bean, attribute, metric, Map.of(), false, meaning, value);
  }

  static Reading counter(
      String bean, String attribute, String metric, String meaning, DoubleSupplier value) {
    return new Reading(bean, attribute, metric, Map.of(), true, meaning, value);
  }

  /** The same with a label. */
  Reading labelled(String label, String text) {
    return new Reading(bean, attribute, metric, Map.of(label, text), grows, meaning, value);
  }

  /** The metric's name as a scrape shows it. */
  String scraped() {
    return metric + (grows ? "_total" : "");
  }
}
