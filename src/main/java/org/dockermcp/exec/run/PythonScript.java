package org.dockermcp.exec.run;

import java.util.ArrayList;
import java.util.List;
import org.dockermcp.exec.Program;
import org.dockermcp.exec.Shell;

/**
 * Makes a program of a Python script.
 *
 * <p>The script becomes a file, in a folder that this call alone has, so that tracebacks show its
 * lines and {@code __file__} works; the folder goes when the script ends. Modules in the working
 * folder can be imported.
 */
public final class PythonScript {
  /** What the program prints, before anything of the script's, when there is no Python. */
  private static final String NO_PYTHON = "docker-mcp: no python for call ";

  private static final String RUN =
      """
      for python in python3 python; do
        command -v "$python" >/dev/null 2>&1 && break
        python=
      done
      if [ -z "$python" ]; then
        echo "$1" >&2
        exit 127
      fi
      # Our own programs must be found although the user's environment has another path.
      ours() { PATH=${PATH:+$PATH:}/usr/bin:/bin "$@"; }
      folder=/tmp/mcp-script-$2
      ours mkdir -m 700 "$folder" || exit 126
      trap 'ours rm -rf "$folder"' EXIT
      ours dd bs="$3" count=1 iflag=fullblock of="$folder/script.py" 2>/dev/null || exit 126
      stdin=$4
      shift 4
      export PYTHONPATH="$PWD${PYTHONPATH:+:$PYTHONPATH}"
      if [ "$stdin" = 0 ]; then
        "$python" -u "$folder/script.py" "$@" </dev/null
      else
        ours head -c "$stdin" | "$python" -u "$folder/script.py" "$@"
      fi
      """;

  private PythonScript() {}

  /**
   * The program that runs a script.
   *
   * @param script Python source
   * @param args each reaches {@code sys.argv} as it is
   * @param stdin what the script reads; empty: its input is empty
   * @param callId unique, fit for a file's name
   */
  public static Program program(String script, List<String> args, String stdin, String callId) {
    List<String> argv = new ArrayList<>(Shell.argv(RUN));
    argv.addAll(List.of(NO_PYTHON + callId, callId));
    argv.addAll(List.of(ShellLine.count(script), ShellLine.count(stdin)));
    argv.addAll(args);
    return new Program(List.copyOf(argv), script + stdin);
  }

  /** Whether a result says that there is no Python; no script can say so before it is run. */
  static boolean foundNoPython(String stderr, String callId) {
    return stderr.strip().equals(NO_PYTHON + callId);
  }
}
