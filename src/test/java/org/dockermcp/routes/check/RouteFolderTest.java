package org.dockermcp.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dockermcp.Programs;
import org.dockermcp.packages.manager.PackageManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a folder are read, and how what is wrong with one is told. */
@Timeout(60)
class RouteFolderTest {
  private static final String ROUTE =
      "- route: {id: a, from: {uri: 'direct:a', steps: [{to: {uri: 'log:b'}}]}}\n";

  @TempDir private Path home = Path.of("");
  private Path folder = home;

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = Files.createDirectories(home.resolve("routes"));
    Files.createDirectory(folder.resolve("lib"));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private List<String> problems() {
    return RouteFolder.read(folder, List.of(), Map.of()).problems().stream()
        .map(problem -> problem.toString().replace(folder + "/", ""))
        .toList();
  }

  @Test
  void otherFilesAreLeftAlone() throws IOException {
    file("README.md", "no route at all");
    file("old.camel.yaml~", "no route at all");
    file("lib/b.tool.yaml", "no tool of the library");
    Files.createDirectory(folder.resolve("more"));
    file("more/a.camel.yaml", "no route at all");

    assertThat(problems()).isEmpty();
    assertThat(RouteFolder.read(folder, List.of(), Map.of()).routes()).isEmpty();
  }

  @Test
  void allProblemsOfAllFilesAreToldTogether() throws IOException {
    file("a.camel.yaml", ROUTE + ROUTE.replace("log:b", "file:/b").replace("id: a, ", ""));
    file("b.tool.yaml", "name: b\ntitle: B\n");
    file("lib/c.camel.yaml", "- route: [\n");
    RouteFolder read = RouteFolder.read(folder, List.of(), Map.of());

    assertThat(problems())
        .containsExactly(
            "a.camel.yaml: has no tool file: there is no 'a.tool.yaml' beside it; routes without"
                + " a tool belong in lib/",
            "a.camel.yaml:2: the endpoint 'file:/b' has the scheme 'file', which is not among"
                + " bean, direct, docker, log, seda, timer; DOCKER_MCP_ROUTE_SCHEMES adds to them",
            "a.camel.yaml:2: is a route without an 'id'",
            "a.camel.yaml:2: has a route that begins at 'direct:a' as a.camel.yaml:1 does",
            "b.tool.yaml: has no route: there is no 'b.camel.yaml' beside it",
            "b.tool.yaml:1: 'description' is missing",
            "b.tool.yaml:1: 'annotations' is missing",
            "b.tool.yaml:1: 'inputSchema' is missing",
            "b.tool.yaml:1: 'outputSchema' is missing",
            "lib/c.camel.yaml:2: is not YAML: expected the node content, but found '<stream end>'");
    assertThat(read.routes()).hasSize(1);
    assertThat(read.tools().specs()).isEmpty();
  }

  @Test
  void aToolFileMustBeATool() throws IOException {
    String tool = Files.readString(Path.of("routes/send_input.tool.yaml"));
    file("b.tool.yaml", tool);
    file("c.tool.yaml", "# a new one\nmood: fine\n" + tool.replace("send_input", "c"));
    file("d.tool.yaml", tool.replace("send_input", "d").replace("readOnlyHint", "readHint"));
    for (String name : List.of("b", "c", "d")) {
      file(name + ".camel.yaml", ROUTE.replace("id: a", "id: " + name).replace(":a", ":" + name));
    }

    assertThat(problems())
        .containsExactly(
            "b.tool.yaml:2: name 'send_input' is not the file's name",
            "c.tool.yaml:2: 'mood' is unknown; see tool.schema.json for the allowed fields",
            "d.tool.yaml:7: 'annotations.readOnlyHint' is missing",
            "d.tool.yaml:8: 'annotations.readHint' is unknown; see tool.schema.json for the"
                + " allowed fields");
  }

  @Test
  void aManagerFileMustBeAPackageManager() throws IOException {
    Files.createDirectory(folder.resolve("packages"));
    String apk = Files.readString(Path.of("routes/packages/apk.manager.yaml"));
    file("packages/apk.manager.yaml", apk);
    file("packages/b.manager.yaml", apk);
    file("packages/c.manager.yaml", apk.replace("apk\n", "c\n").replace("lines: '(", "lines: '"));
    file(
        "packages/d.manager.yaml",
        apk.replace("apk\n", "d\n").replace("install: [apk, add,", "install: ["));
    file("packages/e.manager.yaml", "name: e\ninstall: [\n");
    file("packages/f.yaml", "no manager at all");

    assertThat(problems())
        .containsExactly(
            "packages/b.manager.yaml:2: name 'apk' is not the file's name",
            "packages/c.manager.yaml:14: 'list.read[0].lines' is not a regular expression:"
                + " Dangling meta character '?'",
            "packages/e.manager.yaml:3: is not YAML: expected the node content, but found"
                + " '<stream end>'");
    assertThat(RouteFolder.read(folder, List.of(), Map.of()).packageManagers().all())
        .extracting(PackageManager::name)
        .containsExactly("apk", "d");
  }

  @Test
  void aFolderHasABoundedNumberOfPackageManagers() throws IOException {
    Files.createDirectory(folder.resolve("packages"));
    String apk = Files.readString(Path.of("routes/packages/apk.manager.yaml"));
    for (int i = 10; i <= 60; i++) {
      file("packages/m" + i + ".manager.yaml", apk.replace("name: apk", "name: m" + i));
    }

    assertThat(problems())
        .containsExactly(
            "packages/m60.manager.yaml: is one package manager more than the 50 there may be");
  }

  @Test
  void aManagerFileThatIsAsItWasIsTakenOver() throws IOException {
    Files.createDirectory(folder.resolve("packages"));
    String apk = Files.readString(Path.of("routes/packages/apk.manager.yaml"));
    file("packages/apk.manager.yaml", apk);
    RouteFolder before = RouteFolder.read(folder, List.of(), Map.of());
    file("packages/c.manager.yaml", apk.replace("name: apk", "name: c"));
    RouteFolder read = before.again(List.of(), Map.of());

    assertThat(read.changedSince(before)).containsExactly("packages/c.manager.yaml");
    assertThat(read.packageManagers().all())
        .extracting(PackageManager::name)
        .containsExactly("apk", "c");
    assertThat(read.packageManagers().require("apk").grammar())
        .isSameAs(before.packageManagers().require("apk").grammar());
  }

  @Test
  void aLinkOutOfTheFolderIsRefusedAndOneWithinIsNot() throws IOException {
    Path outside = Files.writeString(home.resolve("evil.camel.yaml"), ROUTE);
    Files.createSymbolicLink(folder.resolve("a.camel.yaml"), outside);
    Files.createSymbolicLink(folder.resolve("b.camel.yaml"), home.resolve("nothing"));
    file("lib/c.camel.yaml", ROUTE);
    Files.createSymbolicLink(folder.resolve("d.camel.yaml"), folder.resolve("lib/c.camel.yaml"));

    assertThat(problems())
        .containsExactly(
            "a.camel.yaml: is a link out of the folder",
            "b.camel.yaml: does not exist, or is a dangling link",
            "d.camel.yaml: has no tool file: there is no 'd.tool.yaml' beside it; routes without"
                + " a tool belong in lib/",
            "lib/c.camel.yaml:1: has the id 'a' as d.camel.yaml:1 does",
            "lib/c.camel.yaml:1: has a route that begins at 'direct:a' as d.camel.yaml:1 does");
    assertThat(RouteFolder.read(folder, List.of(), Map.of()).routes()).hasSize(2);
  }

  @Test
  void aLibraryElsewhereIsRefused() throws IOException {
    Files.delete(folder.resolve("lib"));
    Path outside = Files.createDirectory(home.resolve("elsewhere"));
    Files.writeString(outside.resolve("a.camel.yaml"), ROUTE);
    Files.createSymbolicLink(folder.resolve("lib"), outside);

    assertThat(problems()).containsExactly("lib/a.camel.yaml: is a link out of the folder");
  }

  @Test
  void theFolderItselfMayBeALink() throws IOException {
    file("lib/a.camel.yaml", ROUTE);
    folder = Files.createSymbolicLink(home.resolve("current"), folder);

    assertThat(problems()).isEmpty();
    assertThat(RouteFolder.read(folder, List.of(), Map.of()).routes()).hasSize(1);
  }

  @Test
  void aFolderThatIsNotThereIsToldAsSuch() {
    folder = home.resolve("nowhere");

    assertThat(problems()).containsExactly(folder + ": does not exist, or is a dangling link");
  }

  @Test
  void whatIsNoPlainFileIsNotOpened() throws Exception {
    Files.createDirectory(folder.resolve("a.camel.yaml"));
    Path pipe = folder.resolve("b.tool.yaml");
    Programs.run("mkfifo", pipe.toString());

    assertThat(problems())
        .containsExactly(
            "a.camel.yaml: is not a regular file",
            "b.tool.yaml: is not a regular file",
            "b.tool.yaml: has no route: there is no 'b.camel.yaml' beside it");
  }

  @Test
  void instructionsAreShort() throws IOException {
    file("instructions.md", "\n" + "x".repeat(RouteFolder.LONGEST_INSTRUCTIONS - 1));
    assertThat(problems()).isEmpty();

    file("instructions.md", "x".repeat(RouteFolder.LONGEST_INSTRUCTIONS + 1));
    assertThat(problems()).containsExactly("instructions.md: is longer than 8192 characters");
    assertThat(RouteFolder.read(folder, List.of(), Map.of()).instructions()).isEmpty();
  }

  @Test
  void filesAreSmallAndFew() throws IOException {
    String comment = "#" + "x".repeat(FolderFiles.MOST_BYTES) + "\n";
    file("a.camel.yaml", comment + ROUTE);
    assertThat(problems()).containsExactly("a.camel.yaml: is larger than 256 KiB");

    Files.delete(folder.resolve("a.camel.yaml"));
    for (int i = 10; i < 30; i++) {
      file("lib/%d.camel.yaml".formatted(i), ROUTE + comment.substring(1_000));
    }
    assertThat(problems())
        .filteredOn(it -> it.contains("MiB"))
        .containsExactly(folder + ": has more than 4 MiB in total");

    for (int i = 0; i < FolderFiles.MOST_FILES; i++) {
      file("%04d.camel.yaml".formatted(i), "");
    }
    assertThat(problems())
        .containsExactly(folder + ": has more than 1000 files of tools and routes");
  }

  @Test
  void whatIsNotUtf8IsToldWithItsLine() throws IOException {
    Files.write(
        folder.resolve("a.camel.yaml"),
        (ROUTE + "# caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));
    Files.write(folder.resolve("b.camel.yaml"), ROUTE.getBytes(StandardCharsets.UTF_16LE));

    assertThat(problems())
        .hasSize(2)
        .contains("a.camel.yaml:2: is not UTF-8")
        .anySatisfy(it -> assertThat(it).startsWith("b.camel.yaml: is not YAML: "));
  }

  @Test
  void aMarkOfByteOrderIsNoProblem() throws IOException {
    file("a.camel.yaml", "\uFEFF" + ROUTE);

    assertThat(RouteFolder.read(folder, List.of(), Map.of()).routes())
        .singleElement()
        .satisfies(file -> assertThat(file.text()).isEqualTo(ROUTE));
  }

  @Test
  void aFileHasNoMoreProblemsThanAPersonReads() throws IOException {
    file("lib/a.camel.yaml", "- evil: 1\n".repeat(1_000));

    assertThat(problems())
        .hasSize(20)
        .last()
        .isEqualTo(
            "lib/a.camel.yaml:20: 'evil' is not among the parts of a file, see src/docs/security.md; further problems are not listed");
  }

  @Test
  void namesAndTextsOfFilesAreToldWithoutControlCharacters() throws IOException {
    file("a\u001b[31m.camel.yaml", "- \"\\e[31m\": 1\n");

    assertThat(problems())
        .containsExactly(
            "a [31m.camel.yaml: has no tool file: there is no 'a [31m.tool.yaml' beside it;"
                + " routes without a tool belong in lib/",
            "a [31m.camel.yaml:1: ' [31m' is not among the parts of a file, see"
                + " src/docs/security.md");
  }
}
