package org.dockermcp.mcp.modern;

/** The keys of {@code _meta} that the protocol reserves. */
final class MetaKeys {
  private static final String PREFIX = "io.modelcontextprotocol/";

  static final String PROTOCOL_VERSION = PREFIX + "protocolVersion";
  static final String CLIENT_CAPABILITIES = PREFIX + "clientCapabilities";
  static final String LOG_LEVEL = PREFIX + "logLevel";
  static final String SERVER_INFO = PREFIX + "serverInfo";
  static final String SUBSCRIPTION_ID = PREFIX + "subscriptionId";

  /** The extension for calls that outlast their request. */
  static final String TASKS = PREFIX + "tasks";

  private MetaKeys() {}
}
