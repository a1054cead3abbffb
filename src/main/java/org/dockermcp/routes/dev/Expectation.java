package org.dockermcp.routes.dev;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** In what a result differs from what an example expects of it at least. */
final class Expectation {
  private static final int MOST_TOLD = 300;

  private final List<String> differences = new ArrayList<>();

  private Expectation() {}

  /** A clause for each difference; empty when all is as expected. */
  static List<String> differences(JsonNode expected, JsonNode actual) {
    Expectation expectation = new Expectation();
    expectation.compare("", expected, actual);
    return expectation.differences;
  }

  private void compare(String place, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      for (Map.Entry<String, JsonNode> field : expected.properties()) {
        String name = place.isEmpty() ? field.getKey() : place + "." + field.getKey();
        compare(name, field.getValue(), actual.path(field.getKey()));
      }
    } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
      for (int i = 0; i < expected.size(); i++) {
        compare("%s[%d]".formatted(place, i), expected.path(i), actual.path(i));
      }
    } else if (!alike(expected, actual)) {
      differences.add("%s is %s, not %s".formatted(place, told(actual), told(expected)));
    }
  }

  /** A number may come as any kind of number, and what is null need not be there. */
  private static boolean alike(JsonNode expected, JsonNode actual) {
    if (expected.isNull() && actual.isMissingNode()) {
      return true;
    }
    return (expected.isNumber() && actual.isNumber())
        ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
        : expected.equals(actual);
  }

  private static String told(JsonNode value) {
    String text = value.isMissingNode() ? "not there" : value.toString();
    return text.length() <= MOST_TOLD ? text : text.substring(0, MOST_TOLD) + "…";
  }
}
