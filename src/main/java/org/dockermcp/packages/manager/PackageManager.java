package org.dockermcp.packages.manager;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A package manager, as its file describes it.
 *
 * @param name as callers write it
 * @param presence how a sandbox is found to have it
 * @param preference when it is chosen for a call that names none
 * @param kind of the packages it installs; empty: one that names do not tell
 * @param grammar of the packages' names
 * @param environment of its commands
 * @param errors which lines tell why it failed
 * @param progress patterns of whole lines that tell how far it is
 * @param packagesPerRun how many packages one run is given at most
 * @param refresh what is run before an install so that it knows what there is; empty when it does
 *     so itself
 * @param install what the packages' names are added to
 * @param listing how it lists what is installed
 */
public record PackageManager(
    String name,
    Presence presence,
    Preference preference,
    Optional<PackageKind> kind,
    PackageGrammar grammar,
    ManagerEnvironment environment,
    ErrorLines errors,
    List<Pattern> progress,
    int packagesPerRun,
    List<String> refresh,
    List<String> install,
    Listing listing) {

  /**
   * How a sandbox is found to have a manager.
   *
   * @param executables one of which is on its search path; not empty
   * @param probe a command that must succeed beside; empty: none
   */
  public record Presence(List<String> executables, List<String> probe) {}

  /**
   * When a manager is chosen for a call that names none; the rules themselves are a route.
   *
   * @param byNames whether the kind of the names is enough
   * @param lockFiles files in the workspace that decide before the names do
   * @param projectFiles files in the workspace that decide when the names do not
   * @param fallback why it is chosen where nothing else decides; empty: it is not
   */
  public record Preference(
      boolean byNames,
      List<String> lockFiles,
      List<String> projectFiles,
      Optional<String> fallback) {

    /** All files by which it is chosen. */
    public List<String> files() {
      return Stream.concat(lockFiles.stream(), projectFiles.stream()).toList();
    }
  }

  /** The command that installs these packages. */
  public List<String> install(List<PackageName> packages) {
    return Stream.concat(install.stream(), packages.stream().map(PackageName::text)).toList();
  }

  /** The command that lists which of these packages are installed; it may fail where one is not. */
  public List<String> list(List<PackageName> packages) {
    return listing.command(packages);
  }

  /** How long listing may take. */
  public Duration listTimeout() {
    return listing.timeout();
  }

  /** The versions that a listing printed, by name. */
  public Map<String, String> versions(String printed) {
    Map<String, String> versions = new HashMap<>();
    listing.read(printed).forEach((key, value) -> versions.put(grammar.normalized(key), value));
    return versions;
  }

  /** Whether what a listing has under a package's name is all that was wanted of that package. */
  public boolean fulfils(PackageName wanted, String version) {
    return listing.fulfils(wanted, version);
  }

  /** The same in another environment. */
  PackageManager in(ManagerEnvironment other) {
    return new PackageManager(
        name,
        presence,
        preference,
        kind,
        grammar,
        other,
        errors,
        progress,
        packagesPerRun,
        refresh,
        install,
        listing);
  }

  /** Its name. */
  @Override
  public String toString() {
    return name;
  }
}
