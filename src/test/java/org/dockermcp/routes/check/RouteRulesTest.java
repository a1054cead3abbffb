package org.dockermcp.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a route may be made of. */
class RouteRulesTest {
  private static List<String> problems(String text, boolean library) {
    List<RouteProblem> problems = new ArrayList<>();
    FileProblems found = new FileProblems(Path.of("f"), problems);
    new GuardedYaml(found)
        .compose(text)
        .ifPresent(
            root -> new RouteRules(new EndpointRule(List.of("mock"))).check(root, library, found));
    return problems.stream().map(RouteProblem::toString).toList();
  }

  /** Of a route with this one step, which stands in line 4. */
  private static List<String> ofStep(String step) {
    return problems(
        "- route:\n    id: a\n    from: {uri: 'direct:a', steps: [\n" + step + "\n    ]}\n", false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bean: {ref: command, method: \"shell(${body}, 'ls ${body.a}')\"}",
        "bean: {ref: command, method: 'shell(${body}, \"ls ${body.a}\")'}",
        "filter: {method: {ref: command, method: \"is('a', '${body}')\"}, steps: []}",
        "to: \"bean:command?method=shell(${body}, 'ls ${body.a}')\"",
        "to: {uri: 'bean:command', parameters: {method: \"shell('ls ${body.a}')\"}}",
      })
  void noTextOfARouteHoldsWhatSomebodySent(String step) {
    assertThat(ofStep("{" + step + "}"))
        .isNotEmpty()
        .anyMatch(problem -> problem.endsWith("' has an expression within a text"));
  }

  @Test
  void anArgumentIsNamed() {
    assertThat(
            ofStep(
                "{bean: {ref: command, method: \"with(${body}, ${variable.call.arguments.text('a')})\"}}"))
        .containsExactly(
            "f:4: 'with(${body}, ${variable.call.arguments.text('a')})' takes the value of an"
                + " argument; give the call and the argument's name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "to: 'direct:b'",
        "to: {uri: 'seda:b?size=5', variableReceive: c}",
        "to: {uri: direct, parameters: {name: b}}",
        "to: 'bean:commands?method=shell'",
        "to: 'mock:end'",
        "toD: {uri: 'direct:${body.tool}'}",
        "wireTap: {uri: 'direct:b', executorService: processThreads}",
        "log: 'got ${body} of class'",
        "log: {loggingLevel: WARN, message: '${exception.message}'}",
        "bean: {ref: commands, method: 'shell(${variable.call}, ${body})'}",
        "filter: {method: {ref: commands, method: 'wants(${body})'}, steps: []}",
        "bean: {ref: command, method: \"shell(${variable.call}, ${body}, 'wc -l <\\\"$1\\\"', 'my arguments')\"}",
        "choice: {when: [{simple: '${body.ready}', steps: [{stop: {}}]}], otherwise: {steps: []}}",
        "setVariable: {name: a, simple: {expression: '${header.b}', trim: true}}",
        "setBody: {expression: {constant: 'x'}}",
        "split: {tokenize: {token: ','}, aggregationStrategy: '#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy', steps: []}",
        "marshal: {json: {}}",
        "unmarshal: {json: {}}",
        "policy: {ref: inUse, steps: [{to: 'direct:b'}]}",
        "doTry: {steps: [{to: 'direct:b'}], doCatch: [{exception: [java.lang.Exception], steps: []}], doFinally: {steps: []}}",
      })
  void harmlessStepsAreNoProblem(String step) {
    assertThat(ofStep("{" + step + "}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "to: {id: to-1234, description: 'Ask the engine', uri: 'docker:exec/create', parameters:"
            + " {}}",
        "to: {id: to-1235, uri: 'direct:b', parameters: {}}",
        "log: {id: log-1, loggingLevel: INFO, message: 'got ${body}', disabled: false}",
        "setBody: {id: setBody-1, expression: {simple: {id: simple-1, expression: '${body}', trim:"
            + " true}}}",
        "setHeader: {id: setHeader-1, name: b, expression: {constant: {id: constant-1, expression:"
            + " c}}}",
        "bean: {id: bean-1, ref: commands, method: 'shell(${body})'}",
        "choice: {id: choice-1, when: [{id: when-1, expression: {simple: {expression: '${body}'}},"
            + " steps: []}], otherwise: {id: otherwise-1, steps: []}}",
        "doTry: {id: doTry-1, steps: [], doCatch: [{id: doCatch-1, exception:"
            + " [java.lang.Exception], steps: []}], doFinally: {id: doFinally-1, steps: []}}",
        "marshal: {id: marshal-1, json: {id: json-1, library: Jackson}}",
        "policy: {id: policy-1, description: '', ref: inUse, steps: []}",
      })
  void whatEditorsAddIsNoProblem(String step) {
    assertThat(
            problems(
                "- route: {id: a, description: '', from: {id: from-1, uri: 'direct:a', parameters:"
                    + " {}, steps: [{"
                    + step
                    + "}]}}",
                true))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unmarshalType: java.lang.Thread",
        "allowUnmarshallType: true",
        "objectMapper: mapper",
        "moduleClassNames: a.B",
        "enableFeatures: ACCEPT_SINGLE_VALUE_AS_ARRAY",
        "collectionType: java.util.ArrayList",
        "schemaResolver: a",
        "library: Gson",
      })
  void jsonIsNotMadeIntoObjectsOfClasses(String option) {
    assertThat(ofStep("{unmarshal: {json: {" + option + "}}}"))
        .singleElement()
        .asString()
        .startsWith("f:4: '");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "to: 'file:/etc'",
        "to: {uri: 'exec:sh'}",
        "to: {uri: file, parameters: {directoryName: /etc}}",
        "to: 'FILE:/etc'",
        "to: ' file:/etc'",
        "to: 'file?directoryName=/etc'",
        "to: 'kamelet:evil'",
        "toD: 'http:example.org'",
        "wireTap: {uri: 'https://example.org'}",
        "poll: {uri: 'file:/etc'}",
        "poll: 'file:/etc'",
      })
  void anEndpointOfAnotherSchemeIsRefusedWhereverItStands(String step) {
    assertThat(ofStep("{" + step + "}"))
        .singleElement()
        .asString()
        .startsWith("f:4: the endpoint '")
        .containsAnyOf("which is not among bean, direct, docker, log, mock, seda, timer", "plain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- onException: {exception: [java.lang.Exception], steps: [{to: 'file:/etc'}]}",
        "- onCompletion: {steps: [{to: 'file:/etc'}]}",
        "- intercept: {steps: [{to: 'file:/etc'}]}",
        "- interceptFrom: {uri: 'file:/etc', steps: []}",
        "- interceptSendToEndpoint: {uri: 'direct:a', afterUri: 'file:/etc', steps: []}",
        "- errorHandler: {deadLetterChannel: {deadLetterUri: 'file:/etc'}}",
        "- routeConfiguration: {id: b, onException: [{onException: {steps: [{to: 'file:/etc'}]}}]}",
        "- route: {id: a, from: {uri: 'file:/etc', steps: []}}",
      })
  void soItIsOutsideOfTheSteps(String entry) {
    assertThat(problems(entry, false))
        .singleElement()
        .asString()
        .startsWith("f:1: the endpoint 'file:/etc' has the scheme 'file'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "toD: '${body}'",
        "toD: '${header.x}:b'",
        "toD: '${body.a}direct:b'",
        "toD: 'dir${body}:b'",
        "wireTap: {uri: '${body}'}",
        "toD: 'direct:a+language:simple:${body}'",
        "toD: 'direct:a+b'",
        "to: 'direct:${body}'",
        "toD: 'bean:${body}'",
        "to: 'bean:type:java.lang.Runtime?method=exit(1)'",
        "to: 'bean://commands'",
        "to: {uri: bean, parameters: {beanName: 'type:java.lang.Runtime'}}",
      })
  void anEndpointThatIsOnlyKnownWhenItIsUsedIsRefused(String step) {
    assertThat(ofStep("{" + step + "}"))
        .singleElement()
        .asString()
        .startsWith("f:4: the endpoint '");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "to: '{{my.endpoint}}'",
        "to: 'direct:{{env:HOME}}'",
        "setBody: {constant: '{{sys:user.home}}'}",
        "to: {uri: direct, parameters: {name: '{{x}}'}}",
        "setBody: {description: 'a {{x}}', constant: b}",
      })
  void aPlaceholderIsRefusedEverywhere(String step) {
    assertThat(ofStep("{" + step + "}"))
        .anySatisfy(it -> assertThat(it).startsWith("f:4: ").endsWith(" contains a placeholder"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "script: {groovy: 'x'}",
        "recipientList: {simple: '${body}'}",
        "routingSlip: {simple: '${body}'}",
        "dynamicRouter: {simple: '${body}'}",
        "enrich: {simple: 'file:/etc'}",
        "pollEnrich: {simple: 'file:/etc'}",
        "kamelet: {name: evil}",
        "process: {ref: evil}",
        "convertBodyTo: {type: java.io.File}",
        "throwException: {exceptionType: java.lang.Error}",
        "set-body: {simple: x}",
        "loadBalance: {steps: []}",
      })
  void aStepThatDoesMoreThanPassOnIsRefused(String step) {
    String word = step.substring(0, step.indexOf(':'));

    assertThat(ofStep("{" + step + "}"))
        .containsExactly(
            "f:4: '%s' is not among the parts of a list of steps, see src/docs/security.md"
                .formatted(word));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"groovy", "joor", "java", "js", "python", "csimple", "mvel", "ognl", "spel"})
  void aLanguageThatRunsCodeIsRefused(String language) {
    String refused =
        "f:4: '%s' is not among the keywords of a route, see src/docs/security.md"
            .formatted(language);

    assertThat(ofStep("{setBody: {%s: 'x'}}".formatted(language))).containsExactly(refused);
    assertThat(
            ofStep("{filter: {expression: {%s: {expression: x}}, steps: []}}".formatted(language)))
        .containsExactly(refused);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "beans",
        "rest",
        "restConfiguration",
        "routeTemplate",
        "templatedRoute",
        "dataFormats",
        "from",
      })
  void whatIsNoRouteIsRefusedAtTheTop(String entry) {
    assertThat(problems("- %s: {}".formatted(entry), true))
        .containsExactly(
            "f:1: '%s' is not among the parts of a file, see src/docs/security.md"
                .formatted(entry));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bean: {ref: 'type:java.lang.Runtime'}",
        "bean: 'java.lang.Runtime'",
        "bean: {ref: '#class:java.lang.Thread'}",
        "bean: {ref: a.b}",
        "split: {simple: '${body}', aggregationStrategy: '#class:javax.script.ScriptEngineManager', steps: []}",
        "split: {simple: '${body}', aggregationStrategy: '#type:java.lang.Thread', steps: []}",
        "wireTap: {uri: 'direct:b', executorService: '#class:java.lang.Thread'}",
        "to: {uri: 'seda:b', parameters: {queueFactory: '#class:java.lang.Thread'}}",
        "to: 'seda:b?queueFactory=#class:java.lang.Thread'",
        "to: 'seda:b?queueFactory=%23class:java.lang.Thread'",
        "to: 'seda:b?queueFactory=RAW(#type:java.lang.Thread)'",
        "filter: {method: 'type:java.lang.Runtime?method=exec', steps: []}",
        "filter: {method: 'java.lang.Runtime::exec', steps: []}",
      })
  void aClassIsNoBean(String step) {
    assertThat(ofStep("{" + step + "}"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).startsWith("f:4: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${bean:type:java.lang.Runtime?method=exit}",
        "${type:java.lang.Thread.MAX_PRIORITY}",
        "${ref:commands}",
        "${sysenv.HOME}",
        "${sys.user.home}",
        "${env:HOME}",
        "${properties:x}",
        "${camelContext.stop}",
        "${exchange.context.stop}",
        "${bodyAs(java.io.File)}",
        "${mandatoryBodyAs(java.io.File)}",
        "${ bean:commands}",
        "${header.${bean:commands}}",
        "$simple{bean:commands}",
        "$init{ $a := ${body} }init$",
        "${body.class}",
        "${body.getClass().getClassLoader}",
        "${body.get(${body.x}).declaringClass}",
        "resource:file:/etc/passwd",
        " resource:classpath:x",
        "RESOURCE:file:/etc/passwd",
      })
  void whatReadsMoreThanTheMessageIsRefused(String text) {
    assertThat(ofStep("{setBody: {simple: '%s'}}".formatted(text)))
        .singleElement()
        .asString()
        .startsWith("f:4: '");
    assertThat(ofStep("{bean: {ref: commands, method: 'shell(%s)'}}".formatted(text)))
        .hasSize(text.toLowerCase(java.util.Locale.ROOT).contains("resource:") ? 0 : 1);
    assertThat(ofStep("{log: '%s'}".formatted(text))).hasSize(1);
  }

  @Test
  void theEngineIsForTheLibraryAloneAndTakesNoParameters() {
    String route = "- route: {id: a, from: {uri: 'direct:a', steps: [{%s}]}}";

    assertThat(problems(route.formatted("to: 'docker:container/list'"), true)).isEmpty();
    assertThat(problems(route.formatted("to: 'docker:container/list'"), false))
        .containsExactly(
            "f:1: the endpoint 'docker:container/list' is for routes in the engine's folder of lib/ alone");
    assertThat(problems(route.formatted("setHeader: {name: camelDOCKERCmd, constant: a}"), false))
        .containsExactly(
            "f:1: 'camelDOCKERCmd' is a header for the engine, for routes in its folder of lib/ alone");
    for (String uri :
        List.of("'docker:info?host=evil'", "{uri: docker:info, parameters: {host: evil}}")) {
      assertThat(problems(route.formatted("to: " + uri), true))
          .singleElement()
          .asString()
          .endsWith(" has more than an operation");
    }
    assertThat(problems(route.formatted("setHeader: {name: '${body}', constant: a}"), true))
        .containsExactly("f:1: '${body}' is a computed name");
  }

  @Test
  void aFileThatWasCutShortIsRefusedAtThePlace() {
    String whole =
        """
        - route:
            id: a
            from:
              uri: direct:a
              steps:
                - to:
                    uri: direct:b
        """;

    assertThat(problems(whole, false)).isEmpty();
    for (int length = 1; length < whole.indexOf("direct:b"); length++) {
      assertThat(problems(whole.substring(0, length), false))
          .as(whole.substring(0, length))
          .isNotEmpty();
    }
  }

  @Test
  void whatIsNoListOfRoutesIsRefused() {
    String cut = "f:1: is not a list of routes";

    assertThat(problems("route: {id: a}", false)).containsExactly(cut);
    assertThat(problems("apiVersion: camel.apache.org/v1\nkind: Integration\n", false))
        .containsExactly(cut);
    assertThat(problems("[]", false)).containsExactly(cut);
    assertThat(problems("text", false)).containsExactly(cut);
    assertThat(problems("- text", false)).containsExactly("f:1: is not one of the parts of a file");
  }

  /** A word that Camel does not know would be one more that a reader has to look for. */
  @Test
  void everyWordIsCamels() throws Exception {
    try (InputStream in = CamelContext.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
      JsonNode schema = new ObjectMapper().readTree(Objects.requireNonNull(in));
      Set<String> known = new HashSet<>();
      for (JsonNode properties : schema.findValues("properties")) {
        properties.fieldNames().forEachRemaining(known::add);
      }

      assertThat(known).containsAll(RouteDslAllowList.ALL);
    }
  }
}
