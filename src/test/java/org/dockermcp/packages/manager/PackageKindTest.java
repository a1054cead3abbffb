package org.dockermcp.packages.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageKindTest {

  @ParameterizedTest
  @CsvSource({
    "numpy pandas, PYTHON",
    "unheard-of==1.0, PYTHON",
    "uvicorn[standard] unheard-of, PYTHON",
    "express axios, NODE",
    "@types/node unheard-of, NODE",
    "unheard-of@4, NODE",
    "curl git, SYSTEM",
    "libpq-dev unheard-of, SYSTEM",
    "unheard-of=1.0-1, SYSTEM",
    "python3-venv, SYSTEM",
    "unheard-of,",
    "numpy unheard-of,",
    "numpy curl,",
    "@types/node x==1,",
    "unheard-of>=1,",
  })
  void isToldByNamesThatOnlyOneKindHas(String names, PackageKind kind) {
    assertThat(PackageKind.of(List.of(names.split(" ", -1)))).isEqualTo(Optional.ofNullable(kind));
  }
}
