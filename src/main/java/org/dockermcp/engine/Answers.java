package org.dockermcp.engine;

import java.util.List;

/** Checks the elements of lists that routes answer. */
final class Answers {
  private Answers() {}

  static <T> List<T> list(List<?> answer, Class<T> type) {
    return answer.stream().<T>map(type::cast).toList();
  }
}
