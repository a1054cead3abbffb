package org.dockermcp.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.dockermcp.tool.Json;

/** The sizes of volumes; neither camel-docker nor docker-java has a command for that. */
final class DockerDisk {
  private static final int OK = 200;

  /** The newest version of the engine's interface whose answer is known here. */
  private static final String NEWEST_KNOWN = "1.51";

  private final Engine engine;

  /** Of the engine's interface; empty: not asked for yet. */
  private volatile String version = "";

  DockerDisk(Engine engine) {
    this.engine = engine;
  }

  /**
   * The sizes of all volumes by name, in bytes. The engine walks all of them for that, and older
   * ones (before 25.0) all containers too; it does so for one request at a time.
   */
  Map<String, Long> volumes() {
    Map<String, Long> sizes = new HashMap<>();
    for (JsonNode volume : usage().path("Volumes")) {
      sizes.put(volume.path("Name").asText(), Math.max(0, volume.at("/UsageData/Size").asLong()));
    }
    return sizes;
  }

  private JsonNode usage() {
    String negotiated = version.isEmpty() ? negotiate() : version;
    try {
      JsonNode answer = ask("/v" + negotiated + "/system/df?type=volume");
      version = negotiated;
      return answer;
    } catch (DockerException e) {
      // Another engine may listen there now.
      version = "";
      throw e;
    }
  }

  private String negotiate() {
    String newest = String.valueOf(engine.control().versionCmd().exec().getApiVersion());
    return minor(newest) > minor(NEWEST_KNOWN) ? NEWEST_KNOWN : newest;
  }

  private static int minor(String version) {
    return Integer.parseInt(version.substring(version.indexOf('.') + 1));
  }

  private JsonNode ask(String path) {
    DockerHttpClient.Request request =
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.GET)
            .path(path)
            .build();
    try (DockerHttpClient.Response response = engine.http().execute(request)) {
      JsonNode answer = Json.MAPPER.readTree(response.getBody());
      if (response.getStatusCode() != OK) {
        throw new DockerException(answer.path("message").asText(), response.getStatusCode());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
