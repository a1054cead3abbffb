package org.dockermcp.monitor;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.dockermcp.text.PlainText;

/**
 * Reports within three seconds whether the engine responds; safe for use by many threads.
 *
 * <p>Camel's {@code AbstractHealthCheck} would make probes of an unresponsive engine wait for each
 * other.
 */
final class EngineHealthCheck implements HealthCheck {
  private static final int LIMIT_SECONDS = 3;

  private final Runnable ping;
  private volatile boolean enabled = true;

  /**
   * @param ping fails with a message when the engine does not respond
   */
  EngineHealthCheck(Runnable ping) {
    this.ping = ping;
  }

  @Override
  public String getGroup() {
    return "docker-mcp";
  }

  @Override
  public String getId() {
    return "engine";
  }

  @Override
  public boolean isEnabled() {
    return enabled;
  }

  @Override
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  @Override
  public Result call(Map<String, Object> options) {
    HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this);
    if (!enabled) {
      return result.unknown().build();
    }
    return problem().map(why -> result.down().message(why)).orElseGet(result::up).build();
  }

  /** Why the engine cannot be used; empty when it responds. */
  private Optional<String> problem() {
    return CompletableFuture.supplyAsync(this::ping, EngineHealthCheck::execute)
        .completeOnTimeout(
            Optional.of("no answer within %d s".formatted(LIMIT_SECONDS)),
            LIMIT_SECONDS,
            TimeUnit.SECONDS)
        .join();
  }

  private Optional<String> ping() {
    try {
      ping.run();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(PlainText.clause(String.valueOf(e.getMessage())));
    }
  }

  private static void execute(Runnable task) {
    Thread thread = new Thread(task, "engine-health");
    thread.setDaemon(true);
    thread.start();
  }
}
