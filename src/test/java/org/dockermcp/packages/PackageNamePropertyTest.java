package org.dockermcp.packages;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dockermcp.Texts;
import static org.assertj.core.api.Assertions.assertThat;

/** That no text of a caller's becomes anything but a package's name to a package manager. */
class PackageNamePropertyTest {
  private static final String WORD = "abcdefghijklmnopqrstuvwxyz0123456789";

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> hostile =
        Arbitraries.of(
            "--index-url=http://x",
            "-r /etc/passwd",
            "-e git+https://x",
            "x @ file:///etc/passwd",
            "--prefix=/",
            "git://x",
            "http://x/y.tgz",
            "@scope/../x",
            "-o A::B=c",
            "./evil.deb",
            "pkg=1;id",
            "x.whl",
            "a.tar.gz",
            "curl-",
            "curl/stable",
            "user/repo",
            "a@npm:b",
            "a@file:b",
            "a@../b",
            "~/x",
            "*",
            "a*",
            "a[b",
            "a==1 --hash=x",
            "a>=1\n-e .");
    return Arbitraries.oneOf(
        Texts.any(),
        hostile,
        Combinators.combine(names(), hostile).as((name, it) -> name + it),
        Combinators.combine(
                names(), Arbitraries.of("@", "==", "=", ">=", "[", "~", "/", ":"), Texts.any())
            .as((name, mark, it) -> name + mark + it));
  }

  @Provide
  Arbitrary<String> names() {
    return Texts.of(WORD, WORD, 2, 40);
  }

  @Property
  void aNameThatIsTakenIsOneArgumentAndNoFlagPathOrAddress(
      @ForAll("texts") String text, @ForAll PackageManager manager) {
    if (Texts.isTaken(() -> PackageName.of(manager, text))) {
      PackageName taken = PackageName.of(manager, text);
      assertThat(taken.text())
          .hasSizeLessThanOrEqualTo(256)
          .doesNotStartWith("-")
          .doesNotStartWith(".")
          .doesNotStartWith("/")
          .doesNotContain("../", "/..", "//", ";", "&", "$", "`", "'", "\"", "\\", "(", "#", "%")
          .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]")
          .isNotEmpty();
      assertThat(taken.text().indexOf('/'))
          .satisfies(at -> assertThat(isOfAScope(at, taken)).isTrue());
      assertThat(PackageName.of(manager, taken.text())).isEqualTo(taken);
      assertThat(taken.name()).isNotEmpty().doesNotStartWith("-");
    }
  }

  private static boolean isOfAScope(int slash, PackageName taken) {
    return slash < 0 || (taken.text().startsWith("@") && slash == taken.text().lastIndexOf('/'));
  }

  @Property
  void aPlainNameIsTakenByEveryManager(
      @ForAll("names") String name, @ForAll PackageManager manager) {
    assertThat(PackageName.of(manager, " " + name + " ").name()).isEqualTo(name);
  }
}
