package org.dockermcp.packages.manager;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dockermcp.tool.FileSchema.Fault;
import org.dockermcp.tool.ToolSpec;

/** A package manager that somebody adds. */
public final class Cargo {
  static final String TEXT =
      """
      name: cargo
      description: Rust's programs, into /usr/local.
      executables: [cargo]
      choose:
        lock_files: [Cargo.lock]
        project_files: [Cargo.toml]
        fallback: the image has it
      environment: {CARGO_TERM_COLOR: never, TMPDIR: /workspace}
      inherit: [CARGO_]
      failure: {error_lines: ['.*could not find.*'], ignored_lines: ['.*Updating.*']}
      progress: [' *Compiling .*']
      limits: {list_seconds: 7, packages_per_run: 2, error_lines: 1}
      names:
        pattern: '(?<name>[A-Za-z0-9_-]+)(?:@(?<constraint>[0-9.]+))?'
        exact: '([0-9.]+)'
        example: ripgrep or bat@0.24.0
      refresh: [cargo, search]
      install: [cargo, install, --root=/usr/local]
      list:
        command: [cargo, install, --list]
        read:
          - lines: '(?<name>\\S+) v(?<version>\\S+):'
      """;

  private Cargo() {}

  static ManagerFile.Outcome read(String text) throws IOException {
    return ManagerFile.read(Path.of("packages/cargo.manager.yaml"), ToolSpec.tree(text));
  }

  static List<String> faults(String text) throws IOException {
    return read(text).faults().stream().map(Fault::reason).sorted().toList();
  }

  public static PackageManager manager() throws IOException {
    return read(TEXT).manager().orElseThrow();
  }

  /** The same with a grammar that would take anything at all. */
  static PackageManager takingAnyName() throws IOException {
    return read(TEXT.replaceAll("pattern: .*", "pattern: '(?s)(?<name>.+)'"))
        .manager()
        .orElseThrow();
  }

  /** The same that is found by a program of this name too. */
  public static PackageManager probing(String program) throws IOException {
    String probe = "probe: [\"" + program + "\"]\nchoose:";
    return read(TEXT.replace("choose:", probe)).manager().orElseThrow();
  }
}
