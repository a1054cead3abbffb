package org.dockermcp.mcp.call;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.dockermcp.dispatch.ToolCatalogue;
import org.dockermcp.dispatch.ToolDispatcher;
import org.dockermcp.dispatch.Tools;
import org.dockermcp.mcp.jsonrpc.RequestRefused;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.CallMetrics;
import org.dockermcp.tool.Cancellation;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Progress;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.dockermcp.tool.ToolReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Turns {@code tools/call} into a queued {@link ToolCall}; safe for use by many threads. */
public final class ToolCalls {
  private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);
  private static final long END_SECONDS = 6;

  private final Tools tools;
  private final CallMetrics metrics;
  private final FairCallQueue queue;

  /** Calls that change nothing; they never wait behind work. */
  private final FairCallQueue readOnlyQueue;

  /**
   * @param settings for how many calls may run and wait
   * @param metrics records every call
   */
  public ToolCalls(Tools tools, Settings settings, CallMetrics metrics) {
    this.tools = tools;
    this.metrics = metrics;
    queue = new FairCallQueue(settings.maxCalls(), settings.maxQueue());
    readOnlyQueue = new FairCallQueue(settings.maxCalls(), settings.maxQueue());
  }

  /** How many calls run. */
  public int running() {
    return queue.running() + readOnlyQueue.running();
  }

  /** How many calls wait for a slot. */
  public int queued() {
    return queue.queued() + readOnlyQueue.queued();
  }

  /**
   * Refuses a call of a tool that there is not.
   *
   * @throws RequestRefused naming it
   */
  public void check(CallParams params) {
    ToolCatalogue now = tools.offered();
    if (!now.has(params.tool())) {
      metrics.start(CallMetrics.NO_TOOL).end(ErrorCode.INVALID_ARGUMENT);
      throw new RequestRefused(
          RequestRefused.INVALID_PARAMS, now.unknown(params.tool()).message(), null);
    }
  }

  /**
   * The reply to a call, which runs when that is subscribed to and is cancelled with it.
   *
   * @param lane whose calls take turns with others'
   * @param progress where to send what the call tells; nothing is sent after its end or its
   *     cancellation
   */
  public Mono<ToolReply> reply(FairCallQueue.Lane lane, CallParams params, Progress progress) {
    Cancellation cancellation = new Cancellation();
    ToolCall call =
        new ToolCall(
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()),
            lane.principal(),
            params.tool(),
            params.values(),
            Optional.empty(),
            params.trace(),
            cancellation,
            progress == Progress.NONE ? progress : paced(progress, cancellation));
    call.trace()
        .ifPresent(trace -> LOG.debug("call {} is part of trace {}", call.id(), trace.traceId()));
    return Mono.create(result -> submit(lane, call, result));
  }

  private static Progress paced(Progress target, Cancellation cancellation) {
    return new ProgressPacer(
        message -> {
          if (!cancellation.isCancelled()) {
            target.report(message);
          }
        });
  }

  private void submit(FairCallQueue.Lane lane, ToolCall call, MonoSink<ToolReply> result) {
    CallMetrics.Recording recording = metrics.start(call.tool());
    boolean readOnly = tools.offered().isReadOnly(call.tool());
    try {
      FairCallQueue.Ticket ticket =
          (readOnly ? readOnlyQueue : queue)
              .submit(lane, call.tool(), call.cancellation(), () -> run(call, recording, result));
      result.onCancel(
          () -> {
            // It may be queued, and then never runs.
            recording.end(ErrorCode.CANCELLED);
            ticket.cancel();
          });
      ticket.ahead().ifPresent(ahead -> call.progress().report(queued(ahead)));
    } catch (ToolFailure busy) {
      finish(ToolDispatcher.reply(busy), recording, result);
    }
  }

  private static String queued(int ahead) {
    return switch (ahead) {
      case 0 -> "Queued; you are next";
      case 1 -> "Queued; 1 call ahead";
      default -> "Queued; %d calls ahead".formatted(ahead);
    };
  }

  private void run(ToolCall call, CallMetrics.Recording recording, MonoSink<ToolReply> result) {
    finish(reply(call), recording, result);
  }

  private static void finish(
      ToolReply reply, CallMetrics.Recording recording, MonoSink<ToolReply> result) {
    recording.end(reply);
    result.success(reply);
  }

  private ToolReply reply(ToolCall call) {
    try {
      return tools.call(call);
    } catch (RuntimeException | Error fault) {
      // Past the routes, which answer whatever their own steps fail with.
      return ToolDispatcher.reply(ToolDispatcher.unmapped(call, fault));
    } finally {
      call.progress().end();
    }
  }

  /** Cancels every call and waits until they have ended, six seconds at most. */
  public void end() {
    queue.end();
    readOnlyQueue.end();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
    try {
      if (!queue.awaitEnd(end - System.nanoTime())
          || !readOnlyQueue.awaitEnd(end - System.nanoTime())) {
        LOG.warn(
            "{} calls were still running {} s after they were cancelled", running(), END_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
