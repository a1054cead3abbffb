package org.dockermcp.engine;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which containers, volumes or networks to list; running or not.
 *
 * @param labels that each of them has, with these values
 * @param keys of labels that each of them has, whatever their values
 * @param name that, or a part of it, each of them has; empty: any
 */
public record ListRequest(Map<String, String> labels, Set<String> keys, Optional<String> name) {
  /** All there are. */
  public static final ListRequest ALL = labelled(Map.of());

  public ListRequest(Map<String, String> labels) {
    this(labels, Set.of(), Optional.empty());
  }

  /** Those with all of these labels. */
  public static ListRequest labelled(Map<String, String> labels) {
    return new ListRequest(labels);
  }

  /** Those with a label, whatever its value. */
  public static ListRequest withLabel(String key) {
    return new ListRequest(Map.of(), Set.of(key), Optional.empty());
  }

  /** Those whose name contains a text. */
  public static ListRequest named(String name) {
    return new ListRequest(Map.of(), Set.of(), Optional.of(name));
  }
}
