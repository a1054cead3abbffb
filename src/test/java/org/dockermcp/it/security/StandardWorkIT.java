package org.dockermcp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.InstallTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people do in the standard profile, beside the installs of {@code AddDependenciesIT}. */
class StandardWorkIT extends InstallTest {

  @Test
  void compilesAndRunsAProgramWithGcc() {
    String box = create(Images.DEBIAN);
    install(box, List.of("gcc", "libc6-dev")).ok();

    assertThat(
            stdout(
                box,
                "printf '#include <stdio.h>\\nint main(void){return puts(\"built\") < 0;}' > a.c"
                    + " && gcc -o /tmp/a a.c && /tmp/a"))
        .isEqualTo("built\n");
  }

  @Test
  @Tag("faults")
  void installsAndStartsPostgreSql() {
    String box = create(Images.DEBIAN);
    install(box, List.of("postgresql"), "package_manager", "apt").ok();

    run(box, "pg_ctlcluster $(pg_lsclusters -h | cut -d ' ' -f 1) main start >/dev/null 2>&1").ok();
    assertThat(stdout(box, "runuser -u postgres -- psql -tAc 'select 6 * 7'")).isEqualTo("42\n");
    assertThat(stdout(box, "ps -o user= -C postgres | sort -u")).isEqualTo("postgres\n");
    hasNoNetwork(box);
  }
}
