package org.dockermcp.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ErrorDetail;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells a pull layer by layer: each change of a layer's state, and each tenth of a download. */
final class PullProgress implements Consumer<PullResponseItem> {
  private final Consumer<String> lines;
  private final Map<String, String> lastOfLayer = new HashMap<>();

  PullProgress(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Gives a pull up that took too long. */
  static void tooLong(ResultCallback<PullResponseItem> pull) {
    pull.onError(new DockerClientException("the pull took longer than the call may"));
  }

  /**
   * Tells what is new.
   *
   * @throws DockerClientException when the item says that the pull failed; docker-java's own
   *     callback fails with a null pointer on an error that comes first
   */
  @Override
  public void accept(PullResponseItem item) {
    if (item.isErrorIndicated()) {
      throw new DockerClientException(reason(item.getErrorDetail()));
    }
    String layer = item.getId() == null ? "" : item.getId();
    String line = line(layer, item);
    if (!line.isBlank() && !line.equals(lastOfLayer.put(layer, line))) {
      lines.accept(line);
    }
  }

  private static String reason(@Nullable ErrorDetail detail) {
    String message = detail == null ? null : detail.getMessage();
    return message == null ? "the engine gave no reason" : message;
  }

  private static String line(String layer, PullResponseItem item) {
    String status = item.getStatus() == null ? "" : item.getStatus();
    String line = layer.isEmpty() ? status : layer + ": " + status;
    ProgressDetail detail = item.getProgressDetail();
    if (detail == null || detail.getCurrent() == null || detail.getTotal() == null) {
      return line;
    }
    long total = detail.getTotal();
    if (total <= 0) {
      // The registry did not say how much there is.
      return line;
    }
    long tenths = Math.min(detail.getCurrent() * 10 / total, 10);
    return "%s %d %% of %d bytes".formatted(line, tenths * 10, total);
  }
}
