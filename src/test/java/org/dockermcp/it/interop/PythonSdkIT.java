package org.dockermcp.it.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client with the official Python SDK gets, whichever version of the protocol it offers. */
class PythonSdkIT extends SdkContract {
  PythonSdkIT() {
    super(Clients.python(Map.of()), "2026-07-28");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-11-05, 2024-11-05",
    "2025-03-26, 2025-03-26",
    "2025-06-18, 2025-06-18",
    "2025-11-25, 2025-11-25",
    "2000-01-01, 2025-11-25"
  })
  void speaksTheVersionOfferedOrElseTheNewest(String offered, String agreed) {
    try (SdkClient client = Clients.python(Map.of(), "--offer", offered)) {
      assertThat(client.server().path("protocolVersion").asText()).isEqualTo(agreed);
      assertThat(client.tools()).hasSize(12);
      client.ping();
      Reply reply = client.call("check_engine", Map.of()).ok();
      assertThat(reply.content().path("available").booleanValue()).isTrue();
    }
  }
}
