package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dockermcp.Texts;
import org.dockermcp.tool.Principal;

/** That no text of a caller's becomes a name that means more than a name. */
class NamesPropertyTest {
  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String NAME = ALPHANUMERIC + "_.-";

  @Provide
  Arbitrary<String> texts() {
    return Texts.any();
  }

  @Provide
  Arbitrary<String> sandboxNames() {
    return Texts.of(ALPHANUMERIC, NAME, 2, 128);
  }

  @Provide
  Arbitrary<String> sessionIds() {
    return Texts.of(ALPHANUMERIC, NAME, 1, 64);
  }

  private static void isPlain(String value, int longest) {
    assertThat(value).hasSizeLessThanOrEqualTo(longest).matches("[A-Za-z0-9][A-Za-z0-9_.-]*");
  }

  @Property
  void aNameThatIsTakenIsPlainAndAllPlainOnesAre(
      @ForAll("texts") String text, @ForAll("sandboxNames") String name) {
    if (Texts.isTaken(() -> new SandboxName(text))) {
      isPlain(text, 128);
    }
    assertThat(new SandboxName(name).value()).isEqualTo(name);
  }

  @Property
  void c31ASessionOfAnyTextHasAPlainVolume(
      @ForAll("texts") String text, @ForAll("sessionIds") String session) {
    if (Texts.isTaken(() -> SandboxFixture.session(text))) {
      assertThat(text.codePointCount(0, text.length())).isBetween(1, 256);
      isPlain(SandboxFixture.session(text).volume(), 128);
      assertThat(SandboxFixture.session(text).key()).matches("[A-Za-z0-9_.-]{1,64}");
      assertThat(SandboxFixture.session(text).shown()).doesNotMatch("[\\p{Cc}\\p{Cf}]");
    }
    assertThat(SandboxFixture.session(session).volume()).isEqualTo("mcp-session-" + session);
  }

  @Provide
  Arbitrary<String> anySessions() {
    return Arbitraries.oneOf(
        sessionIds(),
        Arbitraries.strings().withChars("aAéeE\u0301:/ .").ofMinLength(1).ofMaxLength(4),
        Arbitraries.strings().ofMinLength(1).ofMaxLength(256));
  }

  /** Also with those that are shaped as a digest's own, and as another principal's. */
  @Property
  void c31DifferentSessionsHaveDifferentVolumesAndKeys(
      @ForAll("anySessions") String one, @ForAll("anySessions") String other) {
    if (Texts.isTaken(() -> SandboxFixture.session(one))) {
      SessionId first = SandboxFixture.session(one);
      for (String text : List.of(other, first.name(), first.key(), "other/" + one, one + " ")) {
        if (Texts.isTaken(() -> SandboxFixture.session(text))) {
          SessionId second = SandboxFixture.session(text);
          SessionId others = new SessionId(SandboxFixture.OTHER, text);

          assertThat(first.volume().equals(second.volume())).isEqualTo(one.equals(text));
          assertThat(first.key().equals(second.key())).isEqualTo(one.equals(text));
          assertThat(others.volume()).isNotEqualTo(first.volume());
          assertThat(others.key()).isNotEqualTo(first.key());
        }
      }
    }
  }

  @Property
  void aReferenceThatIsTakenIsPlainAndNamesWhatHasThatNameOrLongId(
      @ForAll("texts") String text, @ForAll("sessionIds") String reference) {
    if (Texts.isTaken(() -> new SandboxRef(Principal.LOCAL, text))) {
      isPlain(text, 128);
    }
    SandboxRef found = new SandboxRef(Principal.LOCAL, reference);
    assertThat(found.names(SandboxFixture.running(reference))).isTrue();
    assertThat(found.names(SandboxFixture.running(reference + "x"))).isFalse();
    assertThat(found.isIdOf("0".repeat(64))).isEqualTo(reference.matches("0{12,64}"));
  }

  @Provide
  Arbitrary<String> images() {
    String lower = "abcdefghijklmnopqrstuvwxyz0123456789";
    Arbitrary<String> part =
        Arbitraries.strings()
            .withChars(lower.toCharArray())
            .ofMinLength(1)
            .ofMaxLength(12)
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .flatMap(
                words -> Arbitraries.of(".", "_", "__", "-", "---").map(it -> join(it, words)));
    Arbitrary<String> registry =
        Arbitraries.of("", "localhost/", "host:5000/", "REGISTRY.test/", "127.0.0.1:65535/");
    Arbitrary<String> tag =
        Texts.of(ALPHANUMERIC + "_", NAME, 1, 128)
            .map(it -> ":" + it)
            .optional()
            .map(NamesPropertyTest::text);
    Arbitrary<String> digest =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofSize(32)
            .map(it -> "@sha256:" + HexFormat.of().formatHex(it))
            .optional(0.3)
            .map(NamesPropertyTest::text);
    Arbitrary<String> path =
        part.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("/", parts));
    return Combinators.combine(registry, path, tag, digest)
        .as((a, b, c, d) -> a + b + c + d)
        .filter(image -> image.length() <= 255 && !image.matches("[0-9a-f]{64}(?::.*)?"));
  }

  private static String join(String between, List<String> words) {
    return String.join(between, words);
  }

  private static String text(Optional<String> text) {
    return text.orElse("");
  }

  @Property
  void anImageThatIsTakenIsWrittenAgainAsItWas(
      @ForAll("texts") String text, @ForAll("images") String image) {
    if (Texts.isTaken(() -> ImageReference.parse(text))) {
      assertThat(ImageReference.parse(text).toString())
          .hasSizeLessThanOrEqualTo(520)
          .matches("[A-Za-z0-9][A-Za-z0-9:/@._-]*")
          .doesNotContain("..", "//")
          .startsWith(text);
    }
    ImageReference parsed = ImageReference.parse(image);
    assertThat(parsed.toString()).isIn(image, image + ":latest");
    assertThat(ImageReference.parse(parsed.toString())).isEqualTo(parsed);
    assertThat(parsed.canonicalRepository()).endsWith("/" + afterRegistry(parsed));
  }

  private static String afterRegistry(ImageReference image) {
    return image
        .registry()
        .map(host -> image.repository().substring(host.length() + 1))
        .orElse(image.repository());
  }

  @Property
  void anEnvironmentThatIsTakenSurvivesItsLabel(
      @ForAll("texts") String name, @ForAll("texts") String value) {
    if (Texts.isTaken(() -> new SandboxEnvironment(Map.of(name, value)))) {
      SandboxEnvironment environment = new SandboxEnvironment(Map.of(name, value));
      assertThat(name).matches("[A-Za-z_][A-Za-z0-9_]*").doesNotStartWith("DOCKER_MCP_");
      assertThat(environment.lines()).hasSize(1).first().asString().doesNotContain("\0");
      assertThat(SandboxEnvironment.ofLabel(environment.label())).isEqualTo(environment);
    }
    Map<String, String> usual = Map.of("A", "", "B", value.replace('\0', '='));
    SandboxEnvironment plain = new SandboxEnvironment(usual);
    assertThat(SandboxEnvironment.ofLabel(plain.label()).values()).isEqualTo(usual);
  }
}
