package org.dockermcp.routes;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import java.nio.file.Path;
import org.dockermcp.ServerFixture;
import org.dockermcp.engine.docker.EngineAnswers;
import org.dockermcp.it.support.ExtendedRoutes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The shipped routes with the examples', whose {@code lint_shell} finds nothing in a session. */
abstract class LintRouteTest extends RouteTest {
  private static final String FINDINGS = "{\"comments\": []}";

  @TempDir private static Path folder = Path.of("");

  @Override
  Path routes() {
    return ExtendedRoutes.in(folder, ExtendedRoutes.examples());
  }

  @BeforeEach
  void theSessionHasAVolume() {
    docker.answer(
        "volume/inspect",
        request ->
            EngineAnswers.of(
                """
                {"Name": "mcp-session-a", "Driver": "local", "Options": null, "Labels":
                  {"mcp-managed": "true", "mcp-owner": "%s", "mcp-session": "a"}}"""
                    .formatted(ServerFixture.owner()),
                InspectVolumeResponse.class));
    commandsWrite(FINDINGS);
  }
}
