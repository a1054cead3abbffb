package org.dockermcp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.Installation;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.NoEngine;
import org.dockermcp.it.support.RawServer;
import org.dockermcp.it.support.SandboxTest;
import org.dockermcp.it.support.engine.LocalRegistry;
import org.dockermcp.it.support.engine.LocalRegistry.Pushed;
import org.dockermcp.it.support.engine.RegistryFront;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That no argument becomes more than what it is: a name, a text, a number. */
class ArgumentCasesIT extends SandboxTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What templates of any kind take for a question. */
  private static final String TEMPLATES =
      "${body} ${env:HOME} {{user.home}} #{camelContext} %s $(id)";

  private String box = "";

  @BeforeAll
  void createContainer() {
    box = create(Images.BUSYBOX);
  }

  private Reply creating(Object... more) {
    return server.call("create_container", arguments("image", Images.BUSYBOX, more));
  }

  /** Of this installation. */
  private Set<String> containers() {
    return labelled("mcp-owner", Installation.built().owner()).stream()
        .map(Container::getId)
        .collect(Collectors.toSet());
  }

  /** Refused with these words, and nothing has been made. */
  private void refused(Reply reply, String message) {
    assertThat(reply.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(reply.message()).isEqualTo(message);
  }

  private void refusesPackages(String manager, String... texts) {
    String silent = create(Images.BUSYBOX);
    docker().stopContainerCmd(silent).withTimeout(0).exec();
    for (String text : texts) {
      // Of a text of several lines, each is a name.
      String shown = text.substring(text.indexOf('\n') + 1);
      Map<String, Object> unnamed =
          arguments("container_id", silent, "packages", List.of("six", text));
      Map<String, Object> named = new HashMap<>(unnamed);
      named.put("package_manager", manager);

      Reply reply = server.call("add_dependencies", named);
      assertThat(reply.code()).isEqualTo("INVALID_ARGUMENT");
      assertThat(reply.message())
          .startsWith(
              "Could not install '%s' with %s: it is not a package name in %s's grammar; give names"
                  .formatted(shown, manager, manager));
      refused(
          server.call("add_dependencies", unnamed),
          "Could not install '%s': it is not a package name in any package manager's grammar;"
                  .formatted(shown)
              + " give names such as requests, lodash@4 or libpq-dev, without options, paths or"
              + " addresses.");
    }
    assertThat(inspect(silent).getState().getRunning()).isFalse();
  }

  @Test
  @Case("A1")
  void a1ShellTextIsNoPackageName() {
    refusesPackages(
        "pip", "; touch /pwn", "$(touch /pwn)", "`touch /pwn`", "a && touch /pwn", "a\ntouch /pwn");
  }

  @Test
  @Case("A2")
  void a2OptionsFilesAndAddressesAreNoPackagesOfPips() {
    refusesPackages(
        "pip",
        "--index-url=http://127.0.0.1",
        "-r /etc/passwd",
        "-e git+https://127.0.0.1/x",
        "x @ file:///etc/passwd");
  }

  @Test
  @Case("A3")
  void a3OptionsPathsAndAddressesAreNoPackagesOfNpms() {
    refusesPackages(
        "npm", "--prefix=/", "git://127.0.0.1/x", "http://127.0.0.1/x.tgz", "..", "@scope/../x");
  }

  @Test
  @Case("A4")
  void a4OptionsFilesAndShellTextAreNoPackagesOfApts() {
    refusesPackages("apt", "-o APT::Update::Pre-Invoke::=touch", "./evil.deb", "pkg=1;id");
    refusesPackages("apk", "--root=/");
  }

  @Test
  @Case("A5")
  void a5WhatIsNoImageNameIsRefused() {
    Set<String> before = containers();
    for (String image : List.of("-rm", "a b", "UPPER/x", "x:tag@sha256:bad", TEMPLATES)) {
      refused(
          server.call("create_container", Map.of("image", image)),
          "Could not use image '%s': it is not a valid image name; give one such as"
                  .formatted(image)
              + " python:3.12-slim.");
    }
    Reply huge = server.call("create_container", Map.of("image", "a".repeat(10_240)));

    assertThat(huge.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(huge.message())
        .startsWith(
            "Could not call create_container: 'image' must have no more than 512 characters; it"
                + " takes ")
        .hasSizeLessThan(500);
    assertThat(containers()).isEqualTo(before);
  }

  @Test
  @Case("A5")
  void a5ARegistryOffTheOperatorsListIsNotAsked() {
    try (RegistryFront front = RegistryFront.of("127.0.0.1:1")) {
      front.fault(RegistryFront.Fault.DOWN);
      String patterns = "docker-mcp/* " + front.host() + "/allowed:1";
      try (McpServerProcess choosy =
          McpServerProcess.start(Map.of("DOCKER_MCP_IMAGES", patterns))) {
        Reply denied =
            choosy.call("create_container", Map.of("image", front.host() + "/allowed:2"));

        assertThat(denied.code()).isEqualTo("DENIED");
        assertThat(denied.message())
            .isEqualTo(
                "Could not use image '%s/allowed:2': the operator allows only %s; use one of those."
                    .formatted(front.host(), patterns.replace(" ", ", ")));
        assertThat(front.requests()).isEmpty();
        Reply asked = choosy.call("create_container", Map.of("image", front.host() + "/allowed:1"));
        assertThat(asked.code()).isEqualTo("IMAGE_UNAVAILABLE");
        assertThat(front.requests()).isNotEmpty();
      }
    }
  }

  @Test
  @Case("A5")
  void a5WhatStandsInForAnImageMustBeOnTheListToo() {
    Map<String, String> settings = new HashMap<>(NoEngine.SETTINGS);
    settings.put("DOCKER_MCP_IMAGES", "docker-mcp/*");
    settings.put("TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX", "127.0.0.1:1/");
    try (McpServerProcess choosy = McpServerProcess.start(settings)) {
      Reply denied = choosy.call("create_container", Map.of("image", Images.BUSYBOX));

      // Not ENGINE_UNAVAILABLE: the engine is not asked either.
      assertThat(denied.code()).isEqualTo("DENIED");
      assertThat(denied.message())
          .isEqualTo(
              "Could not use image '%s', here '127.0.0.1:1/%s': the operator allows only"
                      .formatted(Images.BUSYBOX, Images.BUSYBOX)
                  + " docker-mcp/*; use one of those.");
    }
  }

  @Test
  @Case("A6")
  void a6ATagThatMovesBetweenCallsChangesNothingOfWhatWasMade() {
    try (LocalRegistry registry = LocalRegistry.open()) {
      Pushed app = registry.push("app:1");
      Pushed other = registry.push("app:2");
      Reply before = server.call("create_container", Map.of("image", app.name())).ok();
      create(other.name());
      docker().tagImageCmd(other.id(), app.repository(), "1").exec();

      Reply after = server.call("create_container", Map.of("image", app.name())).ok();

      assertThat(before.get("image_digest")).isEqualTo(app.byDigest());
      assertThat(inspect(before.get("container_id")).getConfig().getImage()).isEqualTo(app.id());
      assertThat(after.get("image_digest")).isEqualTo(other.byDigest());
      assertThat(inspect(after.get("container_id")).getConfig().getImage()).isEqualTo(other.id());
      docker().listContainersCmd().withShowAll(true).exec().stream()
          .filter(it -> Set.of(app.id(), other.id()).contains(it.getImageId()))
          .forEach(it -> server.call("cleanup_container", Map.of("container_id", it.getId())).ok());
    }
  }

  @Test
  @Case("A7")
  void a7WhatIsNoNameIsRefused() {
    Set<String> before = containers();
    for (String name : List.of("../x", "a/b", "é€", "-x", "a b", TEMPLATES)) {
      refused(
          creating("name", name),
          "Could not use the name '%s': it is not 2 to 128 letters, digits, dots, dashes and"
                  .formatted(name)
              + " underscores; choose one such as web-1, or leave it out.");
    }
    assertThat(creating("name", "x".repeat(300)).message())
        .startsWith(
            "Could not call create_container: 'name' must have no more than 128 characters; ");
    assertThat(containers()).isEqualTo(before);
  }

  @Test
  @Case("A7")
  void a7TheNameOfAForeignContainerIsTaken() {
    String foreign =
        docker().createContainerCmd(Images.NO_SHELL).withName("foreign-name-it").exec().getId();
    try {
      Set<String> before = containers();

      refused(
          creating("name", "foreign-name-it", "reuse_existing", true),
          "Could not use the name 'foreign-name-it': another container has this name; choose another, or"
              + " leave it out.");
      assertThat(containers()).isEqualTo(before);
    } finally {
      docker().removeContainerCmd(foreign).exec();
    }
  }

  @Test
  @Case("A8")
  void a8ASessionOfAnyTextNamesAPlainVolumeAlone() {
    Set<String> before = containers();
    for (String session : List.of("../x", "a/b", "é€", "-x", "a b", "${env:HOME}")) {
      Reply made = creating("session_id", session).ok();
      assertThat(made.get("workspace_volume")).matches("mcp-session-\\.[0-9a-f]{62}");
      server.call("cleanup_container", Map.of("session_id", session, "remove_volumes", true)).ok();
    }
    String message =
        "Could not use session_id 'a b': it is not 1 to 256 characters, or has control characters;"
            + " choose one such as data-analysis.";
    refused(creating("session_id", "a\nb"), message);
    refused(server.call("list_containers", Map.of("session_id", "a\nb")), message);
    refused(server.call("cleanup_container", Map.of("session_id", "a\nb")), message);
    assertThat(creating("session_id", "x".repeat(300)).message())
        .startsWith(
            "Could not call create_container: 'session_id' must have no more than 256 characters; ");
    assertThat(containers()).isEqualTo(before);
  }

  private void refusesEnvironment(Map<String, String> environment, String why) {
    String message =
        "Could not set the environment: %s; pass long or many values by file.".formatted(why);
    refused(creating("environment", environment), message);
    refused(run(box, "true", "environment", environment), message);
  }

  @Test
  @Case("A9")
  void a9AnEnvironmentThatCouldBeMoreThanThatIsRefused() {
    Set<String> before = containers();
    refusesEnvironment(Map.of("A", "x\0y"), "A contains a NUL");
    refusesEnvironment(Map.of("A=B", "x"), "'A=B' is not letters, digits and underscores");
    refusesEnvironment(Map.of("A", "x".repeat(1 << 20)), "A is longer than 32768 characters");
    Map<String, String> many =
        IntStream.range(0, 10_000).boxed().collect(Collectors.toMap(i -> "A" + i, i -> "x"));
    refusesEnvironment(many, "there are 10000 variables and at most 256 fit");
    refusesEnvironment(
        Map.of("DOCKER_MCP_MARK", "keep"),
        "names that begin with DOCKER_MCP_ are this server's own");
    assertThat(containers()).isEqualTo(before);
  }

  @Test
  @Case("A9")
  void a9AnEnvironmentThatNoProgramCouldStartWithReachesUsersCommandsAlone() {
    String hostile =
        create(
            Images.DEBIAN,
            "environment",
            Map.of(
                "PATH", "/nowhere",
                "LD_PRELOAD", "/missing.so",
                "LD_LIBRARY_PATH", "/nowhere",
                "ENV", "/missing.sh",
                "PYTHONHOME", "/nowhere",
                "PYTHONPATH", "/nowhere",
                "IFS", "/"));
    String begun = inspect(hostile).getState().getStartedAt();

    Reply theirs = run(hostile, "echo $PATH $PYTHONHOME; ls").ok();
    assertThat(theirs.get("stdout")).isEqualTo("/nowhere /nowhere\n");
    assertThat(theirs.get("exit_code")).isEqualTo("127");
    assertThat(theirs.get("stderr"))
        .contains("'/missing.so' from LD_PRELOAD cannot be preloaded", "ls: not found");

    Reply late = run(hostile, "while :; do :; done", "timeout", 1);
    assertThat(late.code()).isEqualTo("TIMED_OUT");
    assertThat(late.content().path("others_ended").booleanValue()).isFalse();
    assertThat(processes(hostile)).noneMatch(it -> it.contains("while :; do :; done"));

    Reply present =
        server
            .call(
                "add_dependencies",
                Map.of(
                    "container_id", hostile, "packages", List.of("pip"), "package_manager", "pip"))
            .ok();
    assertThat(present.content().at("/already_present/0/name").asText()).isEqualTo("pip");

    assertThat(processes(hostile)).filteredOn("sleep 86400"::equals).hasSize(1);
    assertThat(inspect(hostile).getState().getStartedAt()).isEqualTo(begun);
    JsonNode listed = server.call("list_containers", Map.of()).ok().content();
    assertThat(listed.toString()).doesNotContain("missing.so");
  }

  private List<String> processes(String container) {
    return Arrays.stream(
            docker().topContainerCmd(container).withPsArgs("-eo pid,args").exec().getProcesses())
        .map(row -> row[1])
        .toList();
  }

  @Test
  @Case("A9")
  void a9TheEnvironmentOfACreatorIsKeptAndACommandsOwnWins() {
    String own = create(Images.BUSYBOX, "environment", Map.of("SEMI", "a;b=c", "UTF", "é"));

    assertThat(run(own, "echo \"$SEMI $UTF\"").ok().get("stdout")).isEqualTo("a;b=c é\n");
    assertThat(run(own, "echo $SEMI", "environment", Map.of("SEMI", "own")).ok().get("stdout"))
        .isEqualTo("own\n");
  }

  @Test
  @Case("A10")
  void a10WhatTheSchemaDoesNotSayIsRefused() throws IOException, InterruptedException {
    try (RawServer raw = new RawServer(NoEngine.SETTINGS)) {
      String call =
          "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":"
              + "{\"name\":\"execute_code\",\"arguments\":%s}}";
      List<String> wrong =
          List.of(
              "{\"container_id\":\"a\",\"command\":\"true\",\"privileged\":true}",
              "{\"container_id\":[1],\"command\":\"true\"}",
              "{\"container_id\":\"a\",\"command\":null}",
              "{\"container_id\":\"a\",\"command\":[\"true\"]}",
              "{\"container_id\":\"a\",\"command\":\"true\",\"environment\":{\"A\":[1]}}",
              "{\"command\":\"true\"}",
              "{}");
      for (int i = 0; i < wrong.size(); i++) {
        raw.send(call.formatted(100 + i, wrong.get(i)));
        assertThat(
                raw.answer(100 + i, PATIENCE).at("/result/structuredContent/error/code").asText())
            .as(wrong.get(i))
            .isEqualTo("INVALID_ARGUMENT");
      }
      raw.send(
          call.formatted(200, "{\"container_id\":\"a\",\"command\":\"true\",\"timeout\":1e999}"));
      // The container is looked for first, and there is no engine to look in.
      assertThat(raw.answer(200, PATIENCE).at("/result/structuredContent/error/code").asText())
          .isIn("INVALID_ARGUMENT", "ENGINE_UNAVAILABLE");
      raw.send(call.formatted(300, "{\"container_id\":\"a\",\"timeout\":NaN}"));
      raw.send(call.formatted(301, "[".repeat(100_000) + "]".repeat(100_000)));
      JsonNode pong = raw.request("ping", Map.of());
      assertThat(pong.has("result")).isTrue();
      assertThat(raw.messages())
          .filteredOn(it -> it.at("/error/code").asInt() == -32700)
          .hasSize(2);
    }
  }

  @Test
  @Case("A10")
  void a10ANumberBeyondAllNumbersIsNone() throws IOException, InterruptedException {
    try (RawServer raw = new RawServer(Map.of())) {
      ObjectMapper mapper = new ObjectMapper();
      String call =
          "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":"
              + "{\"name\":\"%s\",\"arguments\":{%s}}}";
      String inBox = "\"container_id\":" + mapper.writeValueAsString(box) + ",";
      raw.send(
          call.formatted(100, "execute_code", inBox + "\"command\":\"true\",\"timeout\":1e999"));
      raw.send(
          call.formatted(
              101, "create_container", "\"image\":\"docker-mcp/busybox:1\",\"cpus\":-1e999"));

      for (int id : new int[] {100, 101}) {
        JsonNode error = raw.answer(id, PATIENCE).at("/result/structuredContent/error");
        assertThat(error.path("code").asText()).isEqualTo("INVALID_ARGUMENT");
        assertThat(error.path("message").asText()).hasSizeLessThan(600);
      }
    }
  }

  @Test
  @Case("A11")
  void a11NamesOfHeadersReachNoEndpoint() throws IOException, InterruptedException {
    try (ServerSocket elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RawServer raw = new RawServer(Map.of())) {
      String port = Integer.toString(elsewhere.getLocalPort());
      for (String prefix : List.of("CamelDocker", "cameldocker", "CAMELDOCKER")) {
        Map<String, String> headers =
            Map.of(
                prefix + "Host", "127.0.0.1",
                prefix + "Port", port,
                prefix + "CmdExecFactory", "org.example.Evil",
                prefix + "ContainerId", "somebody-elses");
        Map<String, Object> arguments = new HashMap<>(headers);
        JsonNode refused = raw.call("list_containers", arguments);
        JsonNode listed =
            raw.request(
                "tools/call",
                Map.of("name", "list_containers", "arguments", Map.of(), "_meta", headers));
        Map<String, Object> inside =
            Map.of("container_id", box, "command", "env", "environment", headers);
        JsonNode ran = raw.call("execute_code", inside);

        assertThat(refused.at("/error/message").asText())
            .contains("there is no argument '" + prefix + "Host'");
        assertThat(listed.at("/result/structuredContent").toString())
            .contains(box.substring(0, 12));
        assertThat(ran.path("stdout").asText()).contains(prefix + "Port=" + port + "\n");
      }
      elsewhere.setSoTimeout(1);
      assertThat(connected(elsewhere)).isFalse();
    }
  }

  private static boolean connected(ServerSocket socket) throws IOException {
    try {
      socket.accept().close();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  @Test
  @Case("A12")
  void a12WhatATemplateWouldFillInIsLeftAsItIs() {
    assertThat(run(box, "printf '%s' '" + TEMPLATES + "'").ok().get("stdout")).isEqualTo(TEMPLATES);
    assertThat(
            run(
                    box,
                    "printf %s \"$T\"; cat",
                    "environment",
                    Map.of("T", TEMPLATES),
                    "stdin",
                    TEMPLATES)
                .ok()
                .get("stdout"))
        .isEqualTo(TEMPLATES + TEMPLATES);
    String kept = create(Images.BUSYBOX, "environment", Map.of("T", TEMPLATES));
    assertThat(run(kept, "printf %s \"$T\"").ok().get("stdout")).isEqualTo(TEMPLATES);
    assertThat(run(box, "true", "working_dir", "/" + TEMPLATES).message())
        .contains("there is no folder /" + TEMPLATES);
    assertThat(run(TEMPLATES, "true").message())
        .startsWith("Could not find container '" + TEMPLATES + "': ");
    assertThat(server.call("read_output", Map.of("output_id", TEMPLATES)).message())
        .startsWith("Could not read output '" + TEMPLATES + "': ");
    assertThat(server.call("stop_process", Map.of("process_id", TEMPLATES)).message())
        .startsWith("Could not find process '" + TEMPLATES + "': ");
  }

  @Test
  @Case("A13")
  void a13ATimeoutOutsideTheRangeIsRefusedWithTheRange() {
    Map<String, Map<String, Object>> calls =
        Map.of(
            "execute_code", Map.of("container_id", box, "command", "true"),
            "execute_python_script", Map.of("container_id", box, "script", "1"),
            "add_dependencies", Map.of("container_id", box, "packages", List.of("six")));
    calls.forEach(
        (tool, arguments) -> {
          for (Object timeout : List.of(0, -1, 1e12)) {
            Map<String, Object> call = new HashMap<>(arguments);
            call.put("timeout", timeout);
            refused(
                server.call(tool, call),
                "Could not use timeout %s: it is not between 0.1 and 3600 seconds; give one in that"
                        .formatted(((Number) timeout).doubleValue())
                    + " range.");
          }
          Map<String, Object> call = new HashMap<>(arguments);
          call.put("timeout", "ten");
          assertThat(server.call(tool, call).message())
              .startsWith(
                  "Could not call %s: 'timeout' must be a number such as 2.5, not a string; it takes "
                      .formatted(tool));
        });
  }
}
