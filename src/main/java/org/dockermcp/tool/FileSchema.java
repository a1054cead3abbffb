package org.dockermcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * A JSON Schema for one kind of file in the folder of the tools; safe for use by many threads.
 *
 * <p>The schema is the one in the jar, made of the one in {@code routes/}; what lies in an
 * operator's folder under that name is for editors alone.
 */
public final class FileSchema {
  private final String resource;
  private final Schema schema;

  /**
   * Loads a schema.
   *
   * @param resource its file name, such as {@code tool.schema.json}
   */
  public FileSchema(String resource) {
    this.resource = resource;
    try (InputStream in = Objects.requireNonNull(FileSchema.class.getResourceAsStream(resource))) {
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(Json.MAPPER.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What is wrong, and where.
   *
   * @param path to it, names of fields and indexes of lists; what is missing is its last part
   * @param reason without a full stop, may hold the file's own text
   */
  public record Fault(List<?> path, String reason) {}

  /** Everything in which a file breaks the schema; empty when it breaks nothing. */
  public List<Fault> faults(JsonNode file) {
    List<Error> errors = schema.validate(file);
    SchemaMessages messages = new SchemaMessages("the file", errors);
    return errors.stream().map(error -> fault(error, messages)).distinct().toList();
  }

  private Fault fault(Error error, SchemaMessages messages) {
    String reason = messages.text(error);
    return new Fault(
        SchemaMessages.path(error),
        "additionalProperties".equals(error.getKeyword())
            ? reason + "; see " + resource + " for the allowed fields"
            : reason);
  }
}
