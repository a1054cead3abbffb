package org.dockermcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaMessagesTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  private static List<String> messages(String schema, String value) throws IOException {
    List<Error> errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(YAML.readTree(schema))
            .validate(YAML.readTree(value));
    SchemaMessages messages = new SchemaMessages("the value", errors);
    return errors.stream().map(messages::text).distinct().toList();
  }

  @Test
  void namesTheTypeThatIsExpectedAndTheOneThatIsFound() throws IOException {
    assertThat(messages("{type: string}", "[]"))
        .containsExactly("the value must be a string, not a list");
    assertThat(messages("{type: array}", "true"))
        .containsExactly("the value must be a list, not true or false");
    assertThat(messages("{type: integer}", "1.5"))
        .containsExactly("the value must be a whole number, not a number");
    assertThat(messages("{type: boolean}", "{}"))
        .containsExactly("the value must be true or false, not an object");
    assertThat(messages("{anyOf: [{type: number}, {type: 'null'}]}", "x"))
        .contains("the value must be a number or null, not a string");
    assertThat(messages("{type: object}", "null"))
        .containsExactly("the value must be an object, not null");
  }

  @Test
  void namesThePlaceHoweverDeep() throws IOException {
    String item = "{type: object, additionalProperties: false, required: [a], properties: {a: {}}}";

    assertThat(messages("{properties: {list: {items: " + item + "}}}", "{list: [{a: 1}, {b: 1}]}"))
        .containsExactlyInAnyOrder("'list[1].a' is missing", "'list[1].b' is unknown");
  }

  @Test
  void saysTheBounds() throws IOException {
    assertThat(messages("{minimum: 2}", "1")).containsExactly("the value must be at least 2");
    assertThat(messages("{maximum: 2}", "3")).containsExactly("the value must be at most 2");
    assertThat(messages("{minLength: 1}", "''")).containsExactly("the value is empty");
    assertThat(messages("{minLength: 2}", "x"))
        .containsExactly("the value must have 2 or more characters");
    assertThat(messages("{maxItems: 1}", "[1, 2]"))
        .containsExactly("the value must have no more than 1 items");
    assertThat(messages("{maxProperties: 2}", "{a: 1, b: 2, c: 3}"))
        .containsExactly("the value must have no more than 2 fields");
  }

  @Test
  void saysWhatIsAllowed() throws IOException {
    assertThat(messages("{const: 3}", "4")).containsExactly("the value must be 3");
    assertThat(messages("{enum: [a, b]}", "c")).containsExactly("the value is not among [a,b]");
    assertThat(messages("{pattern: '^[a-z]$'}", "'3'"))
        .containsExactly("the value does not match ^[a-z]$");
    assertThat(messages("{pattern: '^[a-z]$'}", "' '")).containsExactly("the value is blank");
  }

  @Test
  void quotesNothingOfTheValueButTheNamesOfItsFields() throws IOException {
    assertThat(messages("{properties: {a: {multipleOf: 2}}}", "{a: 4711}"))
        .singleElement()
        .satisfies(text -> assertThat(text).startsWith("'a' ").doesNotContain("4711"));
  }
}
