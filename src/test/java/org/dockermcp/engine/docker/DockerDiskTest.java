package org.dockermcp.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.api.exception.DockerException;
import org.junit.jupiter.api.Test;

class DockerDiskTest {
  private static final String VERSION = "GET /version";
  private static final String USAGE = "GET /system/df";

  @Test
  void asksForTheVersionOnceAndAgainAfterARefusal() {
    try (LoopbackEngine loopback = new LoopbackEngine();
        Engine engine = new Engine(loopback.environment())) {
      loopback.answer(VERSION, 200, "{\"ApiVersion\": \"1.41\"}");
      loopback.answer(
          USAGE, 200, "{\"Volumes\": [{\"Name\": \"a\", \"UsageData\": {\"Size\": 7}}]}");
      DockerDisk disk = new DockerDisk(engine);

      assertThat(disk.volumes()).containsEntry("a", 7L);
      assertThat(disk.volumes()).containsEntry("a", 7L);
      assertThat(loopback.requests()).containsOnlyOnce(VERSION);

      loopback.answer(USAGE, 400, "{\"message\": \"client version 1.41 is too new\"}");
      assertThatExceptionOfType(DockerException.class).isThrownBy(disk::volumes);
      loopback.answer(USAGE, 200, "{}");
      assertThat(disk.volumes()).isEmpty();
      assertThat(loopback.requests()).filteredOn(VERSION::equals).hasSize(2);
    }
  }
}
