package org.dockermcp.packages.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.dockermcp.tool.FileSchema;
import org.dockermcp.tool.Json;
import org.junit.jupiter.api.Test;

/** What the file of a package manager must be, and what it says. */
class ManagerFileTest {
  private static final Path SCHEMA = Path.of("routes/manager.schema.json");

  private static List<String> faults(String good, String bad) throws IOException {
    assertThat(Cargo.TEXT).contains(good);
    return Cargo.faults(Cargo.TEXT.replace(good, bad));
  }

  private static JsonNode schema() throws IOException {
    return Json.MAPPER.readTree(Files.readString(SCHEMA));
  }

  @Test
  void whatTheServerChecksIsWhatEditorsCheck() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(FileSchema.class.getResourceAsStream("manager.schema.json"))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(Files.readString(SCHEMA));
    }
  }

  @Test
  void theSchemaDescribesEverythingInIt() throws IOException {
    describes("the schema", schema());
    schema().path("$defs").properties().forEach(it -> describes(it.getKey(), it.getValue()));
  }

  private static void describes(String name, JsonNode schema) {
    assertThat(schema.path("description").asText()).as(name).isNotBlank();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      describes(name + "." + property.getKey(), property.getValue());
    }
  }

  @Test
  void theSchemaKnowsTheGrammars() throws IOException {
    List<String> names =
        Json.MAPPER.convertValue(
            schema().at("/properties/names/properties/grammar/enum"),
            Json.MAPPER.getTypeFactory().constructCollectionType(List.class, String.class));

    assertThat(new TreeSet<>(names)).isEqualTo(new TreeSet<>(PackageGrammar.NAMED.keySet()));
  }

  @Test
  void everyShippedFileNamesTheSchemaInItsFirstLine() {
    assertThat(ShippedManagers.files())
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(file)
                    .content()
                    .startsWith("# yaml-language-server: $schema=../manager.schema.json\nname: "));
  }

  @Test
  void itSaysAllOfAPackageManager() throws IOException {
    PackageManager cargo = Cargo.manager();
    PackageName bat = cargo.grammar().parse(" bat@0.24.0 ").orElseThrow();

    assertThat(cargo.install(List.of(bat)))
        .containsExactly("cargo", "install", "--root=/usr/local", "bat@0.24.0");
    assertThat(cargo.list(List.of(bat))).containsExactly("cargo", "install", "--list");
    assertThat(cargo.listTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(cargo.refresh()).containsExactly("cargo", "search");
    assertThat(cargo.versions("bat v0.24.0:\n    bat\nripgrep v14.1.0:\n"))
        .containsOnly(Map.entry("bat", "0.24.0"), Map.entry("ripgrep", "14.1.0"));
    assertThat(cargo.fulfils(bat, "0.24.0")).isTrue();
    assertThat(cargo.fulfils(bat, "0.25.0")).isFalse();
    assertThat(cargo.kind()).isEmpty();
    assertThat(cargo.errors().limit()).isEqualTo(1);
    assertThat(cargo.errors().isError("it could not find it")).isTrue();
    assertThat(cargo.errors().isError("error: no")).isTrue();
    assertThat(cargo.errors().isIgnored("    Updating crates.io index")).isTrue();
    assertThat(cargo.packagesPerRun()).isEqualTo(2);
  }

  @Test
  void allThatIsMissingIsTold() throws IOException {
    assertThat(Cargo.faults("name: cargo\n"))
        .containsExactly(
            "'description' is missing",
            "'executables' is missing",
            "'install' is missing",
            "'list' is missing",
            "'names' is missing");
    assertThat(Cargo.faults("[]")).containsExactly("the file must be an object, not a list");
  }

  @Test
  void aPartIsWhatItMustBe() throws IOException {
    assertThat(faults("name: cargo\n", "name: other\n"))
        .containsExactly("name 'other' is not the file's name");
    assertThat(faults("install: [cargo, install, --root=/usr/local]", "install: cargo install"))
        .containsExactly("'install' must be a list, not a string");
    assertThat(faults("install: [cargo", "instal: [cargo"))
        .containsExactly(
            "'instal' is unknown; see manager.schema.json for the allowed fields",
            "'install' is missing");
    assertThat(faults("CARGO_TERM_COLOR: never", "CARGO_TERM_COLOR: 1"))
        .containsExactly("'environment.CARGO_TERM_COLOR' must be a string, not a number");
    assertThat(faults("[Cargo.lock]", "[../Cargo.lock]"))
        .containsExactly(
            "'choose.lock_files[0]' does not match ^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$");
    assertThat(faults("executables: [cargo]", "executables: ['a;b']"))
        .containsExactly("'executables[0]' does not match ^[A-Za-z0-9_][A-Za-z0-9._+-]{0,63}$");
    assertThat(faults("executables: [cargo]", "executables: []"))
        .containsExactly("'executables' is empty");
  }

  @Test
  void namesHaveAGrammarOrARegularExpressionWithAnExample() throws IOException {
    assertThat(faults("  example: ripgrep or bat@0.24.0\n", ""))
        .containsExactly("'names.example' is missing");
    assertThat(faults("example: ripgrep or bat@0.24.0", "grammar: node"))
        .containsExactly(
            "'names.grammar' and 'names.exact' exclude each other",
            "'names.grammar' and 'names.pattern' exclude each other");
    assertThat(faults("(?<name>[A-Za-z", "(?<nam>[A-Za-z"))
        .containsExactly("'names.pattern' has no group (?<name>…)");
    assertThat(faults("exact: '([0-9.]+)'", "exact: '[0-9.]+'"))
        .containsExactly("'names.exact' has no group");
    assertThat(faults("exact: '([0-9.]+)'", "exact: '([0-9.+'"))
        .containsExactly("'names.exact' is not a regular expression: Unclosed character class");
  }

  @Test
  void aReaderFindsNamesAndVersions() throws IOException {
    String reader = "- lines: '(?<name>\\S+) v(?<version>\\S+):'";

    assertThat(faults("(?<version>", "("))
        .containsExactly("'list.read[0].lines' has no group (?<version>…)");
    assertThat(faults(reader, "- json: {each: [dependencies], version: /version}"))
        .containsExactly("'list.read[0].json.each[0]' does not match ^(/[^/]*)*$");
    assertThat(faults(reader, "- json: {each: [/a], version: {at: /v, part: v.*}}"))
        .containsExactly("'list.read[0].json.version.part' has no group");
    assertThat(faults(reader, "- xml: {}"))
        .containsExactly(
            "'list.read[0].xml' is unknown; see manager.schema.json for the allowed fields");
  }
}
