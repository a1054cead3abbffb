package org.dockermcp.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.EngineFeatures;
import org.dockermcp.engine.EngineInfo;
import org.dockermcp.engine.EngineRoutes;

/** The engine's routes with answers that a test sets; without one there is no such object. */
public final class AnsweringRoutes implements EngineRoutes {
  private final Map<String, Function<Object, Object>> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** Sets the answer of a route. */
  public AnsweringRoutes answer(String route, Function<Object, Object> answer) {
    answers.put(route, answer);
    return this;
  }

  /** Sets what the engine tells of itself: a machine of so much memory, with all features. */
  public AnsweringRoutes engineOf(long memoryBytes) {
    return engineOf(
        memoryBytes, new EngineFeatures(true, EngineFeatures.DiskQuota.NONE, true, true));
  }

  /** Sets what the engine tells of itself: a machine of so much memory, with these features. */
  public AnsweringRoutes engineOf(long memoryBytes, EngineFeatures features) {
    EngineInfo info =
        new EngineInfo(
            "unix:///test",
            "test",
            2,
            memoryBytes,
            "overlay2",
            "2",
            List.of("runc"),
            List.of(),
            Optional.empty(),
            features);
    return answer("engine-info", body -> info);
  }

  /** The routes that were asked, in order. */
  public List<String> asked() {
    return asked;
  }

  @Override
  public <T> T ask(String route, Object body, Class<T> type) {
    asked.add(route);
    Function<Object, Object> answer = answers.get(route);
    if (answer == null) {
      throw new EngineFault.NotFound("no such object: " + body);
    }
    return type.cast(Objects.requireNonNull(answer.apply(body)));
  }
}
