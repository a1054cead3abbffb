package org.dockermcp.sandbox.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.dockermcp.sandbox.ImageReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullFaultTest {
  private static final ImageReference APP = ImageReference.parse("registry.test/app:1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LOGIN | Head \"http://registry.test/v2/app/manifests/1\": no basic auth credentials",
        "LOGIN | Head \"http://registry.test/v2/\": unauthorized: authentication required",
        "LOGIN | Get https://registry.test/v2/: unauthorized: incorrect username or password",
        "HIDDEN | pull access denied for registry.test/app, repository does not exist or may require"
            + " 'docker login': denied: requested access to the resource is denied",
        "ABSENT | manifest for registry.test/app:1 not found: manifest unknown: manifest unknown",
        "ABSENT | failed to resolve reference \"registry.test/app:1\": registry.test/app:1: not found",
        "PLATFORM | no matching manifest for linux/arm64/v8 in the manifest list entries",
        "RATE | toomanyrequests: You have reached your pull rate limit.",
        "RATE | unexpected status from HEAD request to https://registry.test/v2/: 429 Too Many Requests",
        "UNREACHABLE | Get \"https://registry.test/v2/\": dial tcp 10.0.0.1:443: connect: connection refused",
        "UNREACHABLE | Get \"https://registry.test/v2/\": dial tcp: lookup registry.test: no such host",
        "UNREACHABLE | Get \"https://registry.test/v2/\": net/http: request canceled while waiting for"
            + " connection (Client.Timeout exceeded while awaiting headers)",
        "UNREACHABLE | Get \"https://registry.test/v2/\": net/http: TLS handshake timeout",
        "UNTRUSTED | Get \"https://registry.test/v2/\": x509: certificate signed by unknown authority",
        "UNTRUSTED | Get \"https://registry.test/v2/\": http: server gave HTTP response to HTTPS client",
        "CUT | filesystem layer verification failed for digest sha256:0123",
        "CUT | unexpected EOF",
        "CUT | read tcp 10.0.0.2:4->10.0.0.1:443: read: connection reset by peer",
        "CUT | Could not pull image: Downloading",
        "CUT | the pull took longer than the call may",
        "BROKEN | received unexpected HTTP status: 503 Service Unavailable",
        "FULL | failed to register layer: write /large: no space left on device",
        "OTHER | something that no engine has said yet",
      })
  void knowsAFaultByTheEnginesWords(PullFault kind, String words) {
    assertThat(PullFault.of(words, APP)).isEqualTo(kind);
  }

  @Test
  void isNotMisledByTheImagesName() {
    ImageReference image = ImageReference.parse("registry.test/denied/timeout:1");

    assertThat(PullFault.of("manifest for registry.test/denied/timeout:1 not found", image))
        .isEqualTo(PullFault.ABSENT);
  }

  @Test
  void givesTheEnginesWordsAfterItsOwn() {
    assertThat(PullFault.FULL.reason("write /large: no space left on device."))
        .isEqualTo("the engine's disk is full (write /large: no space left on device)");
    assertThat(PullFault.OTHER.reason("something else.")).isEqualTo("something else");
  }

  @Test
  void showsNoAddressThatOpensALayer() {
    String signed =
        "Get \"https://store.test/layer?X-Amz-Credential=abc&X-Amz-Signature=def\": dial tcp:"
            + " i/o timeout at https://store.test/layer?sig=def";

    assertThat(PullFault.UNREACHABLE.reason(signed))
        .isEqualTo(
            "the engine cannot reach the registry (dial tcp: i/o timeout at https://store.test/layer)");
  }

  @Test
  void namesTheRegistryToLogInTo() {
    assertThat(PullFault.LOGIN.hint(APP))
        .isEqualTo("run 'docker login registry.test' as that user, or check the name");
    assertThat(PullFault.LOGIN.hint(ImageReference.parse("app")))
        .isEqualTo("run 'docker login' as that user, or check the name");
  }
}
