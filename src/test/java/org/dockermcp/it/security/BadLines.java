package org.dockermcp.it.security;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes lines that no well-behaved client sends, and knows what each must be answered with. */
final class BadLines {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final List<String> WRONG_VALUES =
      List.of("7", "\"x\"", "[]", "true", "[{}]", "1e999", "\"\\ud800\"", "-0.0");
  private static final List<String> NO_IDS =
      List.of("null", "true", "{}", "[]", "[1]", "{\"a\":1}");
  private static final List<String> NOT_JSON =
      List.of(
          "{\"a\":NaN}", "{'a':1}", "{} {}", "}", "[1,", "\u0000", "Infinity", "{\"a\":01}", "\"");
  private static final List<String> NO_MESSAGES =
      List.of("1", "\"x\"", "null", "true", "[]", "{}", "[[]]", "{\"jsonrpc\":\"2.0\"}");
  private static final List<String> BLANKS = List.of("", " ", "\t", "\r", "  \r");
  private static final List<String> UNANSWERED =
      List.of(
          "\"method\":\"notifications/cancelled\"",
          "\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":{}}",
          "\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"never\"}",
          "\"method\":\"notifications/initialized\"",
          "\"method\":\"notifications/initialized\",\"params\":[]",
          "\"method\":\"notifications/nonsense\",\"params\":{\"a\":1e999}",
          "\"method\":\"tools/call\",\"params\":{\"name\":\"check_engine\"}",
          "\"method\":\"\"",
          "\"id\":1,\"result\":{}",
          "\"id\":\"no\",\"error\":{\"code\":1}",
          "\"id\":null,\"error\":7");

  private static final List<String> UNFIT =
      List.of(
          "\"method\":7",
          "\"params\":{}",
          "\"method\":\"initialize\"",
          "\"method\":\"initialize\",\"params\":{\"protocolVersion\":[]}",
          "\"method\":\"logging/setLevel\",\"params\":{\"level\":\"x\"}",
          "\"method\":\"notifications/initialized\"",
          "\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}",
          "\"method\":\"ping\",\"result\":{},\"error\":null",
          "\"method\":\"ping\",\"params\":[1]",
          "\"method\":\"tools/call\"");

  private final Random random;
  private int made;

  BadLines(long seed) {
    random = new Random(seed);
  }

  /** How a line is answered. */
  enum Answered {
    WITH_ITS_ID,
    WITHOUT_ID,
    NOT
  }

  /**
   * A line.
   *
   * @param bytes of it without its break, each as a character
   * @param id to be answered with; null but for {@link Answered#WITH_ITS_ID}
   */
  record Line(String bytes, Answered answered, @Nullable JsonNode id) {}

  Line next() throws IOException {
    made++;
    return switch (random.nextInt(16)) {
      case 0, 1 -> request("\"method\":\"ping\"");
      case 2 ->
          request("\"method\":\"tools/list\",\"params\":{\"cursor\":" + any(WRONG_VALUES) + "}");
      case 3 -> request("\"method\":" + text() + ",\"params\":{}");
      case 4 -> request("\"method\":\"tools/call\",\"params\":{\"name\":" + text() + "}");
      case 5 -> request("\"method\":\"tools/call\",\"params\":" + any(WRONG_VALUES));
      case 6, 7 -> request("\"method\":\"tools/call\",\"params\":" + callOfAKnownTool());
      case 8 -> request(any(UNFIT));
      case 9 -> fraction();
      case 10 -> unidentified(envelope(any(NO_IDS), "\"method\":\"ping\""));
      case 11 -> unidentified(any(random.nextBoolean() ? NOT_JSON : NO_MESSAGES));
      case 12 -> unidentified(half());
      case 13 -> unidentified(invalidUtf8());
      case 14 ->
          unidentified(random.nextBoolean() ? batch() : "[".repeat(501 + random.nextInt(9_999)));
      default -> unanswered();
    };
  }

  private String any(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String callOfAKnownTool() {
    return switch (random.nextInt(5)) {
      case 0 -> "{\"name\":\"check_engine\",\"arguments\":" + any(WRONG_VALUES) + "}";
      case 1 -> "{\"name\":\"list_containers\",\"arguments\":{" + text() + ":" + nested() + "}}";
      case 2 ->
          "{\"name\":\"execute_code\",\"arguments\":{\"container_id\":\"x\",\"command\":"
              + text()
              + ",\"timeout\":"
              + any(WRONG_VALUES)
              + "}}";
      case 3 ->
          "{\"name\":\"check_engine\",\"_meta\":{\"progressToken\":" + any(WRONG_VALUES) + "}}";
      default ->
          "{\"name\":\"execute_code\",\"arguments\":{\"command\":\""
              + "x".repeat(random.nextInt(50_000))
              + "\"}}";
    };
  }

  private String nested() {
    int depth = 1 + random.nextInt(400);
    return "[".repeat(depth) + "]".repeat(depth);
  }

  /** A JSON text, of any characters and halves of them. */
  private String text() {
    StringBuilder text = new StringBuilder("\"");
    for (int left = random.nextInt(12); left > 0; left--) {
      text.append("\\u%04x".formatted(random.nextInt(0x10000)));
    }
    return text.append('"').toString();
  }

  private String id() {
    return switch (random.nextInt(5)) {
      case 0 -> "-" + made;
      case 1 -> "1" + "0".repeat(30) + made;
      case 2 -> "\"" + made + "\"";
      case 3 -> "\"\\ud83d" + made + "\\u0000\"";
      default -> "" + made;
    };
  }

  private Line fraction() {
    return unidentified(envelope(made + ".5e" + made, "\"method\":\"ping\""));
  }

  private static String envelope(String id, String rest) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + rest + "}";
  }

  private Line request(String rest) throws IOException {
    String id = id();
    return answered(envelope(id, rest), id);
  }

  private String batch() {
    return "[" + envelope(id(), "\"method\":\"ping\"") + "]";
  }

  private String half() {
    String whole = envelope(id(), "\"method\":\"ping\"");
    return whole.substring(0, 1 + random.nextInt(whole.length() - 1));
  }

  private String invalidUtf8() {
    String bad = any(List.of("\u00ff", "\u0080", "\u00e2x", "\u00f8"));
    return envelope("\"a" + bad + "b\"", "\"method\":\"ping\"");
  }

  private Line unanswered() {
    String line =
        random.nextBoolean() ? any(BLANKS) : "{\"jsonrpc\":\"2.0\"," + any(UNANSWERED) + "}";
    return new Line(line, Answered.NOT, null);
  }

  private static Line answered(String line, String id) throws IOException {
    return new Line(line, Answered.WITH_ITS_ID, MAPPER.readTree(id));
  }

  private static Line unidentified(String line) {
    return new Line(line, Answered.WITHOUT_ID, null);
  }
}
