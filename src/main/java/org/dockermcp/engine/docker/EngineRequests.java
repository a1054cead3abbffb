package org.dockermcp.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.dockermcp.engine.EngineFault;

/**
 * Sends control requests to the engine, each on a thread of its own, and brings every one to an
 * end.
 *
 * <p>On a thread of its own, because a socket that is a file knows no time limit in Java, and an
 * interrupt closes it: so what a cancelled call has begun comes to its end, and what a hung engine
 * leaves unanswered is interrupted instead. Whether something happened is told by the exception.
 */
final class EngineRequests implements DockerHttpClient {
  /** As long as three pings that are not answered. */
  static final Duration PATIENCE = Duration.ofSeconds(7);

  /** For an engine that is alive and yet never answers. */
  private static final Duration LOOK_LIMIT = Duration.ofSeconds(30);

  private static final Duration CHANGE_LIMIT = Duration.ofMinutes(2);

  private static final Set<String> LOOKS = Set.of("GET", "HEAD");

  /** What may go on for long, and is read as it comes. */
  private static final Pattern STREAM =
      Pattern.compile(
          "/(?:events|build|attach|logs|stats|push|wait|start|archive|images/create)(?:[?].*)?$");

  private final DockerHttpClient client;
  private final String host;
  private final EngineLiveness liveness;
  private final Duration patience;
  private final ExecutorService threads = Executors.newCachedThreadPool(EngineRequests::thread);

  /**
   * @param client sends them
   * @param host for people
   * @param patience how long the engine may give no sign of life while one is waited for
   */
  EngineRequests(DockerHttpClient client, String host, EngineLiveness liveness, Duration patience) {
    this.patience = patience;
    this.client = client;
    this.host = host;
    this.liveness = liveness;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "engine-request");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Response execute(Request request) {
    boolean look = LOOKS.contains(request.method());
    FutureTask<Response> answer = new FutureTask<>(() -> answer(request));
    EngineLiveness.Watch watch = liveness.watch(patience, () -> answer.cancel(true));
    try {
      threads.execute(answer);
      return await(answer, look ? LOOK_LIMIT : CHANGE_LIMIT);
    } catch (TimeoutException | CancellationException e) {
      answer.cancel(true);
      throw silent(look, e);
    } catch (ExecutionException e) {
      throw fault(look, Objects.requireNonNull(e.getCause()));
    } finally {
      watch.close();
    }
  }

  private Response answer(Request request) throws IOException {
    Response response = client.execute(request);
    return STREAM.matcher(request.path()).find() ? response : Whole.of(response);
  }

  /** Waits without heeding an interrupt, which stays for whoever waits next. */
  private static Response await(FutureTask<Response> answer, Duration limit)
      throws ExecutionException, TimeoutException {
    long end = System.nanoTime() + limit.toNanos();
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private RuntimeException silent(boolean look, Exception why) {
    String message = host + " does not answer (it accepts connections but does not respond)";
    return look ? new EngineFault.Unavailable(message, why) : new EngineFault.Lost(message, why);
  }

  private RuntimeException fault(boolean look, Throwable fault) {
    if (ConnectionFaults.isConnection(fault)) {
      String message = "%s does not answer (%s)".formatted(host, ConnectionFaults.reason(fault));
      return look || ConnectionFaults.isNeverMade(fault)
          ? new EngineFault.Unavailable(message, fault)
          : new EngineFault.Lost(message, fault);
    }
    return fault instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(fault);
  }

  /** An answer that has arrived whole, so that no interrupt can cut it. */
  private record Whole(int status, Map<String, List<String>> headers, InputStream body)
      implements Response {
    static Whole of(Response response) throws IOException {
      try (response) {
        return new Whole(
            response.getStatusCode(),
            response.getHeaders(),
            new ByteArrayInputStream(response.getBody().readAllBytes()));
      }
    }

    @Override
    public int getStatusCode() {
      return status;
    }

    @Override
    public Map<String, List<String>> getHeaders() {
      return headers;
    }

    @Override
    public InputStream getBody() {
      return body;
    }

    @Override
    public void close() {}
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
