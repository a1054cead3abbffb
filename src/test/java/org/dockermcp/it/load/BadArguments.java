package org.dockermcp.it.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dockermcp.it.support.Images;

/**
 * Makes arguments for a tool by its schema: mostly such as break it, or as mean something to a
 * shell, a path, an engine or a template; the same for the same seed.
 */
final class BadArguments {
  private static final List<String> TRICKS =
      List.of(
          "",
          " ",
          "-rm",
          "--help",
          "..",
          "../../etc/passwd",
          "/etc/passwd",
          "/proc/self/fd/7",
          "a b",
          "a\nb",
          "a\0b",
          "a\rb",
          "$(touch /pwn)",
          "`touch /pwn`",
          "; touch /pwn",
          "a && touch /pwn",
          "${env:HOME}",
          "${body}",
          "${sys.user.home}",
          "{{DOCKER_HOST}}",
          "#{camelContext}",
          "file:///etc/passwd",
          "http://127.0.0.1:1/x",
          "unix:///var/run/docker.sock",
          "127.0.0.1:1/evil:1",
          "docker-mcp/absent:1",
          "UPPER/x",
          "x:tag@sha256:bad",
          "é",
          "\u202ex",
          "\u001b]52;c;eA==\u0007",
          "%s%n%d",
          "'",
          "\"",
          "\\",
          "null",
          "true",
          "0",
          "a",
          "ab",
          "mcp-session-fuzz",
          "fuzz",
          "host",
          "none",
          "0123456789ab",
          "a=b",
          "A=B",
          "*",
          "a*",
          "six",
          "x @ file:///etc/passwd",
          "-r /etc/passwd",
          "@scope/../x",
          "CamelDockerHost");

  private static final List<String> UNKNOWN =
      List.of(
          "CamelDockerHost",
          "cameldockerport",
          "CAMELDOCKERCERTPATH",
          "privileged",
          "binds",
          "user",
          "__proto__",
          "",
          "image ",
          "Container_id",
          "${body}",
          "x".repeat(5_000));

  private static final BigDecimal HUGE = new BigDecimal("1e999");

  private final Random random;
  private final List<String> containers = new ArrayList<>();

  BadArguments(long seed) {
    random = new Random(seed);
  }

  /** What arguments named container_id hold beside texts that name nothing. */
  void useContainers(String ours, String foreign, String foreignName) {
    containers.clear();
    containers.addAll(
        List.of(
            ours,
            foreign,
            foreign.substring(0, 12),
            foreignName,
            foreign.substring(0, 2),
            "f".repeat(64),
            "0".repeat(12),
            "mcp-fuzz-absent"));
  }

  /** Arguments for a tool of this input schema. */
  Map<String, Object> next(JsonNode schema) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    List<String> required = texts(schema.path("required"));
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              if (required.contains(property.getKey()) || chance(4)) {
                arguments.put(property.getKey(), fitting(property.getKey(), property.getValue()));
              }
            });
    // One in twenty is left as it is, which may still be nonsense.
    for (int broken = chance(20) ? 0 : 1 + random.nextInt(3); broken > 0; broken--) {
      harm(arguments, schema);
    }
    return arguments;
  }

  private void harm(Map<String, Object> arguments, JsonNode schema) {
    List<String> names = new ArrayList<>(arguments.keySet());
    List<String> known = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(known::add);
    int what = random.nextInt(8);
    if (what == 0 || known.isEmpty()) {
      arguments.put(one(UNKNOWN), anything());
    } else if (what == 1 && !names.isEmpty()) {
      arguments.remove(one(names));
    } else if (what < 5) {
      arguments.put(one(known), one(TRICKS));
    } else {
      arguments.put(one(known), anything());
    }
  }

  /** A value of the type that is wanted, not always within its bounds. */
  private Object fitting(String name, JsonNode schema) {
    if (name.equals("container_id")) {
      // The first is ours: real work, and so not often.
      return chance(15) ? containers.get(0) : one(containers.subList(1, containers.size()));
    }
    if (name.equals("image")) {
      return chance(25) ? Images.BUSYBOX : one(TRICKS);
    }
    if (schema.has("enum")) {
      return one(texts(schema.path("enum")));
    }
    JsonNode type = schema.has("anyOf") ? schema.at("/anyOf/0/type") : schema.path("type");
    return switch (type.asText()) {
      case "boolean" -> random.nextBoolean();
      case "integer" -> schema.path("minimum").asInt(1) + random.nextInt(3);
      case "number" -> chance(2) ? 0.5 : 1;
      case "array" -> new ArrayList<>(List.of(one(TRICKS), one(TRICKS)));
      case "object" -> Map.of(chance(2) ? "A" : one(TRICKS), one(TRICKS));
      default -> one(TRICKS);
    };
  }

  private Object anything() {
    return switch (random.nextInt(16)) {
      case 0 -> nothing();
      case 1 -> random.nextBoolean();
      case 2 -> random.nextInt();
      case 3 -> random.nextLong();
      case 4 -> HUGE.multiply(BigDecimal.valueOf(random.nextInt(3) - 1));
      case 5 -> 1e12 * random.nextGaussian();
      case 6 -> List.of();
      case 7 -> Map.of();
      case 8 -> one(TRICKS).repeat(1 + random.nextInt(50));
      case 9 -> "x".repeat(random.nextInt(20_000));
      case 10 -> Collections.nCopies(random.nextInt(300), one(TRICKS));
      case 11 -> Map.of(one(TRICKS), one(TRICKS), "X", random.nextInt());
      case 12 -> many();
      case 13 -> nested(1 + random.nextInt(60));
      case 14 -> String.valueOf((char) (0xd800 + random.nextInt(0x800)));
      default -> noise();
    };
  }

  private static Object nothing() {
    return NullNode.instance;
  }

  private Map<String, Object> many() {
    Map<String, Object> many = new HashMap<>();
    for (int i = random.nextInt(400); i > 0; i--) {
      many.put("V" + i, one(TRICKS));
    }
    return many;
  }

  private Object nested(int depth) {
    Object inner = one(TRICKS);
    for (int i = 0; i < depth; i++) {
      inner = chance(2) ? List.of(inner) : Map.of("a", inner);
    }
    return inner;
  }

  private String noise() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(80); i > 0; i--) {
      text.append((char) random.nextInt(chance(2) ? 0x80 : 0x3000));
    }
    return text.toString();
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
