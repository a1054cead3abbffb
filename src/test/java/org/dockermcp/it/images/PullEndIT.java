package org.dockermcp.it.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.dockermcp.Eventually;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.PullRequest;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.engine.docker.EngineComponent;
import org.dockermcp.it.support.RawServer;
import org.dockermcp.it.support.engine.LocalRegistry;
import org.dockermcp.it.support.engine.LocalRegistry.Pushed;
import org.dockermcp.it.support.engine.RegistryFront;
import org.dockermcp.it.support.engine.RegistryFront.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** That a pull from a registry which would take hours ends when nobody wants it any more. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PullEndIT {
  private static final Duration SOON = Duration.ofSeconds(15);

  private final LocalRegistry registry = LocalRegistry.open();
  private final RegistryFront front = RegistryFront.of(registry.host());
  private final Pushed app = registry.push("app:1");
  private final Engine engine = new Engine(System.getenv());
  private RawServer server = new RawServer(Map.of());

  PullEndIT() throws IOException, InterruptedException {}

  @AfterEach
  void startAnew() throws IOException, InterruptedException {
    server.close();
    registry.removeAllOf(front.host());
    front.reset();
    server = new RawServer(Map.of());
  }

  @AfterAll
  void close() throws IOException {
    server.close();
    engine.close();
    front.close();
    registry.close();
  }

  private int beginPulling() throws IOException, InterruptedException {
    front.fault(Fault.TRICKLE);
    int id = server.beginCall("create_container", Map.of("image", front.name(app)));
    Eventually.within(Duration.ofSeconds(20)).until(() -> front.trickling() > 0);
    return id;
  }

  private void registryIsLeft() throws InterruptedException {
    long begun = System.nanoTime();
    Eventually.within(SOON).until(() -> front.trickling() == 0);
    System.out.printf(
        "The registry was left after %d ms%n", (System.nanoTime() - begun) / 1_000_000);
  }

  /** Pulls and makes a container, and removes it. */
  private void pullsNow() throws IOException, InterruptedException {
    front.fault(Fault.NONE);
    JsonNode made = server.call("create_container", Map.of("image", front.name(app)));
    assertThat(made.path("ready").booleanValue()).as(made.toString()).isTrue();
    server.call("cleanup_container", Map.of("container_id", made.path("container_id").asText()));
  }

  @Test
  void aCancelledPullLeavesTheRegistryAndIsNotAnswered() throws IOException, InterruptedException {
    int id = beginPulling();

    server.cancel(id);

    registryIsLeft();
    pullsNow();
    assertThat(server.messages()).noneMatch(message -> message.path("id").asInt() == id);
  }

  @Test
  void aCancelledPullIsLeftToTheOtherCallThatWantsIt() throws IOException, InterruptedException {
    int cancelled = beginPulling();
    int other = server.beginCall("create_container", Map.of("image", front.name(app)));

    front.fault(Fault.NONE);
    server.cancel(cancelled);

    JsonNode made = server.answer(other, Duration.ofSeconds(30)).at("/result/structuredContent");
    assertThat(made.path("ready").booleanValue()).as(made.toString()).isTrue();
    server.call("cleanup_container", Map.of("container_id", made.path("container_id").asText()));
  }

  @Test
  void aClientThatLeavesEndsItsPull() throws IOException, InterruptedException {
    beginPulling();

    server.closeInput();

    registryIsLeft();
  }

  @Test
  void aPullIsGivenUpAtItsTimeLimit() throws InterruptedException {
    front.fault(Fault.TRICKLE);
    String repository = front.host() + "/app";
    PullRequest request = new PullRequest(repository, "1", Duration.ofSeconds(3), line -> {});

    CamelContext camel = new DefaultCamelContext();
    camel.addComponent("docker", new EngineComponent(engine));
    camel.start();
    try {
      Exchange pulled =
          camel
              .createProducerTemplate()
              .request(
                  "docker:image/pull",
                  exchange -> {
                    exchange.getMessage().setBody(request);
                  });

      assertThat(pulled.getException())
          .isInstanceOf(EngineFault.PullFailed.class)
          .hasMessage("the pull exceeded the time limit of the call");
      registryIsLeft();
    } finally {
      camel.stop();
    }
  }
}
