package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "python, python, latest",
    "python:3.12-slim, python, 3.12-slim",
    "someone/app:V1.0_x, someone/app, V1.0_x",
    "a/b/c-d__e.f/g:1, a/b/c-d__e.f/g, 1",
    "registry.test/app, registry.test/app, latest",
    "REGISTRY.test:5000/app:2, REGISTRY.test:5000/app, 2",
    "host:5000/app, host:5000/app, latest",
    "localhost/app, localhost/app, latest",
    "127.0.0.1:5000/a/b:1, 127.0.0.1:5000/a/b, 1",
  })
  void splitsANameIntoRepositoryAndTag(String text, String repository, String tag) {
    assertThat(ImageReference.parse(text))
        .isEqualTo(new ImageReference(repository, Optional.of(tag), Optional.empty()));
  }

  @Test
  void pullsByDigestWhenThereIsOne() {
    ImageReference alone = ImageReference.parse("app@" + DIGEST);
    ImageReference withTag = ImageReference.parse("app:1@" + DIGEST);

    assertThat(alone)
        .isEqualTo(new ImageReference("app", Optional.empty(), Optional.of(DIGEST)))
        .hasToString("app@" + DIGEST);
    assertThat(withTag).hasToString("app:1@" + DIGEST);
    assertThat(alone.version()).isEqualTo(DIGEST);
    assertThat(withTag.version()).isEqualTo(DIGEST);
  }

  @ParameterizedTest
  @CsvSource({
    "registry.test/app, registry.test",
    "host:5000/a/b, host:5000",
    "localhost/app, localhost",
    "someone/app,",
    "python:3.12,",
  })
  void takesTheFirstPartForARegistryOnlyWhenItLooksLikeAHost(String text, String registry) {
    assertThat(ImageReference.parse(text).registry()).isEqualTo(Optional.ofNullable(registry));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-rm",
        "a b",
        "a\nb",
        "UPPER",
        "UPPER/x",
        "a//b",
        "/a",
        "a/",
        "a:",
        "a:-x",
        "a:b:c",
        "a@",
        "x:tag@sha256:bad",
        "x@sha256:" + "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "http://registry.test/x",
        "../x",
        "x;id",
        "${env:HOME}",
        "é",
      })
  void refusesWhatIsNoImageName(String text) {
    assertThatThrownBy(() -> ImageReference.parse(text))
        .isInstanceOf(ToolFailure.class)
        .hasMessage(
            "Could not use image '"
                + text.replace('\n', ' ')
                + "': it is not a valid image name; give one such as python:3.12-slim.");
  }

  @Test
  void refusesAnOverlongNameAndShowsItsBeginning() {
    assertThatThrownBy(() -> ImageReference.parse("a".repeat(10_240)))
        .isInstanceOf(ToolFailure.class)
        .hasMessage(
            "Could not use image '"
                + "a".repeat(399)
                + "…': it is not a valid image name; give one such as python:3.12-slim.");
  }

  @Test
  void refusesARepositoryThatIsLongerThanTheEngineTakes() {
    ImageReference longest = ImageReference.parse("a".repeat(255) + ":" + "t".repeat(128));

    assertThat(longest.repository()).hasSize(255);
    assertThatThrownBy(() -> ImageReference.parse("a".repeat(256)))
        .isInstanceOf(ToolFailure.class)
        .hasMessageContaining("it is not a valid image name");
  }
}
