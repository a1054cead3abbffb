package org.dockermcp.it.interop;

import org.junit.jupiter.api.Test;

/** What a client with the first line of the official TypeScript SDK gets. */
class TypeScriptSdkIT extends SdkContract {
  TypeScriptSdkIT() {
    super(Clients.typescript("1"), "2025-11-25");
  }

  @Test
  void answersPing() {
    try (SdkClient client = Clients.typescript("1")) {
      client.ping();
    }
  }
}
