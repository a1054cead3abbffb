package org.dockermcp.packages.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageNameTest {

  /** The shipped ones, and one whose file takes any name. */
  static Stream<PackageManager> managers() throws IOException {
    return Stream.concat(ShippedManagers.all().all().stream(), Stream.of(Cargo.takingAnyName()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pip | numpy | numpy",
        "pip | Flask_SQLAlchemy | flask-sqlalchemy",
        "pip | uvicorn[standard]>=0.30,<1 | uvicorn",
        "pip | numpy == 2.1.* | numpy",
        "pip | zope.interface~=6.0 | zope-interface",
        "pip | torch===2.1.0+cpu | torch",
        "uv | requests!=2.0 | requests",
        "npm | lodash | lodash",
        "npm | lodash@4.17.21 | lodash",
        "npm | lodash@^4 | lodash",
        "npm | @types/node@>=18 <20 | @types/node",
        "npm | JSONStream@latest | JSONStream",
        "yarn | 'socket.io@1.x || 2.x' | socket.io",
        "pnpm | @babel/core | @babel/core",
        "apt | g++ | g++",
        "apt | libpq-dev | libpq-dev",
        "apt | curl=7.88.1-10+deb12u5 | curl",
        "apt | libc6:i386 | libc6",
        "apk | py3-pip>=23 | py3-pip",
        "apk | nodejs@edge | nodejs",
        "apk | so_name | so_name",
        "dnf | gcc-c++ | gcc-c++",
        "dnf | bash-5.2.26-3.fc40.x86_64 | bash-5.2.26-3.fc40.x86_64",
        "zypper | gcc>=13 | gcc",
        "pacman | gtk3=3.24.1 | gtk3",
      })
  void takesWhatTheManagerTakesAndKnowsItsName(String manager, String text, String expectedName) {
    assertThat(ShippedManagers.name(manager, text).name()).isEqualTo(expectedName);
  }

  @ParameterizedTest
  @MethodSource("managers")
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
                    .isThrownBy(() -> RequestedPackage.parse(text, List.of(manager)))
                    .satisfies(
                        failure ->
                            assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"curl-", "Curl", "curl*", "curl^", "?name(x)", "~nx", "curl/stable"})
  void refusesWhatAptWouldTakeForMoreThanAName(String text) {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> ShippedManagers.name("apt", text))
        .withMessage(
            "Could not install '"
                + text
                + "' with apt: it is not a package name in apt's grammar; give names such as curl"
                + " or libpq-dev, without options, paths or addresses.");
  }

  @Test
  void writesPythonsConstraintsWithoutBlanks() {
    assertThat(ShippedManagers.name("pip", " uvicorn [standard] >= 0.30, < 1 ").text())
        .isEqualTo("uvicorn[standard]>=0.30,<1");
  }

  @ParameterizedTest
  @CsvSource({
    "npm, lodash, 4.17.21, true",
    "yarn, lodash@4.17.21, 4.17.21, true",
    "yarn, lodash@4.17.20, 4.17.21, false",
    "yarn, lodash@^4, 4.17.21, false",
    "uv, numpy==2.1.0, 2.1.0, true",
    "uv, numpy==2.1.*, 2.1.0, false",
    "uv, 'numpy==2.1.0,<3', 2.1.0, false",
    "apt, curl=7.88.1-10, 7.88.1-10, true",
    "apt, curl=7.88.1-11, 7.88.1-10, false",
    "apk, curl=8.5.0-r0, 8.5.0-r0, true",
    "apk, curl>=8, 8.5.0-r0, false",
    "pacman, curl=8.5.0-1, 8.5.0-1, true",
  })
  void acceptsAVersionOnlyWhereThatIsCertain(
      String manager, String text, String version, boolean accepted) {
    assertThat(ShippedManagers.name(manager, text).accepts(version)).isEqualTo(accepted);
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
    assertThat(ShippedManagers.name("npm", text).floats()).isEqualTo(moves);
  }
}
