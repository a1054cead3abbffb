package org.dockermcp.engine.docker;

import com.github.dockerjava.api.model.AuthConfig;
import java.net.URI;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.RegistryAuthLocator;

/** The user's own credentials for a registry, from Docker's configuration and its helpers. */
final class RegistryCredentials {
  private final Engine engine;

  RegistryCredentials(Engine engine) {
    this.engine = engine;
  }

  /**
   * What to show the registry of this repository; empty when the user has nothing for it.
   *
   * <p>Looked up anew each time: Testcontainers' shared locator keeps what it found or did not find
   * for the life of the process, so a login would need a restart, and a helper's token would
   * expire.
   */
  AuthConfig lookup(String repository) {
    DockerImageName name = DockerImageName.parse(repository);
    String index = engine.control().infoCmd().exec().getIndexServerAddress();
    String key = keyOf(name.getRegistry(), index == null ? "" : index);
    return key.isEmpty()
        ? new AuthConfig()
        : new RegistryAuthLocator() {}.lookupAuthConfig(name.withRegistry(key), new AuthConfig());
  }

  /**
   * The name under which Docker's configuration has a registry.
   *
   * @param registry host and port; empty: the engine's default registry
   * @param index the address of the engine's default registry, which is its name there; a locator
   *     left to find it would look for an engine in its own way
   */
  static String keyOf(String registry, String index) {
    String host = index.isEmpty() ? "" : String.valueOf(URI.create(index).getHost());
    boolean isDefault =
        registry.isEmpty() || host.equals(registry) || host.endsWith("." + registry);
    return isDefault ? index : registry;
  }
}
