package org.dockermcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import java.util.List;
import java.util.Map;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolSpec;
import org.junit.jupiter.api.Test;

/** What fits the schema that clients are told. */
class AnswerSchemaTest {
  private static final String PROMISE =
      """
      {"type": "object", "additionalProperties": false, "required": ["exit_code"],
       "properties": {"exit_code": {"type": "integer"}, "stdout": {"type": "string"}}}
      """;
  private static final Map<String, Object> ERROR =
      Map.of("code", "NOT_FOUND", "message", "Could not find it.", "hint", "look elsewhere");

  private final JsonSchemaValidator validator = new DefaultJsonSchemaValidator();

  private boolean fits(Map<String, Object> content) throws Exception {
    return fits(PROMISE, content);
  }

  private boolean fits(String outputSchema, Map<String, Object> content) throws Exception {
    JsonNode promise = Json.MAPPER.readTree(outputSchema);
    ToolSpec.Hints hints = new ToolSpec.Hints(true, false, true, false);
    ToolSpec spec =
        new ToolSpec("tool", "Tool", "A tool.", promise, promise, hints, Map.of(), List.of());
    Map<String, Object> schema = ToolSpec.asMap(AnswerSchema.of(spec));
    return validator.validate(schema, content).valid();
  }

  @Test
  void aResultFits() throws Exception {
    assertThat(fits(Map.of("exit_code", 0))).isTrue();
  }

  @Test
  void aFieldOfAnotherTypeDoesNotFit() throws Exception {
    assertThat(fits(Map.of("exit_code", "0"))).isFalse();
  }

  /** An error lacks it, and clients refuse the alternatives that could say so. */
  @Test
  void noFieldIsRequired() throws Exception {
    assertThat(fits(Map.of("stdout", ""))).isTrue();
  }

  @Test
  void anErrorFitsAlone() throws Exception {
    assertThat(fits(Map.of("error", ERROR))).isTrue();
  }

  @Test
  void anErrorFitsBesideWhatWasAchieved() throws Exception {
    assertThat(fits(Map.of("stdout", "begun", "error", ERROR))).isTrue();
  }

  @Test
  void anErrorOfAnotherShapeDoesNotFit() throws Exception {
    assertThat(fits(Map.of("error", Map.of("code", "BUSY", "message", "")))).isFalse();
    assertThat(fits(Map.of("error", Map.of("code", 1, "message", "", "hint", "")))).isFalse();
  }

  @Test
  void aToolsOwnRulesForWholeResultsAreTheServersAlone() throws Exception {
    String promise =
        """
        {"type": "object", "required": [],
         "properties": {"path": {"type": "string"}, "text": {"type": "string"}},
         "not": {"required": ["path", "text"]}}
        """;

    assertThat(fits(promise, Map.of("path", "a"))).isTrue();
    assertThat(fits(promise, Map.of("text", "a"))).isTrue();
    assertThat(fits(promise, Map.of("error", ERROR))).isTrue();
    assertThat(fits(promise, Map.of("path", "a", "text", "b", "error", ERROR))).isTrue();
  }
}
