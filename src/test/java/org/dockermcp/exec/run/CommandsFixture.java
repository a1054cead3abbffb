package org.dockermcp.exec.run;

import java.util.Map;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.EngineRoutes;
import org.dockermcp.engine.Execs;
import org.dockermcp.exec.kill.CommandTerminator;
import org.dockermcp.exec.kill.DeadManSwitches;
import org.dockermcp.exec.kill.ProcessTokens;
import org.dockermcp.exec.output.Spool;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;

/** Makers of commands without an engine. */
public final class CommandsFixture {
  private static final EngineRoutes NO_ENGINE =
      new EngineRoutes() {
        @Override
        public <T> T ask(String route, Object body, Class<T> type) {
          throw new IllegalStateException("there is no engine to ask by " + route);
        }
      };

  private CommandsFixture() {}

  /** With the default settings but for these. */
  public static Commands commands(Map<String, String> settings) {
    try {
      return commands(Settings.load(settings));
    } catch (SettingsException e) {
      throw new AssertionError(e);
    }
  }

  public static Commands commands(Settings settings) {
    ProcessTokens tokens = ProcessTokens.random();
    return new Commands(settings, tokens, switches(tokens), new Spool(0, 1 << 20));
  }

  public static CommandTerminator terminator() {
    return terminator(NO_ENGINE);
  }

  /** With an engine of these routes. */
  public static CommandTerminator terminator(EngineRoutes engine) {
    ProcessTokens tokens = ProcessTokens.random();
    return new CommandTerminator(
        tokens, new DeadManSwitches(new Execs(engine), tokens), new EngineFacts(engine));
  }

  private static DeadManSwitches switches(ProcessTokens tokens) {
    return new DeadManSwitches(new Execs(NO_ENGINE), tokens);
  }
}
