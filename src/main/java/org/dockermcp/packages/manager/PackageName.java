package org.dockermcp.packages.manager;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A package as a manager takes it, perhaps with a constraint on its version; only a {@link
 * PackageGrammar} makes one.
 */
public final class PackageName {
  private final PackageGrammar grammar;
  private final String text;
  private final String name;
  private final Optional<String> constraint;

  PackageName(PackageGrammar grammar, String text, String name, Optional<String> constraint) {
    this.grammar = grammar;
    this.text = text;
    this.name = name;
    this.constraint = constraint;
  }

  /** Safe as an argument of the manager: no flag, path, address or shell text. */
  public String text() {
    return text;
  }

  /** The name alone, as the manager lists it. */
  public String name() {
    return name;
  }

  /** Whether a version is certainly what is wanted; false also where only the manager can tell. */
  boolean accepts(String version) {
    return constraint.isEmpty() || grammar.isExactly(constraint.get(), version);
  }

  /** Whether what is wanted may change although its text does not. */
  boolean floats() {
    return constraint.filter(grammar::isTag).isPresent();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PackageName that
        && grammar.equals(that.grammar)
        && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(grammar, text);
  }

  @Override
  public String toString() {
    return text;
  }
}
