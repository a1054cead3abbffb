package org.dockermcp.packages.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dockermcp.Texts;

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

  /** The shipped ones, and one whose file takes any name. */
  @Provide
  Arbitrary<PackageManager> managers() throws IOException {
    List<PackageManager> managers = new ArrayList<>(ShippedManagers.all().all());
    managers.add(Cargo.takingAnyName());
    return Arbitraries.of(managers);
  }

  private static PackageName parse(PackageManager manager, String text) {
    return RequestedPackage.parse(text, List.of(manager)).name(manager);
  }

  @Provide
  Arbitrary<String> names() {
    return Texts.of(WORD, WORD, 2, 40);
  }

  @Property
  void aNameThatIsTakenIsOneArgumentAndNoFlagPathOrAddress(
      @ForAll("texts") String text, @ForAll("managers") PackageManager manager) {
    if (Texts.isTaken(() -> parse(manager, text))) {
      PackageName taken = parse(manager, text);
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
      assertThat(parse(manager, taken.text())).isEqualTo(taken);
      assertThat(taken.name()).isNotEmpty().doesNotStartWith("-");
    }
  }

  private static boolean isOfAScope(int slash, PackageName taken) {
    return slash < 0 || (taken.text().startsWith("@") && slash == taken.text().lastIndexOf('/'));
  }

  @Property
  void aPlainNameIsTakenByEveryManager(
      @ForAll("names") String name, @ForAll("managers") PackageManager manager) {
    assertThat(parse(manager, " " + name + " ").name()).isEqualTo(name);
  }
}
