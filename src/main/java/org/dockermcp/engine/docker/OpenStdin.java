package org.dockermcp.engine.docker;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;

/**
 * Input that never comes, and ends when it is closed.
 *
 * <p>docker-java reads a command's input on a thread of its own, which goes on when the command has
 * ended (3.7.1): whoever learns of that end closes this, or the thread stays for ever.
 */
final class OpenStdin extends InputStream {
  private final CountDownLatch closed = new CountDownLatch(1);

  @Override
  public int read() throws InterruptedIOException {
    try {
      closed.await();
      return -1;
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws InterruptedIOException {
    return read();
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
