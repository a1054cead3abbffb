package org.dockermcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ToolSpecTest {
  private static final String GOOD =
      """
      name: count
      title: Count
      description: Counts.
      annotations: {readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false}
      inputSchema: {type: object, zebra: 1, apple: 2}
      outputSchema: {type: object}
      """;

  private static ToolSpec read(String content) throws IOException {
    return ToolSpec.parse(Path.of("routes/count.tool.yaml"), content);
  }

  private static void refuses(String content, String why) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(content))
        .withMessageContaining(why);
  }

  @Test
  void keepsTheOrderOfASchemasKeys() throws IOException {
    assertThat(ToolSpec.asMap(read(GOOD).inputSchema())).containsOnlyKeys("type", "zebra", "apple");
    assertThat(ToolSpec.asMap(read(GOOD).inputSchema()).keySet())
        .containsExactly("type", "zebra", "apple");
  }

  @Test
  void isNamedAsItsFile() {
    refuses(GOOD.replace("name: count", "name: other"), "name 'other' is not the file's name");
  }

  @Test
  void refusesANameThatIsNoRoutesName() {
    refuses(GOOD.replace("name: count", "name: a.b?c"), "name 'a.b?c' does not match");
  }

  @Test
  void refusesAFileThatLeavesAPartOut() {
    refuses(GOOD.replace("title: Count\n", ""), "'title' is missing");
    refuses(GOOD.replace("outputSchema: {type: object}\n", ""), "'outputSchema' is missing");
    refuses(GOOD.replace(", openWorldHint: false", ""), "openWorldHint");
  }

  @Test
  void refusesAPartItDoesNotKnow() {
    refuses(GOOD + "titel: x\n", "titel");
  }

  @Test
  void refusesWhatIsNoYaml() {
    refuses("a: [", "expected the node content");
  }
}
