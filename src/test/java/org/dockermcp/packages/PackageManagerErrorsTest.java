package org.dockermcp.packages;

import static org.assertj.core.api.Assertions.assertThat;

import org.dockermcp.exec.CommandResultFixture;
import org.dockermcp.packages.manager.ShippedManagers;
import org.junit.jupiter.api.Test;

class PackageManagerErrorsTest {

  private static String words(String manager, String stdout, String stderr) {
    return PackageManagerErrors.of(
        ShippedManagers.named(manager), CommandResultFixture.ended(stdout, stderr, 1));
  }

  @Test
  void areTheErrorsOfStandardErrorAndNotTheRest() {
    String stderr =
        """
        npm error code E404
        npm error 404 Not Found - GET http://registry/nope
        npm error 404
        npm error 404  'nope@*' is not in this registry.
        npm error 404
        npm error 404 Note that you can also install from a
        npm error 404 tarball, folder, http url, or git url.
        npm error A complete log of this run can be found in: /root/.npm/_logs/x.log
        """;

    assertThat(words("npm", "ignored", stderr))
        .isEqualTo(
            """
            npm error code E404
            npm error 404 Not Found - GET http://registry/nope
            npm error 404  'nope@*' is not in this registry.""");
  }

  @Test
  void keepTheLineThatAColonPromises() {
    String stderr =
        """
        ERROR: unable to select packages:
          nope (no such package):
            required by: world[nope]
        """;

    assertThat(words("apk", "", stderr))
        .isEqualTo(
            "ERROR: unable to select packages: nope (no such package): required by: world[nope]");
  }

  @Test
  void areTheLastLinesWhereNoneIsMarkedAsAnError() {
    assertThat(words("pip", "one\ntwo\nthree\nfour\nfive\nsix\n", ""))
        .isEqualTo("two\nthree\nfour\nfive\nsix");
  }

  @Test
  void areWithoutControlCharactersAndSecrets() {
    assertThat(words("apk", "", "\u001b[31mERROR\u001b[0m: https://me:secret@host/x failed\n"))
        .isEqualTo("[31mERROR [0m: https://***@host/x failed");
  }

  @Test
  void sayThatThereWereNone() {
    assertThat(words("apk", "", " \n")).isEqualTo("it ended with exit code 1 and said nothing");
  }
}
