package org.dockermcp.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.util.Optional;
import org.dockermcp.dispatch.FailureMapping;
import org.dockermcp.engine.EngineLostException;
import org.dockermcp.engine.EngineUnavailableException;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the engine's faults mean to a caller. */
public final class EngineFaults implements FailureMapping {
  private static final Logger LOG = LoggerFactory.getLogger(EngineFaults.class);
  private static final String DISK_FULL = "no space left on device";
  private static final String START_IT = "start Docker, or check the engine";

  @Override
  public Optional<ToolFailure> map(ToolCall call, Throwable fault) {
    String tried = "complete " + call.tool();
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof EngineUnavailableException) {
        return Optional.of(
            ToolFailure.of(
                ErrorCode.ENGINE_UNAVAILABLE, tried, PlainText.clause(words(cause)), START_IT));
      }
      if (cause instanceof DockerException && words(cause).contains(DISK_FULL)) {
        LOG.warn("call {} {}: the engine's disk is full", call.id(), call.tool(), cause);
        return Optional.of(
            ToolFailure.of(
                ErrorCode.ENGINE_UNAVAILABLE,
                tried,
                "the Docker engine's disk is full",
                "free space on the engine's machine and try again"));
      }
      if (cause instanceof DockerException || cause instanceof DockerClientException) {
        LOG.warn("call {} {}: the engine refused", call.id(), call.tool(), cause);
        String reason = "the engine refused: " + PlainText.clause(words(cause));
        return Optional.of(
            ToolFailure.of(
                ErrorCode.INTERNAL,
                tried,
                reason + " (reference " + call.id() + ")",
                "try again, or tell the operator, whose log has the reference"));
      }
      if (cause instanceof EngineLostException || cause instanceof IOException) {
        LOG.warn("call {} {}: the connection broke", call.id(), call.tool(), cause);
        return Optional.of(
            ToolFailure.of(
                ErrorCode.ENGINE_LOST,
                tried,
                "the connection to the Docker engine broke, so what became of it is unknown",
                "look at the sandbox before trying again"));
      }
    }
    return Optional.empty();
  }

  /** Whether a fault is that the engine cannot be spoken to, or no longer. */
  public static boolean isConnection(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof EngineUnavailableException
          || cause instanceof EngineLostException
          || cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  /** The engine's own words: docker-java wraps them in a status line and JSON. */
  public static String words(Throwable fault) {
    String text = String.valueOf(fault.getMessage());
    int json = text.indexOf('{');
    if (json < 0) {
      return text;
    }
    try {
      JsonNode message = Json.MAPPER.readTree(text.substring(json)).path("message");
      return message.isTextual() ? message.textValue() : text;
    } catch (JsonProcessingException e) {
      return text;
    }
  }
}
