package org.dockermcp.monitor;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.cli.connector.DefaultCliConnectorFactory;
import org.apache.camel.cli.connector.LocalCliConnector;
import org.apache.camel.spi.CliConnectorFactory;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.dockermcp.settings.Settings.CamelCli;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Camel's connector to its command line, for one generation of the routes.
 *
 * <p>Camel's own stops the context when its lock file is gone, also the file that it has just
 * removed itself, and does whatever the file of actions says. This one ends the server when that
 * file alone is gone, and does nothing after its stop; unless it may do all, it answers what only
 * looks.
 */
final class CliConnector extends LocalCliConnector {
  private static final Logger LOG = LoggerFactory.getLogger(CliConnector.class);
  private static final long STOP_SECONDS = 1;
  private static final int STATUS_ROUNDS = 5;

  /** Within which a folder that is being removed is gone. */
  private static final long REMOVAL_MILLIS = 500;

  private final CliFiles files;
  private final CamelCli may;
  private final Consoles consoles;
  private final Runnable stop;
  private final ReentrantLock working = new ReentrantLock();
  private volatile boolean over;

  /** Touched by the connector's one thread. */
  private int round;

  /**
   * @param may what it may do
   * @param stop ends the server; called on a thread of this class
   */
  CliConnector(CamelContext camel, CliFiles files, CamelCli may, Runnable stop) {
    super(factory());
    this.files = files;
    this.may = may;
    this.stop = stop;
    this.consoles = new Consoles(camel);
    setCamelContext(camel);
  }

  private static CliConnectorFactory factory() {
    DefaultCliConnectorFactory factory = new DefaultCliConnectorFactory();
    factory.setRuntime("docker-mcp");
    factory.setRuntimeStartClass("org.dockermcp.cli.Main");
    return factory;
  }

  @Override
  protected void doStart() throws Exception {
    files.make();
    super.doStart();
  }

  @Override
  protected void task() {
    working.lock();
    try {
      if (!over) {
        super.task();
      }
    } finally {
      working.unlock();
    }
  }

  /** Seldom, for it goes through all routes; actions are looked for every second. */
  @Override
  protected void statusTask() {
    if (round % STATUS_ROUNDS == 0) {
      super.statusTask();
    }
    round++;
  }

  @Override
  public void sigterm() {
    over = true;
    new Thread(this::stopIfAsked, "camel-stop").start();
  }

  /** The lock file alone is gone when somebody asked for it, and else the whole folder. */
  private void stopIfAsked() {
    try {
      TimeUnit.MILLISECONDS.sleep(REMOVAL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (files.areGone()) {
      LOG.warn(
          "the files of the camel command line were removed: it does not see this server until its"
              + " routes change");
      return;
    }
    LOG.info("the camel command line ends the server");
    stop.run();
  }

  @Override
  protected void actionTask() {
    if (may == CamelCli.ALL) {
      super.actionTask();
      return;
    }
    try {
      String text = files.takeAction();
      if (!text.isEmpty() && Jsoner.deserialize(text) instanceof JsonObject asked) {
        answer(asked);
      }
    } catch (Exception e) {
      LOG.warn("an action of the camel command line failed: {}", e.toString());
    }
  }

  private void answer(JsonObject asked) throws IOException {
    String action = String.valueOf(asked.get("action"));
    var look = CliLook.of(action);
    if (look.isEmpty()) {
      LOG.warn(
          "the camel command line may not do this: it needs DOCKER_MCP_CAMEL_CLI=all ({})",
          action.replaceAll("[^a-z-]", "?"));
      files.answer("{}");
      return;
    }
    files.answer(look.get().answer(asked, consoles::json));
  }

  @Override
  protected void doStop() throws Exception {
    over = true;
    // What is at work may write; an action that hangs is not waited for.
    boolean mine = working.tryLock(STOP_SECONDS, TimeUnit.SECONDS);
    try {
      super.doStop();
      files.remove();
    } finally {
      if (mine) {
        working.unlock();
      }
    }
  }
}
