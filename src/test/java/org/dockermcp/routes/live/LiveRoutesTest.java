package org.dockermcp.routes.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.component.seda.SedaComponent;
import org.dockermcp.Eventually;
import org.dockermcp.packages.manager.PackageManagers;
import org.dockermcp.routes.check.RouteFolderException;
import org.dockermcp.routes.check.RouteProblem;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;
import org.dockermcp.tool.ToolResult;
import org.dockermcp.tool.ToolSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an edit of a folder does to calls, tools and those that listen. */
@Timeout(60)
class LiveRoutesTest {
  private static final String CALL =
      """
      - route:
          id: call
          from:
            uri: direct:call
            steps:
              - setVariable: {name: call, simple: "${body}"}
              - doTry:
                  steps:
                    - bean: {ref: dispatcher, method: "check(${body})"}
                    - toD: {uri: "direct:${body.tool}"}
                    - bean: {ref: dispatcher, method: "reply(${variable.call}, ${body})"}
                  doCatch:
                    - exception: [java.lang.Throwable]
                      steps:
                        - bean: {ref: dispatcher, method: "failure(${variable.call}, ${exception})"}
      """;

  private static final String ROUTE =
      """
      - route:
          id: NAME
          from:
            uri: direct:NAME
            steps:
              - bean: {ref: clerk, method: hold}
              - bean: {ref: clerk, method: "say('WORD')"}
      """;

  private static final String TOOL =
      """
      name: NAME
      title: Say a word
      description: Says a word.
      annotations: {readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false}
      inputSchema: {type: object, additionalProperties: false, properties: {}}
      outputSchema:
        type: object
        required: [word]
        properties: {word: {type: string, description: The word.}}
      """;

  /** What a route gives. */
  public record Said(String word) implements ToolResult {
    @Override
    public String text() {
      return word;
    }
  }

  /** What the routes name. */
  public static final class Clerk {
    private volatile CountDownLatch mayGoOn = new CountDownLatch(0);
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger ticks = new AtomicInteger();

    public Object hold(Object body) throws InterruptedException {
      CountDownLatch until = mayGoOn;
      waiting.incrementAndGet();
      until.await();
      waiting.decrementAndGet();
      return body;
    }

    public Said say(String word) {
      return new Said(word);
    }

    public void tick() {
      ticks.incrementAndGet();
    }
  }

  /** Remembers what it is told. */
  private static final class Heard implements ReloadListener {
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final AtomicInteger tools = new AtomicInteger();

    @Override
    public void toolsChanged() {
      tools.incrementAndGet();
    }

    @Override
    public void reported(ReloadReport report) {
      reports.add(report.text());
    }
  }

  @TempDir private Path folder = Path.of("");
  private final Clerk clerk = new Clerk();
  private final Heard heard = new Heard();
  private final List<LiveRoutes> begun = new ArrayList<>();

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectory(folder.resolve("lib"));
    Files.writeString(folder.resolve("lib/call.camel.yaml"), CALL);
    tool("greet", "hello");
  }

  @AfterEach
  void close() {
    clerk.mayGoOn.countDown();
    begun.forEach(LiveRoutes::close);
  }

  private void tool(String name, String word) throws IOException {
    Files.writeString(folder.resolve(name + ".tool.yaml"), TOOL.replace("NAME", name));
    route(name, ROUTE.replace("WORD", word));
  }

  private void route(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name + ".camel.yaml"), text.replace("NAME", name));
  }

  private LiveRoutes routes() throws RouteFolderException, SettingsException {
    return routes(Map.of());
  }

  private LiveRoutes routes(Map<String, String> camel)
      throws RouteFolderException, SettingsException {
    LiveRoutes routes =
        new LiveRoutes(
            new LiveRoutes.Source(
                folder, List.of(), managers -> Map.of("clerk", clerk), List.of(), camel),
            List.of(heard));
    begun.add(routes);
    return routes;
  }

  private static String call(LiveRoutes routes, String tool) {
    ToolReply reply = routes.call(ToolCall.local("1", tool, new Arguments(Map.of())));
    return reply.text();
  }

  private static List<String> names(LiveRoutes routes) {
    return routes.offered().specs().stream().map(ToolSpec::name).toList();
  }

  private static void await(Callable<Boolean> condition) {
    Eventually.within(Duration.ofSeconds(20)).until(condition);
  }

  @Test
  void everyGenerationHasTheSettingsOfCamel() throws Exception {
    LiveRoutes routes =
        routes(
            Map.of(
                "camel.main.message-history", "true",
                "camel.threadpool.max-pool-size", "7",
                "camel.component.seda.queue-size", "3"));
    CamelContext before = routes.camel();
    tool("greet", "good day");
    routes.reload();

    assertThat(routes.camel()).isNotSameAs(before);
    for (CamelContext camel : List.of(before, routes.camel())) {
      assertThat(camel.isMessageHistory()).isTrue();
      assertThat(camel.getExecutorServiceManager().getDefaultThreadPoolProfile().getMaxPoolSize())
          .isEqualTo(7);
      assertThat(camel.getComponent("seda", SedaComponent.class).getQueueSize()).isEqualTo(3);
    }
  }

  @Test
  void neitherSystemPropertiesNorTheClassPathSetCamel() throws Exception {
    System.setProperty("camel.main.name", "other");
    System.setProperty("camel.component.seda.queue-size", "3");
    System.setProperty("camel.main.initial-properties-location", "file:nowhere.properties");
    try {
      CamelContext camel = routes().camel();

      assertThat(camel.getName()).isEqualTo("docker-mcp");
      assertThat(camel.getComponent("seda", SedaComponent.class).getQueueSize()).isEqualTo(1000);
    } finally {
      System.clearProperty("camel.main.name");
      System.clearProperty("camel.component.seda.queue-size");
      System.clearProperty("camel.main.initial-properties-location");
    }
  }

  @Test
  void allSettingsThatCamelDoesNotTakeAreToldAtOnce() {
    Map<String, String> camel =
        new TreeMap<>(
            Map.of(
                "camel.component.seda.queue-length", "3",
                "camel.component.seda.queue-size", "many",
                "camel.component.nowhere.size", "3",
                "camel.component.timer.bridge-error-handler", "true",
                "camel.main.message-history", ""));

    assertThatThrownBy(() -> routes(camel))
        .isInstanceOfSatisfying(
            SettingsException.class,
            fault ->
                assertThat(fault.problems())
                    .containsExactly(
                        "camel.component.nowhere.size '3' cannot be set: cannot find component with name nowhere. Make sure you have the component on the classpath.",
                        "camel.component.seda.queue-length '3' cannot be set: there is no option 'queueLength'.",
                        "camel.component.seda.queue-size 'many' cannot be set: For input string: \"many\".",
                        "camel.main.message-history '' cannot be set: value is empty."));
  }

  @Test
  void aBadManagerFileIsRefusedAndThePreviousRoutesStay() throws Exception {
    List<PackageManagers> taken = new ArrayList<>();
    LiveRoutes routes =
        new LiveRoutes(
            new LiveRoutes.Source(
                folder,
                List.of(),
                managers -> {
                  taken.add(managers);
                  return Map.of("clerk", clerk);
                },
                List.of(),
                Map.of()),
            List.of(heard));
    begun.add(routes);
    Path file = Files.createDirectory(folder.resolve("packages")).resolve("apk.manager.yaml");
    String apk = Files.readString(Path.of("routes/packages/apk.manager.yaml"));

    Files.writeString(file, apk);
    assertThat(routes.reload().files()).containsExactly("packages/apk.manager.yaml");
    assertThat(taken.get(taken.size() - 1).find("apk")).isPresent();

    CamelContext live = routes.camel();
    Files.writeString(file, apk.replace("install:", "instal:"));
    assertThat(routes.reload().problems())
        .extracting(RouteProblem::toString)
        .containsExactly(
            file + ":2: 'install' is missing",
            file + ":9: 'instal' is unknown; see manager.schema.json for the allowed fields");
    assertThat(routes.camel()).isSameAs(live);
  }

  @Test
  void aCallAtWorkEndsOnTheOldRouteAndTheNextTakesTheNewOne() throws Exception {
    LiveRoutes routes = routes();
    CamelContext before = routes.camel();
    CountDownLatch mayGoOn = new CountDownLatch(1);
    clerk.mayGoOn = mayGoOn;
    routes.begin();
    CompletableFuture<String> old = CompletableFuture.supplyAsync(() -> call(routes, "greet"));
    await(() -> clerk.waiting.get() == 1);
    clerk.mayGoOn = new CountDownLatch(0);

    tool("greet", "good day");
    await(() -> call(routes, "greet").equals("good day"));

    assertThat(routes.retiring()).isEqualTo(1);
    assertThat(old).isNotDone();
    mayGoOn.countDown();
    assertThat(old.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
    await(() -> routes.retiring() == 0);
    assertThat(before.isStopped()).isTrue();
    await(() -> !heard.reports.isEmpty());
    assertThat(heard.reports).containsExactly("routes reloaded; changed: greet.camel.yaml");
    assertThat(heard.tools).hasValue(0);
  }

  @Test
  void aFolderThatIsNotSoundChangesNothingAndAllThatIsWrongIsTold() throws Exception {
    LiveRoutes routes = routes();
    CamelContext before = routes.camel();
    route("greet", ROUTE.replace("ref: clerk", "ref: nobody"));
    tool("part", "goodbye");
    Files.delete(folder.resolve("part.tool.yaml"));

    ReloadReport report = routes.reload();

    assertThat(report.sound()).isFalse();
    assertThat(report.generation()).isEqualTo(1);
    assertThat(report.text().replace(folder + "/", ""))
        .isEqualTo(
            """
            reload rejected, the previous routes stay active:
            greet.camel.yaml:6: there is no bean 'nobody'; there are clerk, dispatcher
            greet.camel.yaml:7: there is no bean 'nobody'; there are clerk, dispatcher
            part.camel.yaml: has no tool file: there is no 'part.tool.yaml' beside it; routes \
            without a tool belong in lib/""");
    assertThat(routes.camel()).isSameAs(before);
    assertThat(call(routes, "greet")).isEqualTo("hello");

    tool("greet", "hello");
    Files.delete(folder.resolve("part.camel.yaml"));
    assertThat(routes.reload().text()).isEqualTo("routes unchanged");
    assertThat(routes.camel()).isSameAs(before);
    await(() -> heard.reports.size() == 2);
  }

  @Test
  void whatCamelAloneFindsIsToldWithItsLineToo() throws Exception {
    LiveRoutes routes = routes();
    route(
        "greet",
        ROUTE.replace("- bean: {ref: clerk, method: hold}", "- setBody: {simple: \"${body.\"}"));

    ReloadReport report = routes.reload();

    assertThat(report.problems())
        .singleElement()
        .hasToString(folder + "/greet.camel.yaml:6: expected symbol functionEnd but was eol");
    assertThat(call(routes, "greet")).isEqualTo("hello");
    assertThat(report.generation()).isEqualTo(1);
  }

  @Test
  void toolsComeAndGoWithTheirFiles() throws Exception {
    LiveRoutes routes = routes();
    tool("part", "goodbye");
    routes.reload();
    assertThat(names(routes)).containsExactly("greet", "part");
    assertThat(call(routes, "part")).isEqualTo("goodbye");
    await(() -> heard.tools.get() == 1);

    Files.delete(folder.resolve("part.tool.yaml"));
    Files.delete(folder.resolve("part.camel.yaml"));
    routes.reload();
    assertThat(names(routes)).containsExactly("greet");
    assertThat(call(routes, "part"))
        .isEqualTo(
            "Could not call part: there is no such tool; see tools/list for those that exist.");
    await(() -> heard.tools.get() == 2);
  }

  @Test
  void aStoppedRouteTakesItsToolAwayAlsoAfterAnEditOfAnother() throws Exception {
    tool("part", "goodbye");
    LiveRoutes routes = routes();
    routes.camel().getRouteController().stopRoute("part");
    assertThat(names(routes)).containsExactly("greet");
    await(() -> heard.tools.get() == 1);

    tool("greet", "good day");
    routes.reload();
    assertThat(names(routes)).containsExactly("greet");

    routes.camel().getRouteController().startRoute("part");
    assertThat(names(routes)).containsExactly("greet", "part");
    assertThat(call(routes, "part")).isEqualTo("goodbye");
  }

  @Test
  void aToolWhoseFileSaysThatItDoesNotStartComesWhenTheFileSaysSoNoMore() throws Exception {
    route("greet", ROUTE.replace("id: NAME", "id: NAME\n    autoStartup: \"false\""));
    LiveRoutes routes = routes();
    assertThat(names(routes)).isEmpty();

    tool("greet", "hello");
    routes.reload();
    assertThat(names(routes)).containsExactly("greet");
  }

  @Test
  void whatBeginsByItselfRunsWhereItServesAndInOneGenerationAtATime() throws Exception {
    Files.writeString(
        folder.resolve("lib/clock.camel.yaml"),
        """
        - route:
            id: clock
            from:
              uri: timer:clock
              parameters: {period: 20, delay: 0}
              steps:
                - bean: {ref: clerk, method: tick}
        """);
    LiveRoutes routes = routes();
    CamelContext before = routes.camel();
    assertThat(routes.started()).doesNotContain("clock");

    routes.begin();
    await(() -> clerk.ticks.get() > 3);
    tool("greet", "good day");
    routes.reload();
    await(() -> routes.started().contains("clock"));

    assertThat(routes.camel()).isNotSameAs(before);
    assertThat(before.getInflightRepository().size()).isZero();
    await(before::isStopped);
    int ticks = clerk.ticks.get();
    await(() -> clerk.ticks.get() > ticks + 3);
  }

  @Test
  void aSavedFileIsNoticed() throws Exception {
    LiveRoutes routes = routes();
    routes.begin();

    tool("part", "goodbye");

    await(() -> names(routes).contains("part"));
  }

  @Test
  void anEditWaitsWhileTwentyEarlierStatesAreHeld() throws Exception {
    LiveRoutes routes = routes();
    routes.begin();
    CountDownLatch mayGoOn = new CountDownLatch(1);
    clerk.mayGoOn = mayGoOn;
    for (int state = 1; state <= 20; state++) {
      int calls = state;
      new Thread(() -> call(routes, "greet")).start();
      await(() -> clerk.waiting.get() == calls);
      tool("greet", "hello " + state);
      await(() -> routes.reload().sound() && routes.retiring() == calls);
    }

    tool("greet", "at last");

    assertThat(routes.reload().text())
        .endsWith("20 previous versions of the routes still have running work; stop it or wait");
    clerk.mayGoOn = new CountDownLatch(0);
    assertThat(call(routes, "greet")).isEqualTo("hello 20");
    mayGoOn.countDown();
    await(() -> call(routes, "greet").equals("at last"));
  }

  @Test
  void aFolderThatIsNotSoundAtFirstIsRefused() throws IOException {
    Files.delete(folder.resolve("greet.tool.yaml"));

    assertThatThrownBy(this::routes)
        .isInstanceOf(RouteFolderException.class)
        .hasMessage(
            folder
                + "/greet.camel.yaml: has no tool file: there is no 'greet.tool.yaml' beside it;"
                + " routes without a tool belong in lib/");
  }

  @Test
  void makesTheBeansOfAGenerationAndNoneToLookAtTheFolder() throws Exception {
    AtomicInteger made = new AtomicInteger();
    LiveRoutes routes =
        new LiveRoutes(
            new LiveRoutes.Source(
                folder,
                List.of(),
                managers -> {
                  made.incrementAndGet();
                  return Map.of("clerk", clerk);
                },
                List.of(),
                Map.of()),
            List.of());
    begun.add(routes);
    int atStart = made.get();
    routes.reload();
    assertThat(routes.beans()).containsEntry("clerk", Clerk.class);
    assertThat(made).hasValue(atStart);

    tool("greet", "good day");
    routes.reload();
    assertThat(made).hasValue(atStart + 1);
  }

  @Test
  void aListenerThatIsHeldUpHoldsUpNoReloadAndHearsOfAllInOrder() throws Exception {
    CountDownLatch heldUp = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    List<String> told = new CopyOnWriteArrayList<>();
    LiveRoutes routes = routes();
    routes.listen(
        new ReloadListener() {
          @Override
          public void toolsChanged() {
            told.add("tools");
          }

          @Override
          public void reported(ReloadReport report) {
            told.add(String.join(" ", report.files()));
            heldUp.countDown();
            try {
              mayGoOn.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        });

    tool("greet", "good day");
    routes.reload();
    heldUp.await();
    tool("part", "goodbye");
    assertThat(routes.reload().sound()).isTrue();
    assertThat(routes.retiring()).isEqualTo(2);
    assertThat(call(routes, "part")).isEqualTo("goodbye");

    assertThat(told).containsExactly("greet.camel.yaml");
    mayGoOn.countDown();
    await(() -> told.size() == 3);
    assertThat(told).containsExactly("greet.camel.yaml", "tools", "part.camel.yaml part.tool.yaml");
  }
}
