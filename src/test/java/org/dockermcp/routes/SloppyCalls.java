package org.dockermcp.routes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls as clients send them that are sloppy with types, and what each must come to; the same for
 * the same seed. What it must come to is known from the slip, never from a schema.
 */
final class SloppyCalls {
  /**
   * A call.
   *
   * @param sent as the client sends it
   * @param meant as it would be without slips
   * @param refused the argument that the refusal names; empty when the call is as good as the one
   *     that was meant
   */
  record Sloppy(
      String tool, Map<String, Object> sent, Map<String, Object> meant, Optional<String> refused) {}

  /** One slip: what is sent in place of a value, and what it counts as. */
  private record Slip(@Nullable Object sent, Object meant) {}

  private enum Kind {
    NAME,
    PROGRAM,
    TEXT,
    NUMBER,
    WHOLE,
    FLAG,
    TEXTS,
    MAP,
    CHOICE
  }

  /** In place of what is sent or meant: not given at all. */
  private static final Object ABSENT = new Object();

  /** In place of what is meant: refused. */
  private static final Object REFUSED = new Object();

  private static final Map<String, Object> VALUES = values();

  private static final Map<String, List<String>> TOOLS = tools();

  /** The first of these is required in each tool that has it, unless it is optional below. */
  private static final Set<String> REQUIRED =
      Set.of(
          "execute_code container_id",
          "execute_code command",
          "execute_python_script container_id",
          "execute_python_script script",
          "start_process container_id",
          "start_process command",
          "add_dependencies container_id",
          "add_dependencies packages",
          "create_container image",
          "read_output output_id",
          "send_input process_id",
          "stop_process process_id");

  private final Random random;

  SloppyCalls(long seed) {
    random = new Random(seed);
  }

  private static Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("container_id", "web");
    values.put("image", "busybox:1");
    values.put("name", "box");
    values.put("session_id", "s 1");
    values.put("process_id", "0123456789abcdef");
    values.put("output_id", "0123456789abcdef");
    values.put("package_manager", "pip");
    values.put("working_dir", "/srv");
    values.put("command", "echo a\necho b");
    values.put("script", "print('a')\n");
    values.put("stdin", " a\r\n");
    values.put("input", " y\n");
    values.put("timeout", 2.5);
    values.put("wait", 0.25);
    values.put("grace", 0.5);
    values.put("cpus", 0.5);
    values.put("memory_bytes", 67_108_864);
    values.put("pids_limit", 64);
    values.put("offset", 3);
    values.put("length", 100);
    values.put("stream", false);
    values.put("network_enabled", false);
    values.put("reuse_existing", true);
    values.put("show_all", true);
    values.put("cleanup_all", true);
    values.put("remove_volumes", true);
    values.put("end", true);
    values.put("args", List.of("1", "b c", "", "-x"));
    values.put("packages", List.of("six>=1.10,<2", "rich"));
    values.put("dependencies", List.of("six"));
    values.put("environment", Map.of("A", "1", "B", "x\ny"));
    values.put("on_timeout", "kill");
    return values;
  }

  private static Map<String, List<String>> tools() {
    Map<String, List<String>> tools = new LinkedHashMap<>();
    tools.put(
        "execute_code",
        List.of(
            "container_id",
            "command",
            "timeout",
            "on_timeout",
            "stream",
            "working_dir",
            "environment",
            "stdin"));
    tools.put(
        "execute_python_script",
        List.of("container_id", "script", "args", "timeout", "stream", "working_dir", "stdin"));
    tools.put("start_process", List.of("container_id", "command", "working_dir", "environment"));
    tools.put(
        "add_dependencies", List.of("container_id", "packages", "package_manager", "timeout"));
    tools.put(
        "create_container",
        List.of(
            "image",
            "name",
            "session_id",
            "network_enabled",
            "reuse_existing",
            "environment",
            "dependencies",
            "memory_bytes",
            "cpus",
            "pids_limit"));
    tools.put("cleanup_container", List.of("session_id", "remove_volumes"));
    tools.put("list_containers", List.of("show_all", "session_id"));
    tools.put("list_processes", List.of("container_id"));
    tools.put("read_output", List.of("output_id", "offset", "length", "wait"));
    tools.put("send_input", List.of("process_id", "input", "end"));
    tools.put("stop_process", List.of("process_id", "grace"));
    tools.put("check_engine", List.of());
    return tools;
  }

  private static Kind kind(String argument) {
    Object value = VALUES.get(argument);
    if (value instanceof Boolean) {
      return Kind.FLAG;
    }
    if (value instanceof Number) {
      return value instanceof Integer ? Kind.WHOLE : Kind.NUMBER;
    }
    if (value instanceof List) {
      return Kind.TEXTS;
    }
    if (value instanceof Map) {
      return Kind.MAP;
    }
    return switch (argument) {
      case "command", "script" -> Kind.PROGRAM;
      case "stdin", "input" -> Kind.TEXT;
      case "on_timeout" -> Kind.CHOICE;
      default -> Kind.NAME;
    };
  }

  /** The tools that calls are made of. */
  static Set<String> toolNames() {
    return TOOLS.keySet();
  }

  Sloppy next() {
    String tool = one(List.copyOf(TOOLS.keySet()));
    Map<String, Object> clean = new LinkedHashMap<>();
    for (String argument : TOOLS.getOrDefault(tool, List.of())) {
      if (REQUIRED.contains(tool + " " + argument) || random.nextInt(3) > 0) {
        clean.put(argument, VALUES.get(argument));
      }
    }
    if (clean.isEmpty() || random.nextInt(8) == 0) {
      return misnamed(tool, clean);
    }
    Map<String, @Nullable Object> sent = new LinkedHashMap<>(clean);
    Map<String, Object> meant = new LinkedHashMap<>(clean);
    for (String argument : clean.keySet()) {
      if (random.nextInt(2) == 0) {
        boolean required = REQUIRED.contains(tool + " " + argument);
        Slip slip = one(slips(argument, required));
        sent.put(argument, slip.sent());
        if (slip.meant() == REFUSED) {
          return new Sloppy(tool, sent, meant, Optional.of(argument));
        }
        meant.put(argument, slip.meant());
        meant.values().removeIf(value -> value == ABSENT);
      }
    }
    return new Sloppy(tool, sent, meant, Optional.empty());
  }

  /** An argument that there is not: a stranger, or one that is written wrong. */
  private Sloppy misnamed(String tool, Map<String, Object> clean) {
    Map<String, Object> sent = new LinkedHashMap<>(clean);
    String name = one(List.of("CamelDockerHost", "_meta", "description", "requires_approval"));
    if (!clean.isEmpty() && random.nextBoolean()) {
      String right = one(List.copyOf(clean.keySet()));
      name =
          one(
              List.of(
                  right.toUpperCase(Locale.ROOT),
                  right + "s",
                  right.replaceFirst("^(.)(.)", "$2$1")));
      sent.put(name, clean.get(right));
      sent.remove(right);
    } else {
      sent.put(name, one(List.of("", 1, "x", Map.of())));
    }
    return new Sloppy(tool, sent, clean, Optional.of(name));
  }

  private List<Slip> slips(String argument, boolean required) {
    Object value = VALUES.getOrDefault(argument, "");
    Kind kind = kind(argument);
    List<Slip> slips = new ArrayList<>();
    Object nothing = required ? REFUSED : ABSENT;
    slips.add(new Slip(null, nothing));
    if (kind != Kind.TEXT) {
      slips.add(new Slip("", nothing));
      slips.add(new Slip(" \r\n", nothing));
    }
    switch (kind) {
      case NAME -> names(value, slips);
      case PROGRAM -> slips.add(new Slip(7, REFUSED));
      case TEXT -> slips.addAll(List.of(new Slip("", ""), new Slip(7, REFUSED)));
      case NUMBER -> numbers(value, slips);
      case WHOLE -> wholes((Integer) value, slips);
      case FLAG -> flags(value, slips);
      case TEXTS -> texts(argument, required, slips);
      case MAP -> maps(slips);
      case CHOICE -> {
        slips.add(new Slip(" " + value + "\r\n", value));
        slips.add(new Slip(value.toString().toUpperCase(Locale.ROOT), REFUSED));
        slips.add(new Slip(List.of(value), REFUSED));
      }
    }
    return slips;
  }

  private static void names(Object value, List<Slip> slips) {
    slips.add(new Slip(" " + value + "\t", value));
    slips.add(new Slip(value + "\r\n", value));
    slips.add(new Slip(true, REFUSED));
    slips.add(new Slip(List.of(value), REFUSED));
    slips.add(new Slip(Map.of("id", value), REFUSED));
  }

  private static void numbers(Object value, List<Slip> slips) {
    slips.add(new Slip(String.valueOf(value), value));
    slips.add(new Slip(" " + value + "0\r\n", value));
    slips.add(new Slip("5 s", REFUSED));
    slips.add(new Slip("\"" + value + "\"", REFUSED));
    slips.add(new Slip(true, REFUSED));
    slips.add(new Slip(List.of(value), REFUSED));
  }

  private static void wholes(int value, List<Slip> slips) {
    slips.add(new Slip(String.valueOf(value), value));
    slips.add(new Slip(value + ".0", value));
    slips.add(new Slip((double) value, value));
    slips.add(new Slip(value + 0.5, REFUSED));
    slips.add(new Slip(value + ".5", REFUSED));
    slips.add(new Slip("0x10", REFUSED));
  }

  private static void flags(Object value, List<Slip> slips) {
    slips.add(new Slip(String.valueOf(value), value));
    slips.add(new Slip(" " + value + "\n", value));
    slips.add(new Slip("True", REFUSED));
    slips.add(new Slip("yes", REFUSED));
    slips.add(new Slip(1, REFUSED));
    slips.add(new Slip("1", REFUSED));
  }

  private static void texts(String argument, boolean required, List<Slip> slips) {
    slips.add(new Slip("[\"a\", \"b>=1,<2\"]", List.of("a", "b>=1,<2")));
    slips.add(new Slip(" [\r\n\"a\"] ", List.of("a")));
    slips.add(new Slip("six>=1.10,<2", List.of("six>=1.10,<2")));
    slips.add(new Slip(List.of(), required ? REFUSED : ABSENT));
    slips.add(new Slip(Collections.singletonList(null), REFUSED));
    slips.add(new Slip(List.of(List.of("a")), REFUSED));
    slips.add(new Slip(Map.of("a", "b"), REFUSED));
    slips.add(new Slip(3, REFUSED));
    if (argument.equals("args")) {
      slips.add(new Slip(Arrays.asList(1, 2.5, true), List.of("1", "2.5", "true")));
      slips.add(new Slip("[1, \"b\"]", List.of("1", "b")));
      slips.add(new Slip("[1, 2", List.of("[1, 2")));
    }
  }

  private static void maps(List<Slip> slips) {
    slips.add(new Slip("{\"A\": \"1\"}", Map.of("A", "1")));
    slips.add(new Slip("{\"A\": 1, \"B\": null}", Map.of("A", "1")));
    slips.add(
        new Slip(Map.of("A", 1, "B", 2.5, "C", true), Map.of("A", "1", "B", "2.5", "C", "true")));
    slips.add(new Slip(Collections.singletonMap("A", null), Map.of()));
    slips.add(new Slip(Map.of("A", ""), Map.of("A", "")));
    slips.add(new Slip("A=1", REFUSED));
    slips.add(new Slip(List.of("A=1"), REFUSED));
    slips.add(new Slip(Map.of("A", List.of("1")), REFUSED));
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
