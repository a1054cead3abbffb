package org.dockermcp.mcp;

import io.modelcontextprotocol.spec.McpServerTransport;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.dockermcp.dispatch.Tools;
import org.dockermcp.mcp.call.ToolCalls;
import org.dockermcp.mcp.call.ToolListing;
import org.dockermcp.mcp.call.ToolService;
import org.dockermcp.mcp.modern.Confirmations;
import org.dockermcp.mcp.modern.Tasks;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.CallMetrics;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolSpec;

/** The tools as clients have them, whichever transport; safe for use by many threads. */
public final class McpTools {
  private static final String NAME = "docker-mcp";

  private final Tools tools;
  private final ToolService service;
  private final Confirmations confirmations;
  private final Tasks tasks = new Tasks();
  private final Set<McpClient> clients = ConcurrentHashMap.newKeySet();

  /** The tools that clients were last notified of, or have listed since. */
  private final AtomicReference<List<ToolSpec>> known;

  /**
   * @param version of this server, told to clients
   * @param settings for how many calls may run and wait, and whether users are asked
   * @param metrics records every call
   */
  public McpTools(Tools tools, String version, Settings settings, CallMetrics metrics) {
    this.tools = tools;
    service =
        new ToolService(
            NAME, version, tools, new ToolListing(tools), new ToolCalls(tools, settings, metrics));
    confirmations = new Confirmations(tools, settings.confirm());
    known = new AtomicReference<>(tools.offered().specs());
  }

  /**
   * Begins to serve a client.
   *
   * @param principal on whose behalf its calls are made
   * @param transport sends what the legacy era answers; closed by its owner
   */
  public McpClient open(Principal principal, McpServerTransport transport) {
    McpClient client =
        new McpClient(service, principal, transport, confirmations, tasks, clients::remove);
    clients.add(client);
    return client;
  }

  /** Notifies clients if the tools are others than before. */
  public void changed() {
    List<ToolSpec> now = tools.offered().specs();
    if (!now.equals(known.getAndSet(now))) {
      clients.forEach(McpClient::toolsChanged);
    }
  }

  /**
   * Sends clients a log message that belongs to no call.
   *
   * @param logger what the message is about
   * @param failed whether something went wrong
   */
  public void tell(String logger, String text, boolean failed) {
    clients.forEach(client -> client.log(logger, text, failed));
  }

  /** How many calls run. */
  public int running() {
    return service.calls().running();
  }

  /** How many calls wait for a slot. */
  public int waiting() {
    return service.calls().queued();
  }

  /**
   * Cancels every call and waits until they have ended, six seconds at most; calls that come later
   * are refused. May be called more than once, from any thread.
   */
  public void end() {
    service.calls().end();
  }
}
