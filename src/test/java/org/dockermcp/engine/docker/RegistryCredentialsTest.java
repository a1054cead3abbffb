package org.dockermcp.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryCredentialsTest {
  private static final String INDEX = "https://index.registry.test/v1/";

  @ParameterizedTest
  @CsvSource({
    "'', https://index.registry.test/v1/",
    "registry.test, https://index.registry.test/v1/",
    "index.registry.test, https://index.registry.test/v1/",
    "try.test, try.test",
    "registry.test:5000, registry.test:5000",
    "other.test, other.test",
  })
  void knowsTheDefaultRegistryByTheAddressOfItsIndex(String registry, String key) {
    assertThat(RegistryCredentials.keyOf(registry, INDEX)).isEqualTo(key);
  }
}
