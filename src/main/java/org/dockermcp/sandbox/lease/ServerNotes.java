package org.dockermcp.sandbox.lease;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server process tells the others in its file.
 *
 * @param engine the address of the engine it uses; empty: it has found none yet
 * @param uses when each session was last used, as far as it knows, by the sessions' keys
 * @param own those among them that it has used itself
 */
record ServerNotes(Optional<String> engine, Map<String, Instant> uses, Set<String> own) {
  /** There is always something to write, for writing is a sign of life. */
  private static final String HEADING = "docker-mcp server\n";

  private static final Pattern ENGINE = Pattern.compile("engine (\\S+)");

  /** Of this length alone, so that a line that is just being written is not taken for another. */
  private static final Pattern USE =
      Pattern.compile("(session|used) ((?:[a-z0-9._-]{1,64}/)?[A-Za-z0-9_.-]{1,64}) (\\d{13})");

  private static final String OWN = "used";
  private static final String TOLD = "session";

  /** Of a server that has used nothing yet. */
  static final ServerNotes NONE = new ServerNotes(Optional.empty(), Map.of(), Set.of());

  ServerNotes {
    uses = Map.copyOf(uses);
    own = Set.copyOf(own);
  }

  /** The notes in these lines; those that are no notes are left out. */
  static ServerNotes of(List<String> lines) {
    Optional<String> engine = Optional.empty();
    Map<String, Instant> uses = new TreeMap<>();
    Set<String> own = new TreeSet<>();
    for (String line : lines) {
      Matcher use = USE.matcher(line);
      Matcher address = ENGINE.matcher(line);
      if (use.matches()) {
        uses.put(use.group(2), Instant.ofEpochMilli(Long.parseLong(use.group(3))));
        if (OWN.equals(use.group(1))) {
          own.add(use.group(2));
        }
      } else if (address.matches()) {
        engine = Optional.of(address.group(1));
      }
    }
    return new ServerNotes(engine, uses, own);
  }

  /** The notes as a file has them. */
  String text() {
    StringBuilder text = new StringBuilder(HEADING);
    engine.ifPresent(address -> text.append("engine ").append(address).append('\n'));
    new TreeMap<>(uses)
        .forEach(
            (session, use) ->
                text.append(
                    "%s %s %013d\n"
                        .formatted(
                            own.contains(session) ? OWN : TOLD, session, use.toEpochMilli())));
    return text.toString();
  }
}
