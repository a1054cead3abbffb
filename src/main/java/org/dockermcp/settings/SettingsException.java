package org.dockermcp.settings;

import java.util.List;

/** Settings that cannot be used; carries every problem found, never just the first. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * @param problems one sentence each, at least one
   */
  public SettingsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each problem, at least one. */
  public List<String> problems() {
    return problems;
  }
}
