package org.dockermcp.routes.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.dockermcp.routes.check.RouteFolderException;
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

  private LiveRoutes routes() throws RouteFolderException {
    LiveRoutes routes =
        new LiveRoutes(
            new LiveRoutes.Source(folder, List.of(), () -> Map.of("clerk", clerk), List.of()),
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

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(10);
    }
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
    assertThat(heard.reports)
        .containsExactly("the routes are those of the folder now; changed: greet.camel.yaml");
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
            the routes stay as they were, for there are problems in the folder:
            greet.camel.yaml:6: there is no bean 'nobody'; there are clerk, dispatcher
            greet.camel.yaml:7: there is no bean 'nobody'; there are clerk, dispatcher
            part.camel.yaml: has no schema: there is no 'part.tool.yaml' beside it; routes of no \
            tool are for lib/""");
    assertThat(routes.camel()).isSameAs(before);
    assertThat(call(routes, "greet")).isEqualTo("hello");

    tool("greet", "hello");
    Files.delete(folder.resolve("part.camel.yaml"));
    assertThat(routes.reload().text()).isEqualTo("the routes are as they were");
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
            "Could not call part: there is no such tool; see tools/list for those there are.");
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
        .endsWith(
            "what was begun under 20 earlier states of it is still at work; stop it, or wait");
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
                + "/greet.camel.yaml: has no schema: there is no 'greet.tool.yaml' beside it; routes"
                + " of no tool are for lib/");
  }

  @Test
  void makesTheBeansOfAGenerationAndNoneToLookAtTheFolder() throws Exception {
    AtomicInteger made = new AtomicInteger();
    LiveRoutes routes =
        new LiveRoutes(
            new LiveRoutes.Source(
                folder,
                List.of(),
                () -> {
                  made.incrementAndGet();
                  return Map.of("clerk", clerk);
                },
                List.of()),
            List.of());
    begun.add(routes);
    assertThat(made).hasValue(1);
    routes.reload();
    assertThat(routes.beans()).containsEntry("clerk", Clerk.class);
    assertThat(made).hasValue(1);

    tool("greet", "good day");
    routes.reload();
    assertThat(made).hasValue(2);
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
