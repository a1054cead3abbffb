package org.dockermcp.packages.manager;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a package manager lists what is installed.
 *
 * @param command what is run; it may fail where some package is not there
 * @param names what is added to it
 * @param readers each of which may understand what it prints
 * @param timeout of the command
 */
public record Listing(
    List<String> command, Names names, List<VersionReader> readers, Duration timeout) {

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
  public List<String> command(List<PackageName> packages) {
    Stream<String> added =
        switch (names) {
          case NONE -> Stream.empty();
          case BARE -> packages.stream().map(PackageName::name);
          case WRITTEN -> packages.stream().map(PackageName::text);
        };
    return Stream.concat(command.stream(), added).toList();
  }

  /** Versions by name, as printed; empty when no reader understands the output. */
  Map<String, String> read(String printed) {
    Map<String, String> versions = new HashMap<>();
    readers.forEach(reader -> versions.putAll(reader.read(printed)));
    return versions;
  }

  /** Whether what it lists under a package's name is all that was wanted of that package. */
  boolean fulfils(PackageName wanted, String version) {
    return names == Names.WRITTEN ? !wanted.floats() : wanted.accepts(version);
  }
}
