package org.dockermcp.it.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.dockermcp.it.support.engine.EngineProxy;
import org.dockermcp.it.support.engine.LocalRegistry;
import org.dockermcp.it.support.engine.LocalRegistry.Pushed;
import org.dockermcp.it.support.engine.RegistryFront;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How images come from a registry. */
class ImagePullIT extends SandboxTest {
  private final LocalRegistry registry = LocalRegistry.open();
  private final RegistryFront front = RegistryFront.of(registry.host());
  private final Pushed app = registry.push("app:1");
  private final Pushed other = registry.push("app:2");

  @AfterEach
  void removeContainersAndThenImages() {
    server.call("cleanup_container", Map.of("cleanup_all", true)).ok();
    front.reset();
    registry.removeAllOf(front.host());
    registry.removeAllOf(registry.host());
  }

  @AfterAll
  void close() {
    front.close();
    registry.close();
  }

  private Reply creating(String image) {
    return server.call("create_container", Map.of("image", image));
  }

  private Reply creating(String image, String token) {
    return creating(server, image, token);
  }

  private static Reply creating(McpServerProcess server, String image, String token) {
    return server.callWithProgress("create_container", token, Map.of("image", image));
  }

  private List<String> told(String token) {
    return told(server, token);
  }

  private static List<String> told(McpServerProcess server, String token) {
    return server.progressOnWire(token).stream()
        .flatMap(note -> note.path("message").asText().lines())
        .toList();
  }

  private List<String> manifestRequests() {
    return front.requests().stream().filter(it -> it.contains("/manifests/")).toList();
  }

  @Test
  void pullsAnAbsentImageAndTellsItLayerByLayer() {
    Reply reply = creating(app.name(), "layers").ok();

    assertThat(reply.content().path("ready").booleanValue()).isTrue();
    List<String> told = told("layers");
    assertThat(told)
        .startsWith("Pulling " + app.name(), "1: Pulling from app")
        .endsWith("Digest: " + app.digest(), "Status: Downloaded newer image for " + app.name());
    List<String> layers =
        told.stream()
            .filter(line -> line.endsWith(": Pulling fs layer"))
            .map(line -> line.substring(0, line.indexOf(':')))
            .toList();
    assertThat(layers).hasSizeGreaterThanOrEqualTo(2).allMatch(id -> id.matches("[0-9a-f]{12}"));
    assertThat(layers).allSatisfy(id -> assertThat(told).contains(id + ": Pull complete"));
    // Of steps that follow each other at once, the last is told.
    assertThat(told).anyMatch(line -> line.endsWith(": Download complete"));
    assertThat(told)
        .anyMatch(line -> line.matches("[0-9a-f]{12}: Downloading \\d+ % of \\d+ bytes"));
  }

  @Test
  void tellsAtMostTenTimesASecond() {
    long begun = System.nanoTime();
    creating(app.name(), "pace").ok();
    double seconds = (System.nanoTime() - begun) / 1e9;

    assertThat(told("pace")).hasSizeGreaterThan(15);
    // Beside the first and the last.
    assertThat(server.progressOnWire("pace")).hasSizeLessThanOrEqualTo((int) (10 * seconds) + 2);
  }

  @Test
  void numbersWhatItTellsFromOneUp() {
    creating(app.name(), "numbers").ok();

    List<JsonNode> notes = server.progressOnWire("numbers");
    // How many there are hangs on how quickly it is pulled.
    assertThat(notes).hasSizeGreaterThan(1);
    for (int i = 0; i < notes.size(); i++) {
      assertThat(notes.get(i).path("progress").asInt()).isEqualTo(i + 1);
    }
  }

  @Test
  void reportsTheRegistrysDigest() {
    assertThat(creating(app.name()).ok().get("image_digest")).isEqualTo(app.byDigest());
  }

  @Test
  void pullsByDigest() {
    Reply reply = creating(app.byDigest()).ok();

    assertThat(reply.get("image")).isEqualTo(app.byDigest());
    assertThat(reply.get("image_digest")).isEqualTo(app.byDigest());
    assertThat(inspect(reply.get("container_id")).getImageId()).isEqualTo(app.id());
  }

  @Test
  void asksTheRegistryForNothingWhenTheImageIsLocal() {
    String name = front.name(app);
    creating(name).ok();
    int requests = front.requests().size();

    Reply again = creating(name, "again").ok();

    assertThat(again.get("image_digest")).isEqualTo(front.host() + "/app@" + app.digest());
    assertThat(front.requests()).hasSize(requests);
    assertThat(told("again")).isEmpty();
  }

  @Test
  void pullsOnceForTwoCallsAtOnce() throws Exception {
    String name = front.name(app);
    front.hold();
    try (EngineProxy proxy = new EngineProxy();
        McpServerProcess throughProxy =
            McpServerProcess.start(Map.of("DOCKER_HOST", proxy.dockerHost()))) {
      proxy.open();
      List<CompletableFuture<Reply>> calls =
          List.of(
              CompletableFuture.supplyAsync(() -> creating(throughProxy, name, "first")),
              CompletableFuture.supplyAsync(() -> creating(throughProxy, name, "second")));
      // The one that pulls has looked for the image twice, and the other once.
      proxy.awaitText("No such image: " + name, 3);

      front.letGo();

      for (CompletableFuture<Reply> call : calls) {
        call.get(60, TimeUnit.SECONDS).ok();
      }
      assertThat(
              List.of(
                  told(throughProxy, "first").isEmpty(), told(throughProxy, "second").isEmpty()))
          .containsExactlyInAnyOrder(true, false);
      assertThat(manifestRequests()).isNotEmpty().doesNotHaveDuplicates();
      throughProxy.call("cleanup_container", Map.of("cleanup_all", true)).ok();
    }
  }

  @Test
  void pullsTwoImagesAtOnceSideBySide() throws Exception {
    String held = front.name(app);
    front.hold();
    CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(() -> creating(held));
    front.awaitRequest();

    creating(other.name()).ok();

    assertThat(waiting).isNotDone();
    front.letGo();
    waiting.get(30, TimeUnit.SECONDS).ok();
  }

  @Test
  void keepsTheLocalImageWhenTheTagMovesInTheRegistry() {
    String name = registry.tag(app, "moving");
    creating(name).ok();
    registry.tag(other, "moving");

    Reply again = creating(name).ok();

    assertThat(again.get("image_digest")).isEqualTo(app.byDigest());
    assertThat(inspect(again.get("container_id")).getImageId()).isEqualTo(app.id());
  }

  @Test
  void goesOnWithADownloadThatBroke() {
    String name = front.name(app);
    front.fault(RegistryFront.Fault.BROKEN_ONCE);

    creating(name, "broke").ok();

    assertThat(told("broke"))
        .anyMatch(line -> line.matches("[0-9a-f]{12}: Retrying in \\d+ seconds"))
        .endsWith("Status: Downloaded newer image for " + name);
  }

  @Test
  void pullsWhateverNameTheEngineTakes() {
    Pushed odd = registry.push("a/two__underscores/three---dashes/b.c:V1.0_x");

    assertThat(creating(odd.name()).ok().get("image")).isEqualTo(odd.name());
  }

  @Test
  void pullsFromTheRegistryThatTheUserPutsInThePlaceOfTheDefaultOne() {
    Map<String, String> settings =
        Map.of("TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX", registry.host() + "/");
    try (McpServerProcess substituting = McpServerProcess.start(settings)) {

      Reply reply = substituting.call("create_container", Map.of("image", "app:1")).ok();

      assertThat(reply.get("image")).isEqualTo("app:1");
      assertThat(reply.get("name")).startsWith("mcp-app-");
      assertThat(reply.get("image_digest")).isEqualTo(app.byDigest());
      assertThat(inspect(reply.get("container_id")).getImageId()).isEqualTo(app.id());
    }
  }

  @Test
  void saysSoWhenTheEngineGoesAwayDuringAPull() throws Exception {
    String name = front.name(app);
    try (EngineProxy proxy = new EngineProxy();
        McpServerProcess throughProxy =
            McpServerProcess.start(Map.of("DOCKER_HOST", proxy.dockerHost()))) {
      proxy.open();
      front.hold();
      CompletableFuture<Reply> pulling =
          CompletableFuture.supplyAsync(
              () -> throughProxy.call("create_container", Map.of("image", name)));
      front.awaitRequest();

      proxy.cut();

      Reply reply = pulling.get(30, TimeUnit.SECONDS);
      assertThat(reply.code()).isEqualTo("ENGINE_LOST");
      assertThat(reply.message())
          .isEqualTo(
              "Could not complete create_container: the connection to the Docker engine broke, so"
                  + " the outcome is unknown; inspect the container before trying again.");
    }
  }
}
