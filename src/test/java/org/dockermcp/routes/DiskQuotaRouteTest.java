package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.model.Info;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.docker.EngineAnswers;
import org.junit.jupiter.api.Test;

/** A server that learns which limits its engine does not support, and no longer asks for them. */
class DiskQuotaRouteTest extends RouteTest {
  @Test
  void createsWithoutAQuotaThatTheEngineRefuses() {
    docker.answer(
        "info",
        request ->
            EngineAnswers.of(
                """
                {"Driver": "overlay2", "DriverStatus": [["Backing Filesystem", "xfs"]]}""",
                Info.class));
    List<OptionalLong> quotas = new ArrayList<>();
    docker.answer(
        "container/create",
        request -> {
          ContainerSpec spec = (ContainerSpec) Objects.requireNonNull(request.body());
          quotas.add(spec.resources().diskBytes());
          if (spec.resources().diskBytes().isPresent()) {
            throw new InternalServerErrorException(
                "--storage-opt is supported only for overlay over xfs with 'pquota' mount option");
          }
          return create(request);
        });
    ok(call("create_container", Map.of("image", "busybox:1", "name", "web")));
    ok(call("create_container", Map.of("image", "busybox:1", "name", "other")));

    assertThat(quotas)
        .containsExactly(OptionalLong.of(2147483648L), OptionalLong.empty(), OptionalLong.empty());
  }
}
