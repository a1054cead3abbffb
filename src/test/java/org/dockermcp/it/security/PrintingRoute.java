package org.dockermcp.it.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dockermcp.Folders;
import org.dockermcp.it.support.ServerCommand;

/**
 * The shipped tools but for one, whose route lets a library print on standard output.
 *
 * @param folder of the tools, empty at first
 */
record PrintingRoute(Path folder) {
  private static final String PRINTS =
      """
      - route:
          id: list_containers
          from:
            uri: direct:list_containers
            steps:
              - to:
                  uri: class:org.bouncycastle.LICENSE
                  parameters:
                    method: main(null)
              - to:
                  uri: direct:engine-info
      """;

  /** What came where. */
  record Printed(List<String> onWire, String onStandardError) {}

  /** Calls the tool that prints, in a server with these settings. */
  Printed call(Map<String, String> settings) throws IOException, InterruptedException {
    Folders.copyRoutes(folder);
    Files.writeString(folder.resolve("list_containers.camel.yaml"), PRINTS);
    Map<String, String> all = new HashMap<>(settings);
    all.put("DOCKER_MCP_ROUTES", folder.toString());
    all.put("DOCKER_MCP_ROUTE_SCHEMES", "class");
    ServerCommand.Outcome outcome = new ServerCommand(folder).serve(all, ServerCommand.ONE_CALL);
    return new Printed(outcome.stdout().lines().toList(), outcome.stderr());
  }
}
