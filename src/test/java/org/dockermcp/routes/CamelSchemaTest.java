package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each route file against Camel's own schema of its YAML, by which visual editors open it. */
class CamelSchemaTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    try (InputStream in = CamelContext.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
      JsonNode schema = new ObjectMapper().readTree(Objects.requireNonNull(in));
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(schema);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> problems(String text) throws IOException {
    return SCHEMA.validate(YAML.readTree(text).toString(), InputFormat.JSON).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  static List<Path> routeFiles() throws IOException {
    try (Stream<Path> shipped = Files.walk(Path.of("routes"));
        Stream<Path> examples = Files.walk(Path.of("src/examples"))) {
      return Stream.concat(shipped, examples)
          .filter(file -> file.toString().endsWith(".camel.yaml"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("routeFiles")
  void isWhatCamelsSchemaSays(Path file) throws IOException {
    assertThat(problems(Files.readString(file))).isEmpty();
  }

  @Test
  void theSchemaFindsWhatIsWrong() throws IOException {
    assertThat(problems("- route: {id: a, from: {uri: 'direct:a', steps: [{sett: {name: x}}]}}"))
        .isNotEmpty();
  }
}
