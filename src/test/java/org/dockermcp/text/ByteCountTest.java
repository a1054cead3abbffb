package org.dockermcp.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteCountTest {
  @Test
  void readsAsPeopleSayIt() {
    assertThat(ByteCount.text(0)).isEqualTo("0 bytes");
    assertThat(ByteCount.text(1023)).isEqualTo("1023 bytes");
    assertThat(ByteCount.text(1024)).isEqualTo("1.0 KiB");
    assertThat(ByteCount.text(67_108_864)).isEqualTo("64.0 MiB");
    assertThat(ByteCount.text(25_276_645_376L)).isEqualTo("23.5 GiB");
    assertThat(ByteCount.text(1L << 60)).isEqualTo("1048576.0 TiB");
  }
}
