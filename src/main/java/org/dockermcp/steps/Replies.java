package org.dockermcp.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.run.Outcomes;
import org.dockermcp.files.FileContent;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.JsonResult;
import org.dockermcp.tool.Picture;
import org.dockermcp.tool.PictureResult;
import org.dockermcp.tool.RouteStep;
import org.dockermcp.tool.TextResult;
import org.dockermcp.tool.ToolFailure;
import org.dockermcp.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/** Makes the answers that routes of integrators end with. */
public final class Replies {
  private static final ObjectReader READER =
      Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** How files begin that clients can show, byte by byte. */
  private static final Map<String, String> TYPES =
      Map.of(
          "\u0089PNG\r\n\u001a\n.*", "image/png",
          "\u00ff\u00d8\u00ff.*", "image/jpeg",
          "GIF8[79]a.*", "image/gif",
          "RIFF....WEBP.*", "image/webp");

  private static final int LONGEST_BEGINNING = 12;

  private final Outcomes outcomes;

  public Replies(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  /** A command's own result. */
  @RouteStep(
      value = "reply.command(${body})",
      does = "answers with all of a command's result: `stdout`, `stderr`, `exit_code` and the rest",
      errors = ErrorCode.TIMED_OUT)
  public CommandResult command(CommandResult result) {
    return outcomes.inTime(result);
  }

  /** A command's result together with what was installed before it ran; null: nothing was. */
  @RouteStep(
      value = "reply.commandAfter(${body}, ${variable.installed})",
      does = "the same with `dependencies`: what was installed before, if anything was",
      errors = ErrorCode.TIMED_OUT)
  public CommandResult commandAfter(CommandResult result, @Nullable ToolResult installed) {
    return outcomes.inTime(installed == null ? result : result.with(installed));
  }

  /** A text that was written, read, or stands in the route. */
  @RouteStep(
      value = "reply.text(${body})",
      does =
          "answers with a text, as `text`: what a command wrote, what a file holds, or a text of"
              + " the route's",
      errors = ErrorCode.TIMED_OUT)
  public ToolResult text(@Nullable Object given) {
    return new TextResult(textOf(given));
  }

  /** A JSON object. */
  @RouteStep(
      value = "reply.json(${body})",
      does = "answers with a JSON object: what a command wrote, or what a file holds",
      errors = ErrorCode.TIMED_OUT)
  public ToolResult json(Object given) {
    JsonNode node = parsed(given);
    if (node instanceof ObjectNode object) {
      return new JsonResult(object);
    }
    throw new IllegalStateException(
        "reply.json got JSON of type %s, which is not an object; reply.jsonAs puts it under a name"
            .formatted(node.getNodeType().name().toLowerCase(Locale.ROOT)));
  }

  /** Any JSON under a name. */
  @RouteStep(
      value = "reply.jsonAs(${body}, 'findings')",
      does = "answers with any JSON under a name, such as a list",
      errors = ErrorCode.TIMED_OUT)
  public ToolResult jsonAs(Object given, String name) {
    ObjectNode object = Json.MAPPER.createObjectNode();
    object.set(name, parsed(given));
    return new JsonResult(object);
  }

  /** A picture that a file holds. */
  @RouteStep(
      value = "reply.image(${body})",
      does = "answers with a picture, PNG, JPEG, GIF or WebP, beside `mime_type` and `size_bytes`",
      errors = ErrorCode.INVALID_ARGUMENT)
  public ToolResult image(FileContent content) {
    byte[] bytes = content.bytes();
    String beginning =
        new String(
            bytes, 0, Math.min(bytes.length, LONGEST_BEGINNING), StandardCharsets.ISO_8859_1);
    String type =
        TYPES.entrySet().stream()
            .filter(known -> beginning.matches("(?s)" + known.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(
                () ->
                    ToolFailure.invalid(
                        "show '" + content.path() + "'",
                        "it is not a PNG, JPEG, GIF or WebP image",
                        "write it in one of these formats"));
    return new PictureResult(type, bytes.length, new Picture(type, content.base64()));
  }

  private String textOf(@Nullable Object given) {
    if (given instanceof CommandResult result) {
      return outcomes.inTime(result).stdout();
    }
    if (given instanceof FileContent content) {
      return content.text();
    }
    if (given instanceof ToolResult result) {
      return result.text();
    }
    if (given instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (given instanceof InputStream marshalled) {
      return read(marshalled);
    }
    if (given instanceof CharSequence || given instanceof Number || given instanceof Boolean) {
      return given.toString();
    }
    throw new IllegalStateException(
        "the route's result is %s, which is not text"
            .formatted(given == null ? "nothing" : "a " + given.getClass().getSimpleName()));
  }

  /** What a {@code marshal} step gives, which lies in memory. */
  private static String read(InputStream marshalled) {
    try (marshalled) {
      return new String(marshalled.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode parsed(Object given) {
    if (given instanceof Map<?, ?> || given instanceof Iterable<?>) {
      return Json.MAPPER.valueToTree(given);
    }
    String text = textOf(given);
    try {
      JsonNode node = READER.readTree(text);
      if (!node.isMissingNode()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // Told below, without what it quotes.
    }
    ToolFailure failure =
        ToolFailure.of(
            ErrorCode.INTERNAL,
            "read the answer",
            text.isBlank() ? "the output is empty, JSON was expected" : "the output is not JSON",
            "check the output, or tell the operator");
    throw given instanceof CommandResult result ? failure.with(result) : failure;
  }
}
