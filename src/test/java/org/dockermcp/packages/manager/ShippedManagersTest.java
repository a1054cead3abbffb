package org.dockermcp.packages.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.dockermcp.tool.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is run, set and read for each shipped package manager; the expected values are a file. */
class ShippedManagersTest {
  private static final Map<String, String> USERS =
      Map.of(
          "PATH", "/x",
          "LD_PRELOAD", "/x",
          "XPIP_A", "x",
          "PIP_INDEX_URL", "a",
          "pip_trusted_host", "b",
          "UV_INDEX", "c",
          "npm_config_registry", "d",
          "YARN_REGISTRY", "e",
          "https_proxy", "f",
          "NO_PROXY", "g");

  private static JsonNode expected() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ShippedManagersTest.class.getResourceAsStream("managers.json"))) {
      return Json.MAPPER.readTree(in);
    }
  }

  @Test
  void areThese() {
    assertThat(ShippedManagers.names())
        .containsExactly(
            "apk", "apt", "dnf", "npm", "pacman", "pip", "pnpm", "uv", "yarn", "zypper");
  }

  @ParameterizedTest
  @MethodSource("org.dockermcp.packages.manager.ShippedManagers#names")
  void runSetAndReadWhatTheyShould(String named) throws IOException {
    PackageManager manager = ShippedManagers.named(named);
    JsonNode expected = expected();
    ObjectNode actual = Json.MAPPER.createObjectNode();
    List<PackageName> two =
        List.of(ShippedManagers.name(named, "docker-mcp-one"), ShippedManagers.name(named, "two"));
    actual.set("install", Json.MAPPER.valueToTree(manager.install(two)));
    actual.set("refresh", Json.MAPPER.valueToTree(manager.refresh()));
    actual.set("list", Json.MAPPER.valueToTree(manager.list(two)));
    actual.set("environment", Json.MAPPER.valueToTree(environment(manager.environment())));
    ObjectNode read = actual.putObject("read");
    for (JsonNode printed : expected.path("printed")) {
      Map<String, String> versions = new TreeMap<>(manager.versions(printed.asText()));
      if (!versions.isEmpty()) {
        read.set(printed.asText(), Json.MAPPER.valueToTree(versions));
      }
    }
    ObjectNode names = actual.putObject("names");
    for (JsonNode text : expected.path("texts")) {
      manager
          .grammar()
          .parse(text.asText())
          .ifPresent(name -> names.set(text.asText(), taken(manager, name)));
    }

    assertThat(actual.toPrettyString())
        .isEqualTo(expected.path("managers").path(manager.toString()).toPrettyString());
  }

  private static Map<String, String> environment(ManagerEnvironment environment) {
    Map<String, String> variables = new TreeMap<>(USERS);
    variables.keySet().removeIf(name -> !environment.inherits(name));
    variables.putAll(environment.variables());
    return variables;
  }

  private static JsonNode taken(PackageManager manager, PackageName name) {
    ObjectNode taken = Json.MAPPER.createObjectNode();
    taken.put("text", name.text());
    taken.put("name", name.name());
    taken.put("sureOf1", manager.fulfils(name, "1.0.0"));
    return taken;
  }
}
