package org.dockermcp.mcp.modern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.dockermcp.text.VisibleText;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.Progress;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A call whose request is answered with its result if that comes soon, and with this task if not;
 * safe for use by many threads.
 */
final class Task implements Progress {
  /** How often a client should ask. */
  private static final Duration POLL = Duration.ofSeconds(2);

  private enum Status {
    WORKING("working"),
    COMPLETED("completed"),
    FAILED("failed"),
    CANCELLED("cancelled");

    private final String word;

    Status(String word) {
      this.word = word;
    }
  }

  private final String id;
  private final Principal principal;
  private final Clock clock;
  private final Progress request;
  private final MonoSink<ObjectNode> answer;
  private final Instant created;
  private final Disposable.Swap work = Disposables.swap();
  private Status status = Status.WORKING;
  private Instant updated;
  private String message = "";
  private @Nullable ObjectNode result;
  private boolean answered;

  /**
   * @param request is told the call's progress until it is answered
   * @param answer of the request
   */
  Task(String id, Principal principal, Clock clock, Progress request, MonoSink<ObjectNode> answer) {
    this.id = id;
    this.principal = principal;
    this.clock = clock;
    this.request = request;
    this.answer = answer;
    created = now();
    updated = created;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  String id() {
    return id;
  }

  Principal principal() {
    return principal;
  }

  boolean isOf(Principal other) {
    return principal.equals(other);
  }

  boolean isOlderThan(Duration age) {
    return created.plus(age).isBefore(clock.instant());
  }

  /** Makes the call. */
  void run(Mono<ObjectNode> call) {
    answer.onCancel(this::cancelRequest);
    work.update(call.subscribe(this::complete, this::fail));
  }

  /** Whether the call has ended, or its request was cancelled. */
  synchronized boolean hasEnded() {
    return status != Status.WORKING;
  }

  private void complete(ObjectNode given) {
    end(Status.COMPLETED, given);
    if (isFirstAnswer()) {
      answer.success(given);
    }
  }

  private void fail(Throwable fault) {
    end(Status.FAILED, null);
    if (isFirstAnswer()) {
      answer.error(fault);
    }
  }

  private synchronized void end(Status ended, @Nullable ObjectNode given) {
    if (status == Status.WORKING) {
      status = ended;
      result = given;
      updated = now();
    }
  }

  private synchronized boolean isFirstAnswer() {
    boolean first = !answered;
    answered = true;
    return first;
  }

  /** Answers the request with this task; false when it is answered. The call goes on. */
  boolean answerAsTask() {
    ObjectNode state = summary();
    boolean first = isFirstAnswer();
    if (first) {
      answer.success(state.put("resultType", "task"));
    }
    return first;
  }

  private void cancelRequest() {
    // Of a request that is answered there is nothing to cancel: the task has a request of its own.
    if (isFirstAnswer()) {
      cancel();
    }
  }

  /** Ends the call. */
  void cancel() {
    end(Status.CANCELLED, null);
    work.dispose();
  }

  private synchronized ObjectNode summary() {
    ObjectNode state =
        Json.MAPPER
            .createObjectNode()
            .put("taskId", id)
            .put("status", status.word)
            .put("createdAt", created.toString())
            .put("lastUpdatedAt", updated.toString())
            .put("ttlMs", Tasks.KNOWN.toMillis())
            .put("pollIntervalMs", POLL.toMillis());
    return message.isEmpty() ? state : state.put("statusMessage", message);
  }

  /** All that is known of it. */
  synchronized ObjectNode state() {
    ObjectNode state = summary();
    if (result != null) {
      state.set("result", result);
    }
    if (status == Status.FAILED) {
      state.putObject("error").put("code", -32603).put("message", "Internal error");
    }
    return state;
  }

  @Override
  public void report(String text) {
    if (tell(text)) {
      request.report(text);
    }
  }

  private synchronized boolean tell(String text) {
    message = VisibleText.of(text);
    updated = now();
    return !answered;
  }
}
