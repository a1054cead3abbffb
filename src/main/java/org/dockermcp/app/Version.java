package org.dockermcp.app;

import picocli.CommandLine.IVersionProvider;

/** This build's version, from the jar. */
public final class Version implements IVersionProvider {

  /** The version, or a word that says this is no built jar. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unreleased" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"docker-mcp " + text()};
  }
}
