package org.dockermcp.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockermcp.tool.Json;

/** Reads what package managers print when they list what is installed: versions by name. */
enum VersionList {
  /** {@code name TAB version} lines; others are messages. */
  TABBED {
    @Override
    Map<String, String> read(String output) {
      return lines(output, NAME_TAB_VERSION);
    }
  },

  /** {@code installed TAB name TAB version} lines; another state is as good as absent. */
  INSTALLED {
    @Override
    Map<String, String> read(String output) {
      return lines(output, INSTALLED_TAB_NAME_TAB_VERSION);
    }
  },

  /** {@code name-version-rN} lines, as apk prints them. */
  DASHED {
    @Override
    Map<String, String> read(String output) {
      return lines(output, NAME_DASH_VERSION);
    }
  },

  /** {@code name version} lines, as pacman prints them. */
  SPACED {
    @Override
    Map<String, String> read(String output) {
      return lines(output, NAME_SPACE_VERSION);
    }
  },

  /** A list of objects with name and version, as uv prints it. */
  LISTED {
    @Override
    Map<String, String> read(String output) {
      Map<String, String> versions = new HashMap<>();
      for (JsonNode item : json(output)) {
        String name = PackageGrammar.PYTHON.name(item.path("name").asText());
        versions.put(name, item.path("version").asText());
      }
      return versions;
    }
  },

  /**
   * A project with its dependencies, as npm prints it, or a list of such projects, as pnpm does.
   */
  PROJECT {
    @Override
    Map<String, String> read(String output) {
      JsonNode json = json(output);
      JsonNode project = json.isArray() ? json.path(0) : json;
      Map<String, String> versions = new HashMap<>();
      for (String part : new String[] {"dependencies", "devDependencies"}) {
        for (Map.Entry<String, JsonNode> entry : project.path(part).properties()) {
          if (entry.getValue().path("version").isTextual()) {
            versions.put(entry.getKey(), entry.getValue().path("version").textValue());
          }
        }
      }
      return versions;
    }
  },

  /**
   * Lines of JSON: yarn's, of which the first generation prints a tree with branches named {@code
   * name@version}, the later ones a line for each package.
   */
  TREE {
    @Override
    Map<String, String> read(String output) {
      Map<String, String> versions = new HashMap<>();
      for (JsonNode line : output.lines().map(VersionList::json).toList()) {
        for (JsonNode branch : line.at("/data/trees")) {
          String name = branch.path("name").asText();
          versions.put(beforeLastAt(name), name.substring(name.lastIndexOf('@') + 1));
        }
        if (line.at("/children/Version").isTextual()) {
          String name = beforeLastAt(line.path("value").asText());
          versions.put(name, line.at("/children/Version").textValue());
        }
      }
      return versions;
    }
  };

  private static final Pattern NAME_TAB_VERSION = Pattern.compile("([^\t]+)\t([^\t]+)");
  private static final Pattern INSTALLED_TAB_NAME_TAB_VERSION =
      Pattern.compile("installed\t([^\t]+)\t([^\t]+)");
  private static final Pattern NAME_DASH_VERSION = Pattern.compile("(.+)-([^-]+-r[0-9]+)");
  private static final Pattern NAME_SPACE_VERSION = Pattern.compile("([^ ]+) ([^ ]+)");

  /** The versions by name; empty when the output is none that the manager prints. */
  abstract Map<String, String> read(String output);

  private static Map<String, String> lines(String output, Pattern line) {
    Map<String, String> versions = new HashMap<>();
    for (String text : output.lines().toList()) {
      Matcher matcher = line.matcher(text.strip());
      if (matcher.matches()) {
        versions.put(matcher.group(1), matcher.group(2));
      }
    }
    return versions;
  }

  private static String beforeLastAt(String text) {
    int at = text.lastIndexOf('@');
    return at > 0 ? text.substring(0, at) : text;
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return Json.MAPPER.missingNode();
    }
  }
}
