package org.dockermcp.packages;

import java.util.ArrayList;
import java.util.List;

/** Programs for the Python that scripts run with: the first of python3 and python. */
final class PythonPrograms {
  private static final String FIRST = "python=$(command -v python3 || command -v python) || exit\n";

  /** Away from the workspace, where a file such as random.py would stand before Python's own. */
  private static final String PYTHON = FIRST + "cd / && exec \"$python\" \"$@\"";

  private static final String UV =
      FIRST + "verb=$1; shift; exec uv pip \"$verb\" --python \"$python\" \"$@\"";

  /** Prints name, tab, version of each argument that is fulfilled, its extras included. */
  private static final String FULFILLED =
      """
      import re, sys
      from importlib.metadata import distribution
      from pip._vendor.packaging.requirements import Requirement

      def version(text):
          wanted = Requirement(text)
          found = distribution(wanted.name)
          if not wanted.specifier.contains(found.version, prereleases=True):
              raise LookupError(text)
          for line in found.requires or []:
              needed = Requirement(line)
              if needed.marker and not needed.marker.evaluate({"extra": ""}):
                  if any(needed.marker.evaluate({"extra": it}) for it in wanted.extras):
                      needed.marker = None
                      version(str(needed))
          return found.version

      for text in sys.argv[1:]:
          try:
              print(re.sub("[-_.]+", "-", Requirement(text).name).lower(), version(text), sep="\\t")
          except Exception:
              pass
      """;

  /** What {@link #FULFILLED} is run with; requirements are to be added. */
  static final List<String> LISTING = shell(PYTHON, "-c", FULFILLED);

  private PythonPrograms() {}

  /** pip with these arguments. */
  static List<String> pip(String... arguments) {
    List<String> all = new ArrayList<>(shell(PYTHON, "-m", "pip"));
    all.addAll(List.of(arguments));
    return List.copyOf(all);
  }

  /** A verb of {@code uv pip}, with its options. */
  static List<String> uv(String... arguments) {
    return shell(UV, arguments);
  }

  private static List<String> shell(String script, String... arguments) {
    List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", script, "/bin/sh"));
    all.addAll(List.of(arguments));
    return List.copyOf(all);
  }
}
