package org.dockermcp.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.model.Container;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dockermcp.sandbox.SandboxFixture;

/** The engine's answers, read from the JSON that it would send. */
public final class EngineAnswers {
  /** Of the installation that the tests are. */
  public static final String OWNER = "0badcafe";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private EngineAnswers() {}

  /** The labels of something of ours, and these beside them. */
  public static Map<String, String> ours(String... more) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("mcp-managed", "true");
    labels.put("mcp-owner", OWNER);
    for (int i = 0; i < more.length; i += 2) {
      labels.put(more[i], more[i + 1]);
    }
    return labels;
  }

  /** A container as a listing tells it. */
  public static Container listed(String name, String state, Map<String, String> labels) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("Id", SandboxFixture.id(name))
        .put("Image", "busybox:1")
        .put("Created", 1_700_000_000L);
    json.put("State", state).put("Status", "Up 2 minutes").putArray("Names").add("/" + name);
    json.set("Labels", MAPPER.valueToTree(labels));
    return read(json, Container.class);
  }

  /** A container as an inspect tells it. */
  public static InspectContainerResponse inspected(
      String name, String state, Map<String, String> labels) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("Id", SandboxFixture.id(name)).put("Name", "/" + name).put("Image", "sha256:1");
    json.putObject("State").put("Status", state);
    json.putObject("Config").set("Labels", MAPPER.valueToTree(labels));
    json.putArray("Mounts")
        .addObject()
        .put("Type", "volume")
        .put("Name", "volume-of-" + name)
        .put("Destination", "/workspace");
    json.putObject("HostConfig")
        .put("Memory", 1L << 30)
        .put("NanoCpus", 1_000_000_000L)
        .put("PidsLimit", 512);
    return read(json, InspectContainerResponse.class);
  }

  /** A volume of the engine's own kind as an inspect tells it. */
  public static InspectVolumeResponse volume(String name, Map<String, String> labels) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("Name", name).put("Driver", "local").set("Labels", MAPPER.valueToTree(labels));
    return read(json, InspectVolumeResponse.class);
  }

  /** Any answer of docker-java's, from its JSON. */
  public static <T> T of(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(ObjectNode json, Class<T> type) {
    return of(json.toString(), type);
  }
}
