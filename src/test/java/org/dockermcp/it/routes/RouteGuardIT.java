package org.dockermcp.it.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dockermcp.Eventually;
import org.dockermcp.Folders;
import org.dockermcp.Programs;
import org.dockermcp.it.security.Case;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.NoEngine;
import org.dockermcp.it.support.ServerCommand;
import org.dockermcp.it.support.ServerCommand.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the server makes of route files that are broken or hostile; no engine is asked. */
@Timeout(120)
class RouteGuardIT {
  private static final String SCHEMES =
      "bean, direct, docker, log, seda, timer; DOCKER_MCP_ROUTE_SCHEMES adds to them\n";

  @TempDir private Path home = Path.of("");
  private Path routes = home;

  @BeforeEach
  void copyTheShippedRoutes() {
    routes = Folders.copyRoutes(home.resolve("routes"));
  }

  private Outcome serve() throws Exception {
    return new ServerCommand(home).serve(settings(), "");
  }

  private Map<String, String> settings() {
    return Map.of("DOCKER_HOST", NoEngine.HOST, "DOCKER_MCP_ROUTES", routes.toString());
  }

  /** Puts everything into the folder that must not be there; gives what is to be said of it. */
  private String spoil() throws Exception {
    String whole = Files.readString(routes.resolve("execute_code.camel.yaml"));
    file("a_bomb.camel.yaml", "- &a [x]\n- &b [*a, *a, *a]\n- [*b, *b, *b]\n");
    file("b_broken.camel.yaml", "- route:\n    id: b\n   from: [\n");
    file("c_half.camel.yaml", whole.substring(0, whole.indexOf("      steps:")));
    Path outside = Files.writeString(home.resolve("outside.yaml"), whole);
    Files.createSymbolicLink(routes.resolve("d_link.camel.yaml"), outside);
    Path pipe = routes.resolve("e_pipe.camel.yaml");
    Programs.run("mkfifo", pipe.toString());
    int line = 6;
    StringBuilder evil = new StringBuilder("- route:\n    id: f\n    from:\n");
    evil.append("      uri: timer:f\n      steps:\n");
    for (String uri : List.of("exec:sh", "file:/etc", "http:example.org")) {
      evil.append("        - to: ").append(uri).append('\n');
    }
    file("f_evil.camel.yaml", evil.toString());
    file("g_tool.tool.yaml", "name: other\n");
    return line(
            "a_bomb.camel.yaml:1: has an anchor",
            "b_broken.camel.yaml:3: is not YAML: expected <block end>, but found"
                + " '<block mapping start>'",
            withoutTool("c_half"),
            "c_half.camel.yaml:2: is a route without a 'from' that has a 'uri' and 'steps'")
        + line("d_link.camel.yaml: is a link out of the folder")
        + line("e_pipe.camel.yaml: is not a regular file")
        + line(
            "execute_code.camel.yaml:2: has the id 'execute_code' as c_half.camel.yaml:2 does",
            "execute_code.camel.yaml:5: has a route that begins at 'direct:execute_code' as"
                + " c_half.camel.yaml:5 does")
        + line(withoutTool("f_evil"))
        + scheme(line, "exec:sh")
        + scheme(line + 1, "file:/etc")
        + scheme(line + 2, "http:example.org")
        + line(
            "g_tool.tool.yaml: has no route: there is no 'g_tool.camel.yaml' beside it",
            "g_tool.tool.yaml:1: 'title' is missing",
            "g_tool.tool.yaml:1: 'description' is missing",
            "g_tool.tool.yaml:1: 'annotations' is missing",
            "g_tool.tool.yaml:1: 'inputSchema' is missing",
            "g_tool.tool.yaml:1: 'outputSchema' is missing");
  }

  private static String withoutTool(String name) {
    return "%1$s.camel.yaml: has no tool file: there is no '%1$s.tool.yaml' beside it; routes without a tool belong in lib/"
        .formatted(name);
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(routes.resolve(name), text);
  }

  private String line(String... problems) {
    StringBuilder lines = new StringBuilder();
    for (String problem : problems) {
      lines.append("  ").append(routes).append('/').append(problem).append('\n');
    }
    return lines.toString();
  }

  private String scheme(int line, String uri) {
    String scheme = uri.substring(0, uri.indexOf(':'));
    return "  %s/f_evil.camel.yaml:%d: the endpoint '%s' has the scheme '%s', which is not among %s"
        .formatted(routes, line, uri, scheme, SCHEMES);
  }

  @Test
  @Case("G11")
  void g11ABrokenOrHostileRouteFileIsRefusedAtStartWithItsLine() throws Exception {
    String problems = spoil();
    Outcome outcome = serve();

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr()).isEqualTo("docker-mcp could not start:\n" + problems);
  }

  @Test
  void theDoctorTellsThemTooAndTheSettingsBeside() throws Exception {
    spoil();
    Outcome outcome = new ServerCommand(home).run(settings(), "doctor");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stdout().replaceAll("\\s+", " "))
        .contains("!! " + routes + "/a_bomb.camel.yaml:1: has an anchor")
        .contains("!! " + routes + "/d_link.camel.yaml: is a link out of the folder")
        .contains("!! " + routes + "/f_evil.camel.yaml:6: the endpoint 'exec:sh' has the scheme")
        .contains("Settings DOCKER_MCP_ENGINE");
  }

  @Test
  @Case("G11")
  void g11AServerThatRunsKeepsTheRoutesItHas() throws Exception {
    try (McpServerProcess server = McpServerProcess.start(settings())) {
      assertThat(server.call("check_engine", Map.of()).ok().get("available")).isEqualTo("false");
      spoil();
      file("check_engine.camel.yaml", "- route:\n    id: check_eng");
      String told = routes + "/check_engine.camel.yaml:";
      Eventually.within(Duration.ofSeconds(20))
          .until(() -> server.log().stream().anyMatch(line -> line.contains(told)));

      assertThat(server.call("check_engine", Map.of()).ok().get("available")).isEqualTo("false");
    }
    assertThat(serve().exitCode()).isEqualTo(1);
  }

  @Test
  void anOperatorMayAllowMoreSchemes() throws Exception {
    file(
        "lib/clock.camel.yaml", "- route: {id: c, from: {uri: 'quartz:c', steps: [{stop: {}}]}}\n");
    assertThat(serve().stderr()).contains("has the scheme 'quartz'");

    Map<String, String> more =
        Map.of("DOCKER_MCP_ROUTES", routes.toString(), "DOCKER_MCP_ROUTE_SCHEMES", "quartz");
    // Its component is not there: that is Camel's to say.
    assertThat(new ServerCommand(home).serve(more, "").stderr())
        .contains("No endpoint could be found for: quartz:")
        .doesNotContain("DOCKER_MCP_ROUTE_SCHEMES");
  }
}
