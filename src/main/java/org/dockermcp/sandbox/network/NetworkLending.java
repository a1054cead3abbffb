package org.dockermcp.sandbox.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.Networks;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxProfile;
import org.dockermcp.settings.Settings;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/** Lends a network for the length of an install; steps of {@code lib/install}. */
public final class NetworkLending {
  /** With the id of the server whose it is. */
  private static final Pattern DEAD_MAN_SWITCH =
      Pattern.compile(
          Pattern.quote(String.join(" ", SandboxProfile.DEAD_MAN_SWITCH)) + "( [0-9a-f]{16})?");

  private static final String ZOMBIE = "<defunct>";
  private static final int TOLD = 60;

  private final Settings settings;
  private final SandboxProfile profile;
  private final Networks networks;
  private final EngineFacts facts;
  private final Ownership ownership;

  /** The names of the networks that are lent now. */
  private final Set<String> loans = ConcurrentHashMap.newKeySet();

  public NetworkLending(
      Settings settings,
      SandboxProfile profile,
      Networks networks,
      EngineFacts facts,
      Ownership ownership) {
    this.settings = settings;
    this.profile = profile;
    this.networks = networks;
    this.facts = facts;
    this.ownership = ownership;
  }

  /**
   * Goes on if the operator lets networks be lent.
   *
   * @throws ToolFailure {@code DENIED} otherwise
   */
  public void allow(Sandbox sandbox) {
    if (!profile.networked(true)) {
      throw ToolFailure.of(
          ErrorCode.DENIED,
          "install packages in container '" + sandbox.name() + "'",
          "the operator's strict profile allows no network",
          "use an image that has the packages");
    }
    if (settings.installNetwork() == Settings.InstallNetwork.NEVER) {
      throw ToolFailure.of(
          ErrorCode.DENIED,
          "install packages in container '" + sandbox.name() + "'",
          "it has no network, and the operator does not allow a temporary one",
          "create a container with network_enabled: true, or use an image that has the packages");
    }
    if (!facts.features().networkLending()) {
      throw ToolFailure.of(
          ErrorCode.DENIED,
          "install packages in container '" + sandbox.name() + "'",
          "it has no network, and this engine cannot give one to a running container",
          "create a container with network_enabled: true, or use an image that has the packages");
    }
  }

  /**
   * Goes on if nothing runs in the sandbox that could use the network too.
   *
   * @param processes command lines of all that runs in it
   * @throws ToolFailure {@code BUSY} otherwise
   */
  public void refuseUnlessIdle(Sandbox sandbox, List<String> processes) {
    List<String> working = new ArrayList<>(processes);
    SandboxProfile.KEEPERS.forEach(working::remove);
    working.removeIf(DEAD_MAN_SWITCH.asMatchPredicate());
    working.removeIf(command -> command.endsWith(ZOMBIE));
    if (!working.isEmpty()) {
      String first = PlainText.clause(working.get(0));
      throw ToolFailure.of(
          ErrorCode.BUSY,
          "install packages in container '" + sandbox.name() + "'",
          "'%s' is running in it and would get the temporary network"
              .formatted(first.length() <= TOLD ? first : first.substring(0, TOLD) + "…"),
          "try again when it has ended");
    }
  }

  /** Whether a network of this name is lent now, by this process. */
  public boolean isLent(String network) {
    return loans.contains(network);
  }

  /**
   * Lends a network to a sandbox until what is returned is closed.
   *
   * @throws RuntimeException when it could not be lent; what was done of it is undone then
   */
  public AutoCloseable lend(Sandbox sandbox, String callId) {
    NetworkLoan loan = new NetworkLoan(networks, sandbox, loans);
    Map<String, String> labels = ownership.newLabels(loan.session());
    labels.put(Labels.SERVER, ownership.server());
    try {
      loan.lend(NetworkLoan.PREFIX + callId, labels);
    } catch (RuntimeException e) {
      try {
        loan.takeBack();
      } catch (RuntimeException failure) {
        e.addSuppressed(failure);
      }
      throw e;
    }
    return loan::takeBack;
  }
}
