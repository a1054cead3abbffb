package org.dockermcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.dockermcp.dispatch.ToolDispatcher;
import org.dockermcp.mcp.call.CallAnswer;
import org.dockermcp.mcp.call.CallParams;
import org.dockermcp.mcp.call.FairCallQueue;
import org.dockermcp.mcp.call.ToolService;
import org.dockermcp.mcp.jsonrpc.RequestRefused;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.Progress;
import org.dockermcp.tool.ToolFailure;
import reactor.core.publisher.Mono;

/** Answers one connection's requests, each by what it says of itself; safe for many threads. */
public final class ModernRequests {
  private static final String DISCOVER = "server/discover";
  private static final String LISTEN = "subscriptions/listen";

  /** For how long a client may keep what was listed; edits of the routes are told besides. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final ToolService service;
  private final FairCallQueue.Lane lane;
  private final Confirmations confirmations;
  private final Tasks tasks;
  private final Subscriptions subscriptions = new Subscriptions();

  /**
   * @param principal on whose behalf requests are made
   * @param confirmations of the whole server
   * @param tasks of the whole server
   */
  public ModernRequests(
      ToolService service, Principal principal, Confirmations confirmations, Tasks tasks) {
    this.service = service;
    this.confirmations = confirmations;
    this.tasks = tasks;
    lane = new FairCallQueue.Lane(principal, UUID.randomUUID().toString());
  }

  /** Whether a request is of this era: it says so, or no other has such a method. */
  public static boolean isModern(String method, JsonNode params) {
    return !method.equals("initialize")
        && (method.equals(DISCOVER) || method.equals(LISTEN) || RequestMeta.isIn(params));
  }

  /** The result of a request; fails with a {@link RequestRefused} where there is none. */
  public Mono<ObjectNode> handle(ModernRequest request) {
    return Mono.defer(() -> result(request)).map(this::signed);
  }

  private Mono<ObjectNode> result(ModernRequest request) {
    RequestMeta meta = RequestMeta.of(request.params());
    JsonNode params = request.params();
    return switch (request.method()) {
      case DISCOVER -> Mono.just(cacheable(discovery()));
      case "tools/list" -> Mono.just(cacheable(complete(service.listing().result())));
      case "tools/call" -> call(request, meta);
      case LISTEN -> subscriptions.listen(request).map(ModernRequests::complete);
      case "tasks/get" -> Mono.just(complete(tasks.get(lane.principal(), params)));
      case "tasks/update" -> Mono.just(complete(tasks.update(lane.principal(), params)));
      case "tasks/cancel" -> Mono.just(complete(tasks.cancel(lane.principal(), params)));
      default ->
          throw new RequestRefused(
              RequestRefused.METHOD_NOT_FOUND,
              "Method not found: " + PlainText.of(request.method()),
              null);
    };
  }

  private ObjectNode discovery() {
    ObjectNode result = complete(Json.MAPPER.createObjectNode());
    result.set("supportedVersions", RequestMeta.versions());
    ObjectNode capabilities = result.putObject("capabilities");
    capabilities.putObject("tools").put("listChanged", true);
    capabilities.putObject("logging");
    capabilities.putObject("extensions").putObject(MetaKeys.TASKS);
    String instructions = service.tools().instructions();
    return instructions.isEmpty() ? result : result.put("instructions", instructions);
  }

  private Mono<ObjectNode> call(ModernRequest request, RequestMeta meta) {
    CallParams params = CallParams.of(request.params());
    service.calls().check(params);
    Optional<ObjectNode> question;
    try {
      question = confirmations.question(lane.principal(), meta, params, request.params());
    } catch (ToolFailure declined) {
      return Mono.just(complete(CallAnswer.of(ToolDispatcher.reply(declined))));
    }
    if (question.isPresent()) {
      return Mono.just(question.get());
    }
    Progress progress = params.progress(request.notifier(), meta.wantsLogs(CallParams.LOG_LEVEL));
    return meta.takesTasks()
        ? tasks.unlessLong(lane.principal(), progress, told -> result(params, told))
        : result(params, progress);
  }

  private Mono<ObjectNode> result(CallParams params, Progress progress) {
    return service
        .calls()
        .reply(lane, params, progress)
        .map(reply -> complete(CallAnswer.of(reply)));
  }

  private static ObjectNode complete(ObjectNode result) {
    return result.put("resultType", "complete");
  }

  private static ObjectNode cacheable(ObjectNode result) {
    return result.put("ttlMs", FRESH.toMillis()).put("cacheScope", "public");
  }

  private ObjectNode signed(ObjectNode result) {
    result
        .withObjectProperty("_meta")
        .putObject(MetaKeys.SERVER_INFO)
        .put("name", service.name())
        .put("version", service.version());
    return result;
  }

  /** Tells those who want to know that the tools are others than before. */
  public void toolsChanged() {
    subscriptions.toolsChanged();
  }

  /** Ends the streams that stay open otherwise; each gets its result. */
  public void end() {
    subscriptions.end();
  }
}
