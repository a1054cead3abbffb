package org.dockermcp.it.interop;

/** What a client with the second line of the official TypeScript SDK gets. */
class TypeScriptSdk2IT extends SdkContract {
  TypeScriptSdk2IT() {
    super(Clients.typescript("2"), "2026-07-28");
  }
}
