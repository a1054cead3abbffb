package org.dockermcp.it.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.dockermcp.it.security.Case;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.dockermcp.it.support.engine.LocalRegistry;
import org.dockermcp.it.support.engine.LocalRegistry.Pushed;
import org.dockermcp.it.support.engine.RegistryFront;
import org.dockermcp.it.support.engine.RegistryFront.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of images that cannot be had. */
class ImageUnavailableIT extends SandboxTest {
  private final LocalRegistry registry = LocalRegistry.open();
  private final RegistryFront front = RegistryFront.of(registry.host());
  private final Pushed app = registry.push("app:1");

  @AfterEach
  void removeContainersAndThenImages() {
    server.call("cleanup_container", Map.of("cleanup_all", true)).ok();
    front.reset();
    registry.removeAllOf(front.host());
  }

  @AfterAll
  void close() {
    front.close();
    registry.close();
  }

  private void assertUnavailable(String image, String why) {
    Reply reply = server.call("create_container", Map.of("image", image));

    assertThat(reply.message()).isEqualTo("Could not get image '%s': %s.".formatted(image, why));
    assertThat(reply.code()).isEqualTo("IMAGE_UNAVAILABLE");
    Reply list = server.call("list_containers", Map.of("show_all", true)).ok();
    assertThat(list.content().path("containers")).isEmpty();
  }

  private void assertAbsent(String image) {
    assertUnavailable(
        image,
        "the registry has no such image (manifest for %s not found: manifest unknown: manifest"
                .formatted(image)
            + " unknown); check the name and the tag");
  }

  @Test
  @Case("F5")
  void f5SaysThatATagIsUnknown() {
    assertAbsent(registry.host() + "/app:2");
  }

  @Test
  @Case("F5")
  void f5SaysThatARepositoryIsUnknown() {
    assertAbsent(registry.host() + "/nothing:1");
  }

  @Test
  @Case("F5")
  void f5SaysThatADigestIsUnknown() {
    assertAbsent(app.repository() + "@sha256:" + "0".repeat(64));
  }

  @Test
  @Case("F5")
  void f5SaysThatTheRegistryIsOutOfReach() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertUnavailable(
        "127.0.0.1:%d/app:1".formatted(port),
        "the engine cannot reach the registry (dial tcp 127.0.0.1:%d: connect: connection refused);"
                .formatted(port)
            + " check the registry's name and the engine's network, or load the image on the"
            + " engine's machine");
  }

  @Test
  @Case("F5")
  void f5SaysThatTheRegistryHasNoSuchHost() {
    String image = "no-such-host.invalid/app:1";

    Reply reply = server.call("create_container", Map.of("image", image));

    assertThat(reply.code()).isEqualTo("IMAGE_UNAVAILABLE");
    assertThat(reply.message())
        .startsWith(
            "Could not get image '%s': the engine cannot reach the registry (dial tcp: lookup"
                .formatted(image));
  }

  @Test
  @Case("F5")
  void f5SaysThatTheRegistryTakesNoMoreRequests() {
    front.fault(Fault.RATE_LIMIT);

    assertUnavailable(
        front.name(app),
        "the registry's rate limit is reached (toomanyrequests: You have reached your pull"
            + " rate limit); wait a while, or run 'docker login %s' as the user of this server if that raises its limit"
                .formatted(front.host()));
  }

  @Test
  @Case("F5")
  void f5SaysThatTheRegistryIsOutOfOrder() {
    front.fault(Fault.DOWN);

    assertUnavailable(
        front.name(app),
        "the registry reports a server error (received unexpected HTTP status: 503 Service Unavailable);"
            + " try again later");
  }

  @Test
  @Case("F5")
  void f5SaysThatADownloadWasCutAndPullsItTheNextTime() {
    front.fault(Fault.CUT);
    String image = front.name(app);

    Reply reply = server.call("create_container", Map.of("image", image));

    assertThat(reply.code()).isEqualTo("IMAGE_UNAVAILABLE");
    assertThat(reply.message())
        .matches(
            ("Could not get image '%s': the download of the image was incomplete (filesystem layer"
                        + " verification failed for digest ")
                    .formatted(image)
                    .replace("(", "\\(")
                + "sha256:[0-9a-f]{64}\\); try again\\.");
    front.fault(Fault.NONE);
    server.call("create_container", Map.of("image", image)).ok();
  }

  @Test
  void saysThatANameIsNoneBeforeTheEngineIsAsked() {
    for (String image : List.of("-rm", "UPPER/x", "x:tag@sha256:bad", "a".repeat(300))) {
      Reply reply = server.call("create_container", Map.of("image", image));

      assertThat(reply.code()).isEqualTo("INVALID_ARGUMENT");
      assertThat(reply.message())
          .isEqualTo(
              "Could not use image '%s': it is not a valid image name; give one such as python:3.12-slim."
                  .formatted(image));
    }
  }
}
