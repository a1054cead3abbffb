package org.dockermcp.sandbox.lifecycle;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Locks by key that routes enter and leave, so that two calls do not do the same work twice.
 *
 * <p>Not bound to threads: whoever entered must leave, in a {@code doFinally}. A key that nobody
 * holds or waits for takes no memory.
 */
public final class KeyedLocks {
  private static final class Lock {
    private final Semaphore free = new Semaphore(1, true);
    private int users;
  }

  private final Map<String, Lock> locks = new HashMap<>();

  /** Waits until nobody else is inside, in the order of arrival. */
  public void enter(String key) throws InterruptedException {
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
  }

  /** Lets the next one in. */
  public void leave(String key) {
    Lock lock;
    synchronized (locks) {
      lock = locks.get(key);
    }
    if (lock == null) {
      throw new IllegalStateException("nobody has entered '" + key + "'");
    }
    lock.free.release();
    forget(key, lock);
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
