package org.dockermcp.engine;

import com.github.dockerjava.transport.DockerHttpClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Lets a request that has begun come to its end on a thread that was interrupted; the interrupt
 * stays for whoever waits next.
 *
 * <p>A cancelled call still has to remove what it made and take back what it lent, and
 * docker-java's transport refuses to lease a connection to an interrupted thread (3.7.1).
 */
final class Uninterrupted {
  private Uninterrupted() {}

  /** The same transport; a proxy, for javac warns of the types that its interface names. */
  static DockerHttpClient transport(DockerHttpClient client) {
    Class<DockerHttpClient> type = DockerHttpClient.class;
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean interrupted = Thread.interrupted();
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              } finally {
                if (interrupted) {
                  Thread.currentThread().interrupt();
                }
              }
            }));
  }
}
