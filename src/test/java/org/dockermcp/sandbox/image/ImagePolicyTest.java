package org.dockermcp.sandbox.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dockermcp.sandbox.ImageReference;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Progress;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePolicyTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  private static boolean allows(String patterns, String image) {
    try {
      Settings settings = Settings.load(Map.of("DOCKER_MCP_IMAGES", patterns));
      return new ImagePolicy(settings.images()).allows(ImageReference.parse(image));
    } catch (SettingsException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "python, python:3.12",
    "python, docker.io/library/python",
    "docker.io/library/python, python:2",
    "docker.io/python, python:2",
    "index.docker.io/python, python:2",
    "python:3.*, python:3.12-slim",
    "python:3.*, docker.io/library/python:3.12",
    "python:latest, python",
    "pyth*, python:3",
    "someone/*, someone/app:1",
    "docker.io/**, someone/app:1",
    "docker.io/**, python",
    "docker.io/*, python",
    "ghcr.io/org/*, ghcr.io/org/app:1",
    "ghcr.io/org/**, ghcr.io/org/a/b/c:1",
    "ghcr.io/**:v*, ghcr.io/org/app:v2",
    "GHCR.io/org/*, ghcr.IO/org/app",
    "*.test/app, registry.test/app",
    "host:5000/**, host:5000/a/b",
    "localhost/app, localhost/app:2",
    "node python:3.*, python:3.1",
  })
  void aPatternMeans(String patterns, String image) {
    assertThat(allows(patterns, image)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "python, python3",
    "python, someone/python",
    "python, ghcr.io/library/python",
    "python:3.*, python:2.7",
    "python:3.*, python",
    "python:3.*, python:3",
    "someone/*, someone/a/b",
    "docker.io/*, someone/app",
    "docker.io/**, ghcr.io/org/app",
    "ghcr.io/org/**, ghcr.io/organisation/app",
    "ghcr.io/org/**, ghcr.io/org",
    "ghcr.io/org/*, ghcr.io/org/a/b",
    "*.test/app, registry.test:5000/app",
    "registry.test/a.c, registry.test/abc",
    "host:5000/**, host:5001/a",
  })
  void aPatternDoesNotMean(String patterns, String image) {
    assertThat(allows(patterns, image)).isFalse();
  }

  @Test
  void aDigestGoesWithARepositoryAndNeverWithATag() {
    assertThat(allows("python", "python@" + DIGEST)).isTrue();
    assertThat(allows("python", "python:3.12@" + DIGEST)).isTrue();
    assertThat(allows("python:*", "python@" + DIGEST)).isFalse();
    assertThat(allows("python:3.*", "python:3.12@" + DIGEST)).isFalse();
    assertThat(allows("python@" + DIGEST, "docker.io/library/python@" + DIGEST)).isTrue();
    assertThat(allows("python@" + DIGEST, "python:3.12")).isFalse();
    assertThat(allows("python@" + DIGEST, "python@sha256:" + "0".repeat(64))).isFalse();
  }

  @Test
  void withoutPatternsEverythingIsAllowed() {
    assertThat(allows("", "any.test/thing@" + DIGEST)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "**",
        "*:3",
        "a**",
        "**/a",
        "a/**/b",
        "a/***",
        "a:**",
        "/a",
        "a/",
        "UPPER/x",
        "a;b",
        "a@sha256:bad",
        "a:1@sha256:*",
        "-a",
        "http://a",
        "a:b:c",
        "a//b",
        "${x}"
      })
  void whatIsNoPatternIsRefusedAtStart(String pattern) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Settings.load(Map.of("DOCKER_MCP_IMAGES", "node " + pattern)))
        .withMessage(
            "DOCKER_MCP_IMAGES 'node %s' (environment) has '%s', which is not an image pattern"
                + " such as python:3.*, ghcr.io/org/* or docker.io/**.",
            pattern, pattern);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("python", "python:3.12", "someone/app:v1", "ghcr.io/org/a/b", "h:1/x:2");
  }

  @Property
  void aNameAllowsItselfAndNothingElse(
      @ForAll("names") String pattern, @ForAll("names") String image) {
    assertThat(allows(pattern, image)).isEqualTo(image.startsWith(pattern));
  }

  @Test
  void saysWhatIsAllowedWhenWhatStandsInIsNot() {
    ImagePolicy policy = new ImagePolicy(List.of("python:3.*", "node"));
    ImagePull wanted =
        new ImagePull(
            ImageReference.parse("python:3.1"),
            ImageReference.parse("mirror.test/python:3.1"),
            Progress.NONE);

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> policy.check(wanted))
        .withMessage(
            "Could not use image 'python:3.1', here 'mirror.test/python:3.1': the operator allows"
                + " only python:3.*, node; use one of those.")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DENIED));
  }
}
