package org.dockermcp.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.dockermcp.exec.run.Commands;
import org.dockermcp.exec.run.CommandsFixture;
import org.dockermcp.packages.manager.Cargo;
import org.dockermcp.packages.manager.PackageKind;
import org.dockermcp.packages.manager.PackageManager;
import org.dockermcp.packages.manager.PackageManagers;
import org.dockermcp.packages.manager.RequestedPackage;
import org.dockermcp.packages.manager.ShippedManagers;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.tool.Progress;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The choice of a package manager, as it stands in the route. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackageManagerRouteTest extends CamelTestSupport {

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext context = super.createCamelContext();
    context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
    Commands commands = CommandsFixture.commands(Map.of());
    context.getRegistry().bind("detection", new PackageDetection(commands));
    context.getRegistry().bind("installer", new PackageInstaller(commands));
    return context;
  }

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() throws Exception {
        PluginHelper.getRoutesLoader(getContext())
            .loadRoutes(
                PluginHelper.getResourceLoader(getContext())
                    .resolveResource(
                        "file:" + Path.of("routes/lib/packages.camel.yaml").toAbsolutePath()));
      }
    };
  }

  private static Survey survey(String names, String named, String managers, String files) {
    return survey(ShippedManagers.all(), names, named, managers, files);
  }

  private static Survey survey(
      PackageManagers known, String names, String named, String managers, String files) {
    List<String> texts = List.of(names.split(" ", -1));
    RequestedPackages requested =
        new RequestedPackages(
            "7f3a",
            texts.stream().map(text -> RequestedPackage.parse(text, known.all())).toList(),
            PackageKind.of(texts),
            known,
            named.isEmpty() ? Optional.empty() : known.find(named),
            Duration.ofMinutes(1),
            System.nanoTime(),
            Progress.NONE);
    String printed = lines("manager ", managers) + lines("file ", files);
    return Survey.of(new InstallRequest(requested, SandboxFixture.running("web")), printed);
  }

  private static String lines(String prefix, String words) {
    return Arrays.stream(words.split(" ", -1))
        .map(word -> prefix + word + "\n")
        .collect(Collectors.joining());
  }

  private ManagerChoice choice(Survey survey) {
    return template.requestBody("direct:package-manager", survey, ManagerChoice.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      emptyValue = "",
      value = {
        "unheard-of | npm | pip npm apt | '' | npm | package_manager names it",
        "unheard-of | '' | pip npm apt | '' | pip | the image has it",
        "unheard-of | '' | npm apt | '' | npm | the image has it and no pip",
        "unheard-of | '' | uv apt | '' | uv | the image has it and no pip",
        "unheard-of | '' | pnpm | '' | pnpm | the image has it and no npm",
        "unheard-of | '' | yarn | '' | yarn | the image has it and no npm",
        "unheard-of | '' | dnf | '' | dnf | the image has no other",
        "unheard-of | '' | zypper | '' | zypper | the image has no other",
        "unheard-of | '' | pacman | '' | pacman | the image has no other",
        "unheard-of | '' | pip npm apt | package.json | npm | package.json is in /workspace",
        "unheard-of | '' | pip npm apt | package.json yarn.lock | npm | package.json is in"
            + " /workspace",
        "unheard-of | '' | pip npm yarn apt | package.json yarn.lock | yarn | yarn.lock is in"
            + " /workspace",
        "unheard-of | '' | npm pnpm | pnpm-lock.yaml | pnpm | pnpm-lock.yaml is in /workspace",
        "unheard-of | '' | pip uv | uv.lock pyproject.toml | uv | uv.lock is in /workspace",
        "unheard-of | '' | npm pip | pyproject.toml | pip | requirements.txt or pyproject.toml is"
            + " in /workspace",
        "numpy | '' | pip npm apt | package.json | pip | the names are those of Python packages",
        "express | '' | pip npm apt | requirements.txt | npm | the names are those of Node.js"
            + " packages",
        "@types/ms | '' | pip npm apt | '' | npm | the names are those of Node.js packages",
        "curl git | '' | pip npm apt | package.json | apt | the names are those of system packages",
        "curl git | '' | pip apk | '' | apk | the names are those of system packages",
        "unheard-of | '' | pip npm | package.json pyproject.toml | npm | package.json is in"
            + " /workspace",
        "unheard-of | '' | yarn uv | yarn.lock uv.lock | yarn | yarn.lock is in /workspace",
        "unheard-of | '' | npm uv | '' | uv | the image has it and no pip",
        "numpy | '' | uv npm | '' | uv | the image has it and no pip",
        "express | '' | pip yarn pnpm | package.json | pnpm | the image has it and no npm",
        "curl | '' | dnf apt | '' | apt | the names are those of system packages",
      })
  void isTheOneThatFits(
      String names, String asked, String managers, String files, String expected, String because) {
    assertThat(choice(survey(names, asked, managers, files)))
        .isEqualTo(new ManagerChoice(ShippedManagers.named(expected.strip()), because));
  }

  private void refuses(Survey survey, String message) {
    assertThatExceptionOfType(CamelExecutionException.class)
        .isThrownBy(() -> choice(survey))
        .havingCause()
        .isInstanceOf(ToolFailure.class)
        .withMessage(message);
  }

  @Test
  void isNoneWhereThereIsNone() {
    refuses(
        survey("numpy", "", "", ""),
        "Could not install packages in container 'web': its image busybox:1 has no package"
            + " manager; use an image that has one, such as python:3.12-slim, node:22-alpine or"
            + " debian:12.");
  }

  @Test
  void isNoneOfAnotherKindThanTheNames() {
    refuses(
        survey("express", "", "pip apt", ""),
        "Could not install packages in container 'web': its image busybox:1 has no package manager"
            + " for names of this kind; use another image, or set package_manager to one of:"
            + " apt, pip.");
  }

  @Test
  void isNoneWhereTheOneAskedForIsNotThere() {
    refuses(
        survey("numpy", "npm", "pip apt", ""),
        "Could not install packages in container 'web': its image busybox:1 has no npm; use an"
            + " image that has it, or one of: apt, pip.");
  }

  @Test
  void isNotFooledByTheAppletsOfABusybox() {
    Survey survey = survey("numpy", "", "dpkg rpm", "");

    assertThat(survey.managers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cargo pip | Cargo.lock requirements.txt | cargo | Cargo.lock is in /workspace",
        "cargo pip | Cargo.toml | cargo | Cargo.toml is in /workspace",
        "cargo pip | Cargo.toml requirements.txt | pip | requirements.txt or pyproject.toml is in"
            + " /workspace",
        "cargo pip | '' | pip | the image has it",
        "cargo | '' | cargo | the image has it",
      })
  void mayBeOneThatTheRouteDoesNotName(
      String managers, String files, String expected, String because) throws IOException {
    List<PackageManager> all = new ArrayList<>(ShippedManagers.all().all());
    all.add(Cargo.manager());

    ManagerChoice choice =
        choice(survey(PackageManagers.of(all), "unheard-of", "", managers, files));

    assertThat(choice.manager().name()).isEqualTo(expected);
    assertThat(choice.because()).isEqualTo(because);
  }

  /** What is looked for is text of files, which no shell is to read as more than that. */
  @Test
  void isFoundByOneCommandThatQuotesWhatFilesSay() throws IOException {
    List<String> command = Survey.command(PackageManagers.of(List.of(Cargo.probing("it's"))));

    assertThat(command)
        .containsExactly(
            "/bin/sh",
            "-c",
            """
            if { command -v 'cargo'; } >/dev/null 2>&1 && 'it'\\''s' >/dev/null 2>&1 </dev/null; then echo 'manager cargo'; fi
            if [ -e '/workspace/Cargo.lock' ]; then echo 'file Cargo.lock'; fi
            if [ -e '/workspace/Cargo.toml' ]; then echo 'file Cargo.toml'; fi
            """);
  }
}
