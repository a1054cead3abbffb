package org.dockermcp.packages.manager;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a package is for, and what its name tells of that. */
// The sets are all Set.of, which the checker cannot see.
@SuppressWarnings("ImmutableEnumChecker")
public enum PackageKind {
  /** For Python: a name with an extra, or with one of Python's own comparisons. */
  PYTHON(
      "Python packages",
      Pattern.compile(".+\\[.*|.+(?:==|~=|!=).*"),
      "beautifulsoup4 django fastapi flask httpx jupyter keras lxml matplotlib mypy networkx nltk"
          + " numpy opencv-python openpyxl pandas pillow plotly polars pyarrow pydantic pytest"
          + " pyyaml requests scikit-learn scipy seaborn sqlalchemy statsmodels sympy tensorflow"
          + " torch tqdm transformers uvicorn"),

  /** For Node.js: a scope, or a version behind an at sign. */
  NODE(
      "Node.js packages",
      Pattern.compile("@.+|.+@.+"),
      "axios babel-core chalk cheerio commander cors dotenv esbuild eslint express fastify jest"
          + " left-pad lodash mocha moment next nodemon prettier puppeteer react react-dom rxjs"
          + " socket.io ts-node typescript uuid vite vitest vue webpack webpack-cli zod"),

  /** For the system: a library, or a name that everybody knows from there. */
  SYSTEM(
      "system packages",
      Pattern.compile("lib.+|.+-dev|.+-devel|python3-.+|py3-.+|[^=<>!~]+=[^=].*"),
      "bash build-base build-essential ca-certificates clang cmake curl default-jdk ffmpeg file g++"
          + " gcc gdb gfortran git gnupg golang graphviz htop imagemagick jq less make nano net-tools"
          + " ninja-build nodejs openjdk-17-jdk openssl pandoc pkg-config poppler-utils"
          + " postgresql-client procps rsync ruby sqlite3 strace tesseract-ocr tree unzip vim wget"
          + " xz-utils zip");

  private final String plural;
  private final Pattern certain;
  private final Set<String> known;

  PackageKind(String plural, Pattern certain, String known) {
    this.plural = plural;
    this.certain = certain;
    this.known = Set.of(known.split(" "));
  }

  /** The kind that the names are of; empty when they do not tell, or contradict each other. */
  public static Optional<PackageKind> of(List<String> names) {
    EnumSet<PackageKind> told = EnumSet.noneOf(PackageKind.class);
    Arrays.stream(values())
        .filter(kind -> names.stream().anyMatch(kind::isCertain))
        .forEach(told::add);
    if (told.isEmpty()) {
      Arrays.stream(values())
          .filter(kind -> names.stream().allMatch(kind::isKnown))
          .forEach(told::add);
    }
    return told.size() == 1 ? told.stream().findFirst() : Optional.empty();
  }

  /** The kind that a manager's file names. */
  static PackageKind named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Packages of this kind, as people call them. */
  public String plural() {
    return plural;
  }

  private boolean isCertain(String name) {
    return certain.matcher(name).matches();
  }

  private boolean isKnown(String name) {
    return known.contains(name.toLowerCase(Locale.ROOT));
  }
}
