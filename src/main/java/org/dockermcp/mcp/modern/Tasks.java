package org.dockermcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dockermcp.mcp.jsonrpc.RequestRefused;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.Progress;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Calls that outlast their request, for clients that take a task in place of a result (extension
 * {@code io.modelcontextprotocol/tasks}); safe for use by many threads.
 *
 * <p>A call that takes longer than ten seconds becomes a task while there is room for one, and is
 * answered when it ends where there is not. Tasks end with the server.
 */
public final class Tasks {
  /** After which a call becomes a task. */
  static final Duration LONG = Duration.ofSeconds(10);

  /** For how long a task is known, from its beginning; longer than any call may take. */
  static final Duration KNOWN = Duration.ofHours(2);

  /** Tasks of one principal that are known at once. */
  static final int MOST = 100;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Duration patience;
  private final Clock clock;

  /** By id, the oldest first. */
  private final Map<String, Task> known = new LinkedHashMap<>();

  public Tasks() {
    this(LONG, Clock.systemUTC());
  }

  /**
   * @param patience after which a call becomes a task
   */
  Tasks(Duration patience, Clock clock) {
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * The result of a call if it ends soon, and else a task that goes on.
   *
   * @param progress of the call's request, which a task no longer has
   * @param call makes the call, which tells its progress where it is told to
   */
  Mono<ObjectNode> unlessLong(
      Principal principal, Progress progress, Function<Progress, Mono<ObjectNode>> call) {
    return Mono.create(
        answer -> {
          Task task = new Task(id(), principal, clock, progress, answer);
          task.run(call.apply(task));
          Disposable timer =
              Mono.delay(patience, Schedulers.boundedElastic()).subscribe(late -> outlasts(task));
          answer.onDispose(timer);
        });
  }

  private static String id() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void outlasts(Task task) {
    if (keep(task) && !task.answerAsTask()) {
      forget(task);
    }
  }

  private synchronized boolean keep(Task task) {
    forgetOld();
    long own = known.values().stream().filter(one -> one.isOf(task.principal())).count();
    if (own >= MOST || task.hasEnded()) {
      return false;
    }
    known.put(task.id(), task);
    return true;
  }

  private synchronized void forget(Task task) {
    known.remove(task.id());
  }

  private void forgetOld() {
    for (Iterator<Task> all = known.values().iterator(); all.hasNext(); ) {
      if (all.next().isOlderThan(KNOWN)) {
        all.remove();
      }
    }
  }

  /** A task's state, with its result once it has one. */
  ObjectNode get(Principal principal, JsonNode params) {
    return named(principal, params).state();
  }

  /** Takes answers to a task's questions, of which none of ours has any. */
  ObjectNode update(Principal principal, JsonNode params) {
    named(principal, params);
    return Json.MAPPER.createObjectNode();
  }

  /** Cancels a task's call. */
  ObjectNode cancel(Principal principal, JsonNode params) {
    named(principal, params).cancel();
    return Json.MAPPER.createObjectNode();
  }

  /** The task that is named; another principal's is as one that there is not. */
  private synchronized Task named(Principal principal, JsonNode params) {
    forgetOld();
    return Optional.ofNullable(known.get(params.path("taskId").asText()))
        .filter(task -> task.isOf(principal))
        .orElseThrow(
            () -> RequestRefused.params("'taskId' names no task that is known; it may be too old"));
  }
}
