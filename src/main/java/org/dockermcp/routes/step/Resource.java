package org.dockermcp.routes.step;

/**
 * Something that is held while steps run.
 *
 * @param <T> what says which one
 */
@FunctionalInterface
public interface Resource<T> {
  /**
   * Acquires it; may block.
   *
   * @return releases it; called once, on the thread on which the steps ended
   * @throws Exception when it cannot be had; nothing is released then
   */
  AutoCloseable acquire(T input) throws Exception;

  /** This one and then another, which is released first. */
  default Resource<T> and(Resource<? super T> second) {
    return input -> {
      AutoCloseable first = acquire(input);
      try {
        AutoCloseable last = second.acquire(input);
        return () -> {
          try (first) {
            last.close();
          }
        };
      } catch (Throwable e) {
        try (first) {
          throw e;
        }
      }
    };
  }
}
