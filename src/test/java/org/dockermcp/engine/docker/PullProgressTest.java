package org.dockermcp.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.PullResponseItem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PullProgressTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<String> lines = new ArrayList<>();
  private final PullProgress progress = new PullProgress(lines::add);

  /** As the engine sends it. */
  private void item(String json) {
    try {
      progress.accept(MAPPER.readValue(json, PullResponseItem.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private void downloading(String layer, long current, long total) {
    item(
        "{'status': 'Downloading', 'id': '%s', 'progressDetail': {'current': %d, 'total': %d}}"
            .formatted(layer, current, total)
            .replace('\'', '"'));
  }

  @Test
  void tellsEachStateOfALayerOnce() {
    item("{\"status\": \"Pulling from app\", \"id\": \"1\"}");
    item("{\"status\": \"Pulling fs layer\", \"id\": \"aaa\", \"progressDetail\": {}}");
    item("{\"status\": \"Waiting\", \"id\": \"aaa\", \"progressDetail\": {}}");
    item("{\"status\": \"Waiting\", \"id\": \"aaa\", \"progressDetail\": {}}");
    item("{\"status\": \"Status: Downloaded newer image for app:1\"}");

    assertThat(lines)
        .containsExactly(
            "1: Pulling from app",
            "aaa: Pulling fs layer",
            "aaa: Waiting",
            "Status: Downloaded newer image for app:1");
  }

  @Test
  void tellsEachTenthOfADownload() {
    for (int current = 0; current <= 1000; current++) {
      downloading("aaa", current, 1000);
    }

    assertThat(lines)
        .hasSize(11)
        .startsWith("aaa: Downloading 0 % of 1000 bytes", "aaa: Downloading 10 % of 1000 bytes")
        .endsWith("aaa: Downloading 100 % of 1000 bytes");
  }

  @Test
  void tellsLayersApart() {
    downloading("aaa", 1, 10);
    downloading("bbb", 1, 10);
    downloading("aaa", 1, 10);

    assertThat(lines)
        .containsExactly("aaa: Downloading 10 % of 10 bytes", "bbb: Downloading 10 % of 10 bytes");
  }

  @Test
  void tellsADownloadOfUnknownSizeWithoutAShare() {
    downloading("aaa", 512, -1);
    downloading("aaa", 1024, -1);

    assertThat(lines).containsExactly("aaa: Downloading");
  }

  @Test
  void neverTellsMoreThanAll() {
    downloading("aaa", 30, 10);

    assertThat(lines).containsExactly("aaa: Downloading 100 % of 10 bytes");
  }

  @Test
  void saysNothingOfAnItemWithoutAStatus() {
    item("{}");

    assertThat(lines).isEmpty();
  }

  @Test
  void failsWithTheEnginesReason() {
    assertThatThrownBy(
            () -> item("{\"errorDetail\": {\"message\": \"unexpected EOF\"}, \"error\": \"x\"}"))
        .isInstanceOf(DockerClientException.class)
        .hasMessage("unexpected EOF");
  }

  @Test
  void failsAlsoWhenTheEngineGivesNoReason() {
    assertThatThrownBy(() -> item("{\"errorDetail\": {}}"))
        .isInstanceOf(DockerClientException.class)
        .hasMessage("the engine gave no reason");
  }

  @Test
  void givesUpWhatTakesTooLong() {
    List<Throwable> faults = new ArrayList<>();
    PullProgress.tooLong(
        new ResultCallback.Adapter<>() {
          @Override
          public void onError(Throwable fault) {
            faults.add(fault);
          }
        });

    assertThat(faults)
        .singleElement()
        .isInstanceOf(DockerClientException.class)
        .hasToString(
            "com.github.dockerjava.api.exception.DockerClientException:"
                + " the pull exceeded the time limit of the call");
  }
}
