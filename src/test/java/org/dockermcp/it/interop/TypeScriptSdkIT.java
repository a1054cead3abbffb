package org.dockermcp.it.interop;

/** What a client with the official TypeScript SDK gets. */
class TypeScriptSdkIT extends SdkContract {
  TypeScriptSdkIT() {
    super(Clients.typescript());
  }
}
