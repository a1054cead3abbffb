package org.dockermcp.packages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.packages.manager.PackageManager;
import org.dockermcp.packages.manager.PackageName;
import org.dockermcp.sandbox.Sandbox;

/**
 * How far an install is.
 *
 * @param request what it is for
 * @param chosen with what
 * @param packages all that are wanted, each name once
 * @param before versions by name that were there already, of some that are wanted
 * @param runs what is still to be given to the manager: the packages of one run each
 * @param done what the manager says is installed
 * @param failed what could not be installed, and why
 */
public record Installation(
    InstallRequest request,
    ManagerChoice chosen,
    List<PackageName> packages,
    Map<String, String> before,
    List<List<PackageName>> runs,
    Set<PackageName> done,
    Map<PackageName, String> failed) {

  static Installation of(InstallRequest request, ManagerChoice chosen, List<PackageName> packages) {
    return new Installation(
        request,
        chosen,
        packages,
        Map.of(),
        runs(packages, chosen.manager().packagesPerRun()),
        Set.of(),
        Map.of());
  }

  private static List<List<PackageName>> runs(List<PackageName> packages, int packagesPerRun) {
    List<List<PackageName>> runs = new ArrayList<>();
    for (int from = 0; from < packages.size(); from += packagesPerRun) {
      int to = Math.min(packages.size(), from + Math.min(packages.size(), packagesPerRun));
      runs.add(packages.subList(from, to));
      if (to == packages.size()) {
        break;
      }
    }
    return List.copyOf(runs);
  }

  /** Where. */
  public Sandbox sandbox() {
    return request.sandbox();
  }

  PackageManager manager() {
    return chosen.manager();
  }

  /** This install without what is there already, whose versions these are. */
  Installation knowing(Map<String, String> versions) {
    List<PackageName> absent =
        packages.stream().filter(wanted -> !isFulfilled(wanted, versions)).toList();
    List<List<PackageName>> rest = runs(absent, manager().packagesPerRun());
    return new Installation(request, chosen, packages, versions, rest, done, failed);
  }

  private boolean isFulfilled(PackageName wanted, Map<String, String> versions) {
    String version = versions.get(wanted.name());
    return version != null && manager().fulfils(wanted, version);
  }

  /** Whether anything is left to do. */
  public boolean isUnfinished() {
    return !runs.isEmpty();
  }

  /** Whether anything is left to do, and time to do it. */
  public boolean goesOn() {
    return isUnfinished() && request.requested().left().toMillis() > 0;
  }

  /** Whether the manager must first learn what there is. */
  public boolean needsRefresh() {
    return goesOn() && !manager().refresh().isEmpty();
  }

  /** The packages of the next run. */
  List<PackageName> next() {
    return runs.get(0);
  }

  /** This install after a refresh, without which nothing can be installed. */
  Installation refreshed(CommandResult result) {
    if (result.timedOut() || result.succeeded()) {
      return this;
    }
    Map<PackageName, String> all = new LinkedHashMap<>(failed);
    String reason = PackageManagerErrors.of(manager(), result);
    next().forEach(wanted -> all.put(wanted, reason));
    return new Installation(request, chosen, packages, before, List.of(), done, all);
  }

  /** This install after its next run: when several failed together, each is to be run alone. */
  Installation ran(CommandResult result) {
    if (result.timedOut()) {
      return this;
    }
    List<List<PackageName>> rest = new ArrayList<>(runs.subList(1, runs.size()));
    Set<PackageName> installed = new LinkedHashSet<>(done);
    Map<PackageName, String> refused = new LinkedHashMap<>(failed);
    if (result.succeeded()) {
      installed.addAll(next());
    } else if (next().size() == 1) {
      String full = result.diskLimitReason();
      refused.put(next().get(0), full == null ? PackageManagerErrors.of(manager(), result) : full);
    } else {
      next().forEach(wanted -> rest.add(List.of(wanted)));
    }
    return new Installation(request, chosen, packages, before, rest, installed, refused);
  }

  /** What became of one of the packages. */
  enum State {
    INSTALLED,
    PRESENT,
    FAILED,
    UNFINISHED
  }

  /**
   * What became of a package.
   *
   * @param now versions by name, listed after the last run
   */
  State stateOf(PackageName wanted, Map<String, String> now) {
    if (failed.containsKey(wanted)) {
      return State.FAILED;
    }
    if (isFulfilled(wanted, before)) {
      return State.PRESENT;
    }
    if (done.contains(wanted)) {
      String version = before.get(wanted.name());
      boolean same = version != null && version.equals(now.get(wanted.name()));
      return same ? State.PRESENT : State.INSTALLED;
    }
    return isFulfilled(wanted, now) ? State.INSTALLED : State.UNFINISHED;
  }
}
