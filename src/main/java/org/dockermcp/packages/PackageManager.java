package org.dockermcp.packages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dockermcp.sandbox.SandboxEnvironment;

/** The package managers: what each takes, and what is run to install and to list. */
// Its lists are all List.of, which the checker cannot see.
@SuppressWarnings("ImmutableEnumChecker")
public enum PackageManager {
  /** Of the Python that scripts run with: the first of python3 and python. */
  PIP(
      "pip",
      PackageKind.PYTHON,
      PackageGrammar.PYTHON,
      List.of("requirements.txt", "pyproject.toml"),
      PythonPrograms.pip("install"),
      new Listing(PythonPrograms.LISTING, Listing.Names.WRITTEN, VersionList.TABBED)),

  /** Into the same Python. */
  UV(
      "uv",
      PackageKind.PYTHON,
      PackageGrammar.PYTHON,
      List.of("uv.lock"),
      PythonPrograms.uv("install", "--break-system-packages"),
      new Listing(
          PythonPrograms.uv("list", "--format=json"), Listing.Names.NONE, VersionList.LISTED)),

  /** Into the workspace, so that programs run there find the packages. */
  NPM(
      "npm",
      PackageKind.NODE,
      PackageGrammar.NODE,
      List.of("package.json"),
      List.of("npm", "install", "--prefix=/workspace", "--no-fund", "--no-audit", "--no-progress"),
      new Listing(
          List.of("npm", "ls", "--prefix=/workspace", "--json", "--depth=0"),
          Listing.Names.WRITTEN,
          VersionList.PROJECT)),

  /** Both its first generation and the later ones, which list differently and need a project. */
  YARN(
      "yarn",
      PackageKind.NODE,
      PackageGrammar.NODE,
      List.of("yarn.lock"),
      List.of(
          "/bin/sh",
          "-c",
          "[ -e package.json ] || echo '{}' >package.json; exec yarn add \"$@\"",
          "/bin/sh"),
      new Listing(
          List.of("/bin/sh", "-c", "yarn list --depth=0 --json || yarn info --json"),
          Listing.Names.NONE,
          VersionList.TREE)),

  PNPM(
      "pnpm",
      PackageKind.NODE,
      PackageGrammar.NODE,
      List.of("pnpm-lock.yaml"),
      List.of("pnpm", "add"),
      new Listing(
          List.of("pnpm", "list", "--json", "--depth=0"), Listing.Names.NONE, VersionList.PROJECT)),

  /** As a person's {@code apt-get install} does, recommended packages included: gcc needs them. */
  APT(
      "apt-get",
      PackageKind.SYSTEM,
      PackageGrammar.DEBIAN,
      List.of(),
      List.of(
          "apt-get",
          "install",
          "--yes",
          "--quiet",
          // A name is a name and never a pattern.
          "--option=APT::Cmd::Pattern-Only=true",
          "--option=Dpkg::Options::=--force-confdef",
          "--option=Dpkg::Options::=--force-confold"),
      new Listing(
          List.of(
              "dpkg-query",
              "--show",
              "--showformat=${db:Status-Status}\\t${Package}\\t${Version}\\n"),
          Listing.Names.BARE,
          VersionList.INSTALLED)),

  APK(
      "apk",
      PackageKind.SYSTEM,
      PackageGrammar.ALPINE,
      List.of(),
      List.of("apk", "add", "--no-cache"),
      new Listing(List.of("apk", "info", "-e", "-v"), Listing.Names.BARE, VersionList.DASHED)),

  DNF(
      "dnf",
      PackageKind.SYSTEM,
      PackageGrammar.RPM,
      List.of(),
      List.of("dnf", "install", "--assumeyes"),
      Listing.RPM),

  ZYPPER(
      "zypper",
      PackageKind.SYSTEM,
      PackageGrammar.COMPARED,
      List.of(),
      List.of("zypper", "--non-interactive", "install", "--auto-agree-with-licenses"),
      Listing.RPM),

  PACMAN(
      "pacman",
      PackageKind.SYSTEM,
      PackageGrammar.COMPARED,
      List.of(),
      List.of("pacman", "-Sy", "--noconfirm", "--needed"),
      new Listing(List.of("pacman", "-Q"), Listing.Names.BARE, VersionList.SPACED));

  private static final List<String> APT_REFRESH =
      List.of("apt-get", "update", "--quiet", "--option=APT::Update::Error-Mode=any");

  /** What keeps managers from asking, from colouring, and from filling memory: /tmp is there. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "CI", "true",
          "DEBIAN_FRONTEND", "noninteractive",
          "NO_COLOR", "1",
          "PIP_BREAK_SYSTEM_PACKAGES", "1",
          "PIP_DISABLE_PIP_VERSION_CHECK", "1",
          "PIP_NO_INPUT", "1",
          "PIP_ROOT_USER_ACTION", "ignore",
          "TMPDIR", "/var/tmp",
          "YARN_NODE_LINKER", "node-modules",
          "npm_config_update_notifier", "false");

  /** Variables that say where packages come from, and by which way. */
  private static final Pattern USERS =
      Pattern.compile(
          "(?:PIP|UV|NPM_CONFIG|YARN)_.*|(?:HTTPS?|ALL|NO)_PROXY", Pattern.CASE_INSENSITIVE);

  private final String tool;
  private final PackageKind kind;
  private final PackageGrammar grammar;
  private final List<String> marks;
  private final List<String> install;
  private final Listing listing;

  /**
   * @param tool by which it is recognised; a busybox has applets named dpkg and rpm
   * @param marks files in the workspace that say that it is in use there
   * @param install what names are added to
   */
  PackageManager(
      String tool,
      PackageKind kind,
      PackageGrammar grammar,
      List<String> marks,
      List<String> install,
      Listing listing) {
    this.tool = tool;
    this.kind = kind;
    this.grammar = grammar;
    this.marks = marks;
    this.install = install;
    this.listing = listing;
  }

  /** The manager of this name, if there is one. */
  static Optional<PackageManager> named(String name) {
    return Arrays.stream(values()).filter(it -> it.toString().equals(name)).findFirst();
  }

  String tool() {
    return tool;
  }

  PackageKind kind() {
    return kind;
  }

  PackageGrammar grammar() {
    return grammar;
  }

  List<String> marks() {
    return marks;
  }

  /** What to run before an install so that it knows what there is; empty when it does so itself. */
  List<String> refresh() {
    return this == APT ? APT_REFRESH : List.of();
  }

  List<String> install(List<PackageName> names) {
    return Stream.concat(install.stream(), names.stream().map(PackageName::text)).toList();
  }

  Listing listing() {
    return listing;
  }

  /**
   * For every command of it: what this server wants, and of what users' commands have only what is
   * meant for package managers. Not so where to find programs, or libraries to load before theirs.
   */
  static SandboxEnvironment environment(SandboxEnvironment users) {
    return users.only(name -> USERS.matcher(name).matches()).with(ENVIRONMENT);
  }

  /** Its name, as callers write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
