package org.dockermcp.it.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.dockermcp.it.security.Case;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.dockermcp.it.support.engine.LocalRegistry;
import org.dockermcp.it.support.engine.LocalRegistry.Pushed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How images come from a registry that wants a login. */
class PrivateImageIT extends SandboxTest {
  private static final UserConfiguration USER = new UserConfiguration();
  private static final String NAME = "someone";
  private static final String PASSWORD = "open-sesame-7f3a";
  private static final String WRONG = "close-sesame-9c1d";

  private final LocalRegistry registry = LocalRegistry.guarded(NAME, PASSWORD);
  private final Pushed app = registry.push("app:1");

  PrivateImageIT() {
    super(USER.environment());
  }

  @AfterEach
  void logOut() {
    USER.clear();
    server.call("cleanup_container", Map.of("cleanup_all", true)).ok();
    registry.removeAllOf(registry.host());
  }

  @Override
  protected void serverIsClosed() {
    registry.close();
    USER.close();
  }

  private Reply creating() {
    return server.call("create_container", Map.of("image", app.name()));
  }

  private void assertRefused(Reply reply, String engineWords) {
    assertThat(reply.code()).isEqualTo("IMAGE_UNAVAILABLE");
    assertThat(reply.message())
        .isEqualTo(
            "Could not get image '%s': the registry requires a login, and accepts none in"
                    .formatted(app.name())
                + " the Docker configuration of this server's user (%s); run 'docker login %s' as that user, or check the name."
                    .formatted(engineWords, registry.host()));
  }

  @Test
  void pullsWithALoginOfTheDockerConfiguration() {
    USER.logIn(registry.host(), NAME, PASSWORD);

    assertThat(creating().ok().get("image_digest")).isEqualTo(app.byDigest());
  }

  @Test
  void pullsWithALoginOfACredentialHelperAndAsksItOnce() {
    USER.logInByHelper(registry.host(), NAME, PASSWORD);

    assertThat(creating().ok().get("image_digest")).isEqualTo(app.byDigest());
    assertThat(USER.asked()).containsExactly(registry.host());
  }

  @Test
  @Case("F5")
  void f5SaysSoWithoutALogin() {
    assertRefused(creating(), "no basic auth credentials");
  }

  @Test
  void saysSoWhenTheHelperHasNoLogin() {
    USER.useHelperForAll();

    assertRefused(creating(), "no basic auth credentials");
    assertThat(USER.asked()).containsExactly(registry.host());
  }

  @Test
  @Case("F5")
  void f5SaysSoWithAWrongLoginAndKeepsItSecret() {
    USER.logIn(registry.host(), NAME, WRONG);

    Reply reply = creating();

    assertRefused(reply, "unauthorized: authentication required");
    assertThat(reply.text() + reply.content() + server.log()).doesNotContain(WRONG);
  }

  @Test
  void takesALoginThatCameAfterAFailedPull() {
    assertThat(creating().code()).isEqualTo("IMAGE_UNAVAILABLE");

    USER.logIn(registry.host(), NAME, PASSWORD);

    creating().ok();
  }

  @Test
  void pullsNothingThatIsLocalWhateverTheLogin() {
    USER.logIn(registry.host(), NAME, PASSWORD);
    creating().ok();
    USER.clear();
    USER.useHelperForAll();

    creating().ok();

    assertThat(USER.asked()).isEmpty();
  }

  @Test
  void asksForTheDefaultRegistryByTheEnginesNameForIt() {
    USER.useHelperForAll();

    // Not there, or out of reach.
    Reply reply = server.call("create_container", Map.of("image", "docker-mcp/absent:1"));

    assertThat(reply.code()).isEqualTo("IMAGE_UNAVAILABLE");
    String index = Objects.requireNonNull(docker().infoCmd().exec().getIndexServerAddress());
    assertThat(USER.asked()).containsExactly(index);
    assertThat(USER.home().resolve(".testcontainers.properties")).doesNotExist();
  }
}
