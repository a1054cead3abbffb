package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dockermcp.Folders;
import org.dockermcp.ServerFixture;
import org.dockermcp.packages.manager.ManagerFile;
import org.dockermcp.packages.manager.PackageManager;
import org.dockermcp.routes.check.RouteFile;
import org.dockermcp.routes.check.RouteFolder;
import org.dockermcp.tool.ToolSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The folder of tools that is shipped obeys the rules that an integrator's does. */
@Timeout(300)
class ShippedRoutesTest {
  private static final Path SHIPPED = Path.of("routes");

  /**
   * What may begin the first line that a cut took away when what is left is whole by itself.
   *
   * <p>One more item of a list, of which the first ones are there: a route with fewer steps, a
   * choice with fewer ways or a tool with fewer examples is what somebody may mean. Or a part that
   * can always be left out; the method of a bean that has no other; what an object's fields are,
   * without which it may have any.
   */
  private static final Pattern MAY_BE_LEFT_OUT =
      Pattern.compile(
          "- .*|(otherwise|doFinally|doCatch|variableReceive|executorService|examples|after):.*"
              + "|method: ((hold|page|install|list)\\(|result\\(\\$\\{variable\\.call).*"
              + "|additionalProperties: false");

  /**
   * Of a tool file, also a field that a result does not always have, or that an example expects.
   */
  private static final Pattern FIELD =
      Pattern.compile("(?!required)[a-z_]+:( *(\\{.*\\}|\\[.*\\]))?");

  private static Map<String, Class<?>> beans = Map.of();

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void knowTheBeans() throws Exception {
    try (ServerFixture server = ServerFixture.of(SHIPPED, Map.of())) {
      beans = server.routes().beans();
    }
  }

  @AfterAll
  static void forgetTheBeans() {
    beans = Map.of();
  }

  private static boolean isRoute(Path name) {
    return name.toString().endsWith(".camel.yaml");
  }

  private static boolean isTool(Path name) {
    return name.toString().endsWith(ToolSpec.SUFFIX);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .map(SHIPPED::relativize)
          .sorted()
          .toList();
    }
  }

  @Test
  void areSound() {
    RouteFolder shipped = RouteFolder.read(SHIPPED, List.of(), beans);
    assertThat(shipped.problems()).isEmpty();
    assertThat(shipped.tools().specs()).extracting(ToolSpec::name).contains("execute_code");
    assertThat(shipped.packageManagers().all())
        .extracting(PackageManager::name)
        .contains("pip", "npm", "apt");
    assertThat(shipped.routes()).anyMatch(RouteFile::library).anyMatch(file -> !file.library());
  }

  @Test
  void everyToolHasAnExample() {
    assertThat(RouteFolder.read(SHIPPED, List.of(), beans).tools().specs())
        .isNotEmpty()
        .allSatisfy(tool -> assertThat(tool.examples()).as(tool.name()).isNotEmpty());
  }

  @Test
  void aRouteFileThatIsHalfWrittenIsNeverSoundUnlessWhatIsThereIsWhole() throws IOException {
    Folders.copyRoutes(folder);
    for (Path name : files()) {
      if (isRoute(name)) {
        cutEverywhere(name);
      }
    }
  }

  @Test
  void aToolFileThatIsHalfWrittenIsNeverSoundUnlessWhatIsThereIsWhole() throws IOException {
    Folders.copyRoutes(folder);
    for (Path name : files()) {
      if (isTool(name)) {
        cutEverywhere(name);
      }
    }
  }

  @Test
  void aManagerFileThatIsHalfWrittenIsNeverSoundUnlessWhatIsThereIsWhole() throws IOException {
    Folders.copyRoutes(folder);
    for (Path name : files()) {
      if (name.toString().endsWith(ManagerFile.SUFFIX)) {
        cutEverywhere(name);
      }
    }
  }

  /** Makes the file of the folder all that it may be while it is being written. */
  private void cutEverywhere(Path name) throws IOException {
    RouteFolder sound = RouteFolder.read(folder, List.of(), beans);
    assertThat(sound.problems()).isEmpty();
    List<String> wrong = new ArrayList<>();
    List<String> lines = Files.readAllLines(SHIPPED.resolve(name));
    int whole = 0;
    for (int cut = 0; cut < lines.size(); cut++) {
      Files.writeString(folder.resolve(name), text(lines.subList(0, cut)));
      // Checks this file alone anew.
      if (sound.again(List.of(), beans).problems().isEmpty()) {
        whole++;
        if (!mayEnd(name, lines, cut)) {
          wrong.add("%s is cut before line %d: %s".formatted(name, cut + 1, lines.get(cut)));
        }
      }
    }
    Files.writeString(folder.resolve(name), text(lines));

    assertThat(wrong).isEmpty();
    assertThat(whole).as(name.toString()).isLessThanOrEqualTo(lines.size() / 2);
  }

  private static String text(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static boolean mayEnd(Path name, List<String> lines, int cut) {
    String next =
        lines.subList(cut, lines.size()).stream()
            .map(String::strip)
            .filter(line -> !line.startsWith("#"))
            .findFirst()
            .orElse("- ");
    return MAY_BE_LEFT_OUT.matcher(next).matches()
        || (isTool(name) && FIELD.matcher(next).matches());
  }
}
