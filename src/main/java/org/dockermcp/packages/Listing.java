package org.dockermcp.packages;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a package manager tells what is installed.
 *
 * @param command what is run; it may fail where some package is not there
 * @param names what is added to it
 * @param output what it prints
 */
record Listing(List<String> command, Names names, VersionList output) {

  /** What RPM's own tool tells, for dnf and zypper. */
  static final Listing RPM =
      new Listing(
          List.of("rpm", "--query", "--queryformat=%{NAME}\\t%{VERSION}-%{RELEASE}\\n"),
          Names.BARE,
          VersionList.TABBED);

  /** The packages that a listing is asked for. */
  enum Names {
    /** None: it lists all there are. */
    NONE,

    /** Without constraints: it lists each that is there. */
    BARE,

    /** As the caller wrote them: it lists each that is there and fulfils its constraint. */
    WRITTEN
  }

  /** What is run for these packages. */
  List<String> command(List<PackageName> packages) {
    Stream<String> added =
        switch (names) {
          case NONE -> Stream.empty();
          case BARE -> packages.stream().map(PackageName::name);
          case WRITTEN -> packages.stream().map(PackageName::text);
        };
    return Stream.concat(command.stream(), added).toList();
  }

  /** Versions by name. */
  Map<String, String> read(String printed) {
    return output.read(printed);
  }

  /** Whether what it lists under a package's name is all that was wanted of that package. */
  boolean fulfils(PackageName wanted, String version) {
    return names == Names.WRITTEN
        ? !wanted.manager().grammar().floats(wanted.text())
        : wanted.manager().grammar().accepts(wanted.text(), version);
  }
}
