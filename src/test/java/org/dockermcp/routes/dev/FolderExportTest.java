package org.dockermcp.routes.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dockermcp.routes.check.RouteProblem;
import org.dockermcp.routes.dev.FolderDiff.Change;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a folder of tools is copied, and compared with its copy. */
class FolderExportTest {
  @TempDir private Path home = Path.of("");
  private Path shipped = home;
  private Path copy = home;

  @BeforeEach
  void ship() throws IOException {
    shipped = Files.createDirectories(home.resolve("shipped/lib")).resolve("..").normalize();
    copy = home.resolve("copy");
    Files.writeString(shipped.resolve("a.tool.yaml"), "1\n2\n3\n");
    Files.writeString(shipped.resolve("tool.schema.json"), "{}");
    Files.writeString(shipped.resolve("lib/b.camel.yaml"), "b\n");
    Files.createDirectory(shipped.resolve("packages"));
    Files.writeString(shipped.resolve("packages/c.manager.yaml"), "c\n");
  }

  private FolderExport export() {
    return new FolderExport(shipped, copy);
  }

  @Test
  void copiesEverythingOnce() throws IOException {
    assertThat(export().obstacles(false)).isEmpty();
    assertThat(export().copy()).isEqualTo(4);
    assertThat(copy.resolve("lib/b.camel.yaml")).hasContent("b");
    assertThat(export().obstacles(false)).isEmpty();
    assertThat(export().copy()).isZero();
    assertThat(FolderDiff.between(shipped, copy)).isEqualTo(new FolderDiff(List.of(), List.of()));
  }

  @Test
  void leavesWhatWasChangedUnlessForced() throws IOException {
    export().copy();
    Path changed = Files.writeString(copy.resolve("a.tool.yaml"), "mine\n");

    assertThat(export().obstacles(false)).containsExactly(changed + " exists and differs");
    assertThat(export().obstacles(true)).isEmpty();
    assertThat(export().copy()).isEqualTo(1);
    assertThat(changed).hasContent("1\n2\n3");
    try (var left = Files.list(copy)) {
      assertThat(left).hasSize(4);
    }
  }

  @Test
  void followsNoLinkEvenWhenForced() throws IOException {
    Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    Path mine = Files.writeString(elsewhere.resolve("mine"), "1\n2\n3\n");
    Files.createDirectory(copy);
    Files.createSymbolicLink(copy.resolve("lib"), elsewhere);
    Files.createSymbolicLink(copy.resolve("a.tool.yaml"), mine);

    assertThat(export().obstacles(true))
        .containsExactly(
            copy.resolve("a.tool.yaml") + " is not a regular file",
            copy.resolve("lib") + " is a link");

    copy = Files.createSymbolicLink(home.resolve("link"), elsewhere);
    assertThat(export().obstacles(true)).containsExactly(copy + " is a link");
  }

  @Test
  void tellsWhatWasAddedTakenAwayAndChanged() throws IOException {
    export().copy();
    Files.writeString(copy.resolve("a.tool.yaml"), "1\n2a\n3\n");
    Files.writeString(copy.resolve("c.camel.yaml"), "c\n");
    Files.delete(copy.resolve("lib/b.camel.yaml"));

    assertThat(FolderDiff.between(shipped, copy).changes())
        .containsExactly(
            new Change(
                FolderDiff.Kind.CHANGED,
                "a.tool.yaml",
                List.of(
                    "--- shipped/a.tool.yaml",
                    "+++ " + copy.resolve("a.tool.yaml"),
                    "@@ -1,4 +1,4 @@",
                    " 1",
                    "-2",
                    "+2a",
                    " 3",
                    " ")),
            new Change(FolderDiff.Kind.ADDED, "c.camel.yaml", List.of()),
            new Change(FolderDiff.Kind.MISSING, "lib/b.camel.yaml", List.of()));
  }

  @Test
  void tellsWhatItCouldNotRead() throws IOException {
    export().copy();
    Files.delete(copy.resolve("a.tool.yaml"));
    Files.createSymbolicLink(copy.resolve("a.tool.yaml"), shipped.resolve("a.tool.yaml"));

    assertThat(FolderDiff.between(shipped, copy).problems())
        .extracting(RouteProblem::toString)
        .containsExactly(copy.resolve("a.tool.yaml") + ": is a link out of the folder");
  }
}
