package org.dockermcp.exec.output;

import java.time.Duration;
import org.dockermcp.settings.Settings;
import org.dockermcp.text.PlainText;
import org.dockermcp.text.Utf8;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.RouteStep;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/** Reads what a command's result left out; the public step of {@code read_output}. */
public final class OutputReading {
  private final Spool spool;
  private final Settings settings;

  public OutputReading(Spool spool, Settings settings) {
    this.spool = spool;
    this.settings = settings;
  }

  /**
   * The part of an output that a call asks for, at most as long as a command's own answer.
   *
   * @throws ToolFailure {@code NOT_FOUND}, when there is no such output, or no longer
   */
  @RouteStep(
      value = "output.page(${body})",
      does = "the part of a command's output that the arguments of the call ask for",
      errors = ErrorCode.NOT_FOUND)
  public OutputPage page(ToolCall call) throws InterruptedException {
    Arguments arguments = call.arguments();
    long most = settings.maxOutputBytes();
    long length = Math.min(arguments.number("length").map(Number::longValue).orElse(most), most);
    OutputPage page = page(call, (int) length);
    // What is no text is shown as longer than it is.
    while (Utf8.shown(page.output()) > most + most / 4) {
      length /= 2;
      page = page(call, (int) length);
    }
    return page;
  }

  private OutputPage page(ToolCall call, int length) throws InterruptedException {
    Arguments arguments = call.arguments();
    String id = arguments.text("output_id");
    double seconds = arguments.number("wait").map(Number::doubleValue).orElse(0.0);
    return spool
        .page(
            call.principal(),
            id,
            arguments.optionalText("stream").orElse("stdout"),
            arguments.number("offset").map(Number::longValue).orElse(0L),
            length,
            Duration.ofMillis(Math.round(seconds * 1000)))
        .orElseThrow(
            () ->
                ToolFailure.of(
                    ErrorCode.NOT_FOUND,
                    "read output '" + PlainText.of(id) + "'",
                    "no output has that id, or it has expired: outputs are kept for %d minutes, and"
                            .formatted(Spool.KEPT.toMinutes())
                        + " the oldest are removed first when there are too many",
                    "run the command again, and write long output to a file"));
  }
}
