package org.dockermcp.it.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The three examples of the Python server's README, by its users' client, without a change. */
@Tag("interop")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadmeExamplesIT {
  private final ReadmeEngine engine = ReadmeEngine.start();
  private final SdkClient client = Clients.python(engine.settings());
  private final List<String> boxes = new ArrayList<>();

  @BeforeAll
  void listTools() {
    client.tools();
  }

  @AfterAll
  void close() {
    try (engine;
        client) {
      for (String box : boxes) {
        client.call("cleanup_container", Map.of("container_id", box, "remove_volumes", true)).ok();
      }
    }
  }

  private String create(Map<String, Object> arguments) {
    String box = client.call("create_container", arguments).ok().get("container_id");
    boxes.add(box);
    return box;
  }

  private Reply install(String box, String manager, String... packages) {
    return client
        .call(
            "add_dependencies",
            Map.of(
                "container_id", box,
                "packages", List.of(packages),
                "package_manager", manager))
        .ok();
  }

  private Reply run(String box, String command) {
    return client.call("execute_code", Map.of("container_id", box, "command", command)).ok();
  }

  private static Iterable<String> names(JsonNode packages) {
    return packages.findValuesAsText("name");
  }

  @Test
  void dataAnalysis() {
    String box = create(Map.of("image", "python:3.11-slim", "session_id", "data-analysis"));

    Reply installed =
        client
            .call(
                "add_dependencies",
                Map.of("container_id", box, "packages", List.of("pandas", "matplotlib", "seaborn")))
            .ok();
    Reply described =
        client
            .call(
                "execute_python_script",
                Map.of(
                    "container_id",
                    box,
                    "script",
                    """
                    import pandas as pd
                    import matplotlib.pyplot as plt

                    df = pd.DataFrame({"x": range(10), "y": [x**2 for x in range(10)]})
                    df.plot(x="x", y="y")
                    plt.savefig("/workspace/plot.png")
                    print(df.describe())
                    """))
            .ok();

    assertThat(installed.get("package_manager")).isEqualTo("pip");
    assertThat(names(installed.content().path("installed")))
        .contains("pandas", "matplotlib", "seaborn");
    assertThat(described.content().path("exit_code").intValue())
        .as(described.get("stderr"))
        .isZero();
    assertThat(described.get("stdout").lines().map(line -> line.replaceAll(" +", " ")))
        .contains("count 10.00000 10.000000", "mean 4.50000 28.500000", "max 9.00000 81.000000");
    assertThat(run(box, "head -c 4 plot.png | tail -c 3").get("stdout")).isEqualTo("PNG");
  }

  @Test
  void webServerInNode() {
    String box = create(Map.of("image", "node:18-alpine", "network_enabled", true));

    Reply installed = install(box, "npm", "express", "axios");
    Reply ran =
        run(
            box,
            """
            node -e "
              const app = require('express')();
              app.get('/', (request, response) => response.send('Hello World!'));
              const server = app.listen(3000, async () => {
                console.log((await require('axios').get('http://localhost:3000/')).data);
                server.close();
              });
            "
            """);

    assertThat(names(installed.content().path("installed"))).contains("express", "axios");
    assertThat(ran.get("stdout")).as(ran.get("stderr")).isEqualTo("Hello World!\n");
  }

  @Test
  void twoLanguages() {
    String box =
        create(
            Map.of("image", "nikolaik/python-nodejs:python3.11-nodejs18", "network_enabled", true));

    Reply python = install(box, "pip", "fastapi", "uvicorn");
    Reply node = install(box, "npm", "webpack", "babel-core");
    Reply ran =
        run(
            box,
            "python -c 'import fastapi, uvicorn; print(fastapi.FastAPI().title)'"
                + " && node -e \"console.log(typeof require('webpack'),"
                + " require('babel-core').transform('a').code)\"");

    assertThat(names(python.content().path("installed"))).contains("fastapi", "uvicorn");
    assertThat(names(node.content().path("installed"))).contains("webpack", "babel-core");
    assertThat(ran.get("stdout")).as(ran.get("stderr")).isEqualTo("FastAPI\nfunction a;\n");
  }
}
