package org.dockermcp.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which variables a route may set and read. */
class VariableRuleTest {
  private static List<String> problems(String text, boolean library) {
    List<RouteProblem> problems = new ArrayList<>();
    FileProblems found = new FileProblems(Path.of("f"), problems);
    new GuardedYaml(found)
        .compose(text)
        .ifPresent(root -> VariableRule.check(root, library, found));
    return problems.stream().map(RouteProblem::toString).toList();
  }

  /** Of a route with these steps, which stand in line 4. */
  private static List<String> ofSteps(String steps, boolean library) {
    return problems(
        "- route:\n    id: a\n    from: {uri: 'direct:a', steps: [\n" + steps + "\n    ]}\n",
        library);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{setVariable: {name: NAME, constant: x}}",
        "{setVariables: {variables: [{name: NAME, constant: x}]}}",
        "{removeVariable: {name: NAME}}",
        "{to: {uri: 'direct:b', variableReceive: NAME}}",
        "{unmarshal: {json: {}, variableReceive: NAME}}",
        "{doTry: {steps: [{setVariable: {name: NAME, constant: x}}], doFinally: {steps: []}}}",
      })
  void whatAllRoutesShareIsSetByTheLibraryAlone(String step) {
    for (String name : List.of("call", "sandbox")) {
      assertThat(ofSteps(step.replace("NAME", name), false))
          .containsExactly(
              "f:4: the variable '%s' is set by routes in lib/ alone; take another name"
                  .formatted(name));
      assertThat(ofSteps(step.replace("NAME", name), true)).isEmpty();
    }
    assertThat(ofSteps(step.replace("NAME", "own"), false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"global:x", "route:x", "route:b:x", "header:x", "exchange:x", "*"})
  void noStoreIsNamed(String name) {
    assertThat(ofSteps("{setVariable: {name: '" + name + "', constant: x}}", true))
        .containsExactly(
            "f:4: '%s' is not a plain name of a variable, such as 'x'".formatted(name));
    assertThat(ofSteps("{removeVariable: {name: '" + name + "'}}", false)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{setBody: {simple: '${variable.VAR}'}}",
        "{setBody: {simple: 'a ${ variable.VAR.id } b'}}",
        "{setBody: {simple: {expression: '${variables.VAR}'}}}",
        "{setBody: {simple: '${variable:VAR}'}}",
        "{setBody: {simple: '${variable[VAR]}'}}",
        "{setBody: {variable: VAR}}",
        "{setBody: {variable: {expression: VAR}}}",
        "{setBody: {expression: {variable: VAR}}}",
        "{bean: {ref: b, method: 'm(${body}, ${variable.VAR})'}}",
        "{toD: {uri: 'direct:${variable.VAR}'}}",
        "{to: {uri: bean, parameters: {beanName: b, method: 'm(${variable.VAR})'}}}",
        "{to: {uri: 'direct:b', variableSend: VAR}}",
        "{log: '${variable.VAR}'}",
        "{removeVariable: {name: VAR}}, {log: '${variable.VAR}'}",
      })
  void whatIsReadIsSetInTheSameRoute(String steps) {
    assertThat(ofSteps(steps.replace("VAR", "x"), true))
        .containsExactly(
            "f:4: the variable 'x' is not set in this route; variables are local to their route,"
                + " except call and sandbox, so pass it in the body");
    assertThat(
            ofSteps(
                "{to: {uri: 'direct:b', variableReceive: x}}, " + steps.replace("VAR", "x"), false))
        .isEmpty();
    assertThat(
            ofSteps(steps.replace("VAR", "call"), false).stream()
                .filter(it -> it.contains("is not set")))
        .isEmpty();
  }

  @Test
  void aRouteMayReceiveIntoAVariable() {
    assertThat(
            problems(
                "- route: {id: a, from: {uri: 'direct:a', variableReceive: x, steps: [{log: '${variable.x}'}]}}",
                false))
        .isEmpty();
  }

  @Test
  void anotherRoutesVariableIsNotSeen() {
    assertThat(
            problems(
                """
                - route: {id: a, from: {uri: 'direct:a', steps: [{setVariable: {name: x, constant: 1}}]}}
                - route: {id: b, from: {uri: 'direct:b', steps: [{log: '${variable.x}'}]}}
                """,
                true))
        .singleElement()
        .asString()
        .startsWith("f:2: the variable 'x' is not set in this route");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{setBody: {constant: '${variable.x}'}}",
        "{setBody: {constant: {expression: '${variable.x}'}}}",
        "{step: {description: 'reads ${variable.x}', steps: []}}",
        "{setBody: {simple: '${variables}'}}",
      })
  void whatIsNoReadIsLeftAlone(String step) {
    assertThat(ofSteps(step, false)).isEmpty();
  }

  @Test
  void outsideOfRoutesVariablesAreThoseOfTheRouteThatFailed() {
    String file =
        """
        - onException: {exception: [java.lang.Exception], steps: [
            {log: '${variable.x}'},
            {setVariable: {name: call, constant: x}}]}
        """;

    assertThat(problems(file, false))
        .containsExactly(
            "f:3: the variable 'call' is set by routes in lib/ alone; take another name");
  }
}
