package org.dockermcp.cli;

import java.nio.file.Path;
import org.dockermcp.app.Installation;
import org.dockermcp.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The folder that a command about tools is given. */
final class ToolFolder {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "The folder. Default: the one that a server would load.")
  private @Nullable Path folder;

  /** The folder named on the command line, else the one that a server with these settings loads. */
  Path in(Settings settings) {
    return folder == null ? Installation.routes(settings) : folder;
  }
}
