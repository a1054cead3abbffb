package org.dockermcp.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** The one JSON and the one YAML dialect of the server; both are safe for use by many threads. */
public final class Json {
  /** Records with snake case names; nulls are written. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  /** Reads tool files. */
  public static final ObjectMapper YAML = YAMLMapper.builder().build();

  private Json() {}
}
