package org.dockermcp.packages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.sandbox.SandboxEnvironment;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import static org.assertj.core.api.Assertions.assertThat;

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

  private static final List<String> WORDS =
      List.of(
          "one\ntwo\nthree\nfour\nfive\nsix\n",
          "Reading lists\nBuilding tree\na\nb\nc\nd\nE: Unable to locate package nope\n",
          """
          npm error code E404
          npm error 404 Not Found - GET http://registry/nope
          npm error 404
          npm error 404  'nope@*' is not in this registry.
          npm notice new version
          npm error 404 Note that you can also install from a
          WARNING: old
          npm error 404 tarball, folder, http url, or git url.
          W: no
          npm error A complete log of this run can be found in: /root/x.log
          """,
          "a\nb\nc\nd\ne\n ERR_PNPM_FETCH_404  GET http://registry/nope: Not Found\n",
          "a\nb\nc\nd\ne\nerror An unexpected error occurred\nERROR: No matching distribution\n",
          "ERROR: unable to select packages:\n  nope (no such package):\n    required by: world\n");

  private static JsonNode expected() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ShippedManagersTest.class.getResourceAsStream("managers.json"))) {
      return Json.MAPPER.readTree(in);
    }
  }

  private static PackageName name(PackageManager manager, String text) {
    return PackageName.of(manager, text);
  }

  private static CommandResult failed(String stderr) {
    return new CommandResult(
        "",
        stderr,
        1,
        5,
        false,
        false,
        false,
        new CommandResult.Omitted(0, 0),
        false,
        null,
        null,
        false,
        false,
        false,
        null,
        null,
        null);
  }

  @ParameterizedTest
  @EnumSource
  void runsSetsAndReadsWhatItShould(PackageManager manager) throws IOException {
    JsonNode expected = expected();
    ObjectNode actual = Json.MAPPER.createObjectNode();
    List<PackageName> names = List.of(name(manager, "docker-mcp-one"), name(manager, "two"));
    actual.set("install", Json.MAPPER.valueToTree(manager.install(names)));
    actual.set("refresh", Json.MAPPER.valueToTree(manager.refresh()));
    actual.set("list", Json.MAPPER.valueToTree(manager.listing().command(names)));
    actual.set(
        "environment",
        Json.MAPPER.valueToTree(
            PackageManager.environment(new SandboxEnvironment(USERS)).values()));
    ObjectNode read = actual.putObject("read");
    for (JsonNode printed : expected.path("printed")) {
      Map<String, String> versions = new TreeMap<>(manager.listing().read(printed.asText()));
      read.set(printed.asText(), Json.MAPPER.valueToTree(versions));
    }
    ObjectNode taken = actual.putObject("names");
    for (JsonNode text : expected.path("texts")) {
      taken.set(text.asText(), taken(manager, text.asText()));
    }
    ArrayNode words = actual.putArray("words");
    WORDS.forEach(printed -> words.add(ManagersWords.of(failed(printed))));

    assertThat(actual.toPrettyString())
        .isEqualTo(expected.path("managers").path(manager.toString()).toPrettyString());
  }

  private static JsonNode taken(PackageManager manager, String text) {
    try {
      PackageName name = name(manager, text);
      ObjectNode taken = Json.MAPPER.createObjectNode();
      taken.put("text", name.text());
      taken.put("name", name.name());
      taken.put("sureOf1", manager.listing().fulfils(name, "1.0.0"));
      return taken;
    } catch (ToolFailure refused) {
      return Json.MAPPER.valueToTree(refused.message());
    }
  }
}
