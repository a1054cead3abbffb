package org.dockermcp.it.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cases of {@code src/docs/security.md}, and the tests that say which they prove.
 *
 * <p>What a case is stands in the document alone, which test proves it at the test alone.
 */
public final class CaseTable {
  private static final Path DOCUMENT = Path.of("src/docs/security.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| ([A-H]\\d+) \\| (.*?) \\| (.*?) ?\\|$", Pattern.MULTILINE);

  /** How many cases each letter has. */
  private static final Map<String, Integer> LETTERS =
      new TreeMap<>(Map.of("A", 13, "B", 5, "C", 2, "D", 5, "E", 10, "F", 8, "G", 11, "H", 4));

  /**
   * A line of the table.
   *
   * @param tests such as {@code `ArgumentCasesIT#a1…`}, several between commas; may be empty
   */
  public record Row(String number, String fact, String tests) {
    @Override
    public String toString() {
      return "| %s | %s | %s |\n".formatted(number, fact, tests);
    }
  }

  private CaseTable() {}

  /** The numbers of all cases there must be, in their order. */
  public static List<String> numbers() {
    return LETTERS.entrySet().stream()
        .flatMap(
            letter ->
                IntStream.rangeClosed(1, letter.getValue())
                    .mapToObj(number -> letter.getKey() + number))
        .toList();
  }

  /** The rows of the document, in its order. */
  public static List<Row> rows() {
    try {
      return ROW.matcher(Files.readString(DOCUMENT))
          .results()
          .map(row -> new Row(row.group(1), row.group(2), row.group(3)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tests of each case by its number, as the compiled tests have them. */
  public static Map<String, List<Method>> tests() {
    try {
      Path here = Path.of(Case.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(here)) {
        return files
            .map(file -> here.relativize(file).toString().replace('/', '.'))
            .filter(name -> name.startsWith("org.dockermcp.it.") && name.endsWith(".class"))
            .map(name -> type(name.substring(0, name.length() - ".class".length())))
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Case.class))
            .sorted((left, right) -> name(left).compareTo(name(right)))
            .collect(Collectors.groupingBy(CaseTable::number, TreeMap::new, Collectors.toList()));
      }
    } catch (IOException | java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, CaseTable.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the case that a test proves. */
  public static String number(Method test) {
    return test.getAnnotation(Case.class).value();
  }

  /** A test as the document names it. */
  public static String name(Method test) {
    return "`%s#%s`".formatted(test.getDeclaringClass().getSimpleName(), test.getName());
  }
}
