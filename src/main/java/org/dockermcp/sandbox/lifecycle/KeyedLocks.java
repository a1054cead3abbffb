package org.dockermcp.sandbox.lifecycle;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Locks by key, so that two calls do not do the same work twice.
 *
 * <p>Not bound to threads. A key that nobody holds or waits for takes no memory.
 */
public final class KeyedLocks {
  private static final class Lock {
    private final Semaphore free = new Semaphore(1, true);
    private int users;
  }

  private final Map<String, Lock> locks = new HashMap<>();

  /**
   * Waits until nobody else holds the lock of this key, in the order of arrival.
   *
   * @return releases it; closed once
   */
  public AutoCloseable acquire(String key) throws InterruptedException {
    Lock lock;
    synchronized (locks) {
      lock = locks.computeIfAbsent(key, absent -> new Lock());
      lock.users++;
    }
    try {
      lock.free.acquire();
    } catch (InterruptedException e) {
      forget(key, lock);
      throw e;
    }
    return () -> {
      lock.free.release();
      forget(key, lock);
    };
  }

  private void forget(String key, Lock lock) {
    synchronized (locks) {
      lock.users--;
      if (lock.users == 0) {
        locks.remove(key);
      }
    }
  }
}
