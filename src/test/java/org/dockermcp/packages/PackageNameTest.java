package org.dockermcp.packages;

import java.util.List;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PackageNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PIP | numpy | numpy",
        "PIP | Flask_SQLAlchemy | flask-sqlalchemy",
        "PIP | uvicorn[standard]>=0.30,<1 | uvicorn",
        "PIP | numpy == 2.1.* | numpy",
        "PIP | zope.interface~=6.0 | zope-interface",
        "PIP | torch===2.1.0+cpu | torch",
        "UV | requests!=2.0 | requests",
        "NPM | lodash | lodash",
        "NPM | lodash@4.17.21 | lodash",
        "NPM | lodash@^4 | lodash",
        "NPM | @types/node@>=18 <20 | @types/node",
        "NPM | JSONStream@latest | JSONStream",
        "YARN | 'socket.io@1.x || 2.x' | socket.io",
        "PNPM | @babel/core | @babel/core",
        "APT | g++ | g++",
        "APT | libpq-dev | libpq-dev",
        "APT | curl=7.88.1-10+deb12u5 | curl",
        "APT | libc6:i386 | libc6",
        "APK | py3-pip>=23 | py3-pip",
        "APK | nodejs@edge | nodejs",
        "APK | so_name | so_name",
        "DNF | gcc-c++ | gcc-c++",
        "DNF | bash-5.2.26-3.fc40.x86_64 | bash-5.2.26-3.fc40.x86_64",
        "ZYPPER | gcc>=13 | gcc",
        "PACMAN | gtk3=3.24.1 | gtk3",
      })
  void takesWhatTheManagerTakesAndKnowsItsName(
      PackageManager manager, String text, String expectedName) {
    assertThat(PackageName.of(manager, text).name()).isEqualTo(expectedName);
  }

  @ParameterizedTest
  @EnumSource
  void refusesFlagsPathsAddressesAndShellTextForEveryManager(PackageManager manager) {
    List<String> texts =
        List.of(
            "",
            " ",
            "; touch /pwn",
            "$(id)",
            "`id`",
            "a\nb",
            "a\n",
            "a && b",
            "a b",
            "a'b",
            "a\"b",
            "a\\b",
            "a\0b",
            "a;b",
            "a#b",
            "${body}",
            "--index-url=http://x",
            "-r",
            "-r /etc/passwd",
            "-e git+https://example.org/x",
            "--prefix=/",
            "-o APT::Update::Pre-Invoke::=id",
            "-",
            ".",
            "..",
            "./evil.deb",
            "/etc/passwd",
            "../x",
            "~/x",
            "x @ file:///etc/passwd",
            "git://example.org/x",
            "git+ssh://example.org/x",
            "https://example.org/x.tgz",
            "github:a/b",
            "a/b",
            "npm:x@1",
            "x@npm:y",
            "x@file:y",
            "@scope/../x",
            "@scope/x/y",
            "evil.whl",
            "evil.zip",
            "evil.tar.gz",
            "evil.tgz",
            "evil.deb",
            "evil.apk",
            "evil.rpm",
            "evil.pkg.tar.zst",
            "pkg=1;id",
            "numpy; python_version<'3'",
            "pÿthon",
            "x".repeat(257));

    assertThat(texts)
        .allSatisfy(
            text ->
                assertThatExceptionOfType(ToolFailure.class)
                    .isThrownBy(() -> PackageName.of(manager, text))
                    .satisfies(
                        failure ->
                            assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"curl-", "Curl", "curl*", "curl^", "?name(x)", "~nx", "curl/stable"})
  void refusesWhatAptWouldTakeForMoreThanAName(String text) {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> PackageName.of(PackageManager.APT, text))
        .withMessage(
            "Could not install '"
                + text
                + "' with apt: it is not a package name in apt's grammar; give names such as curl"
                + " or libpq-dev, without options, paths or addresses.");
  }

  @Test
  void writesPythonsConstraintsWithoutBlanks() {
    assertThat(PackageName.of(PackageManager.PIP, " uvicorn [standard] >= 0.30, < 1 ").text())
        .isEqualTo("uvicorn[standard]>=0.30,<1");
  }

  @ParameterizedTest
  @CsvSource({
    "NPM, lodash, 4.17.21, true",
    "YARN, lodash@4.17.21, 4.17.21, true",
    "YARN, lodash@4.17.20, 4.17.21, false",
    "YARN, lodash@^4, 4.17.21, false",
    "UV, numpy==2.1.0, 2.1.0, true",
    "UV, numpy==2.1.*, 2.1.0, false",
    "UV, 'numpy==2.1.0,<3', 2.1.0, false",
    "APT, curl=7.88.1-10, 7.88.1-10, true",
    "APT, curl=7.88.1-11, 7.88.1-10, false",
    "APK, curl=8.5.0-r0, 8.5.0-r0, true",
    "APK, curl>=8, 8.5.0-r0, false",
    "PACMAN, curl=8.5.0-1, 8.5.0-1, true",
  })
  void acceptsAVersionOnlyWhereThatIsCertain(
      PackageManager manager, String text, String version, boolean accepted) {
    PackageName.of(manager, text);

    assertThat(manager.grammar().accepts(text, version)).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({
    "lodash@latest, true",
    "lodash@next, true",
    "lodash@v4.1.0, false",
    "lodash@x, false",
    "lodash@4.x, false",
    "lodash@^4, false",
    "lodash, false",
  })
  void knowsTagsThatMove(String text, boolean moves) {
    assertThat(PackageGrammar.NODE.floats(text)).isEqualTo(moves);
  }
}
