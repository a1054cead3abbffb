package org.dockermcp.engine;

import java.util.Map;
import java.util.Optional;

/**
 * Which containers, volumes or networks to list; running or not.
 *
 * @param labels that each of them has, with these values
 * @param name that, or a part of it, each of them has; empty: any
 */
public record ListRequest(Map<String, String> labels, Optional<String> name) {
  /** All there are. */
  public static final ListRequest ALL = labelled(Map.of());

  /** Those with all of these labels. */
  public static ListRequest labelled(Map<String, String> labels) {
    return new ListRequest(labels, Optional.empty());
  }

  /** Those whose name contains a text. */
  public static ListRequest named(String name) {
    return new ListRequest(Map.of(), Optional.of(name));
  }
}
