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
}
