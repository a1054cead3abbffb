package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.InternalServerErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dockermcp.engine.ContainerRequest;
import org.junit.jupiter.api.Test;

/** A server that learns what its engine cannot bound, and asks for it no more. */
class DiskQuotaRouteTest extends RouteTest {
  @Test
  void doesWithoutABoundThatTheEngineRefuses() {
    engine.answer(
        "GET /info",
        200,
        """
        {"Driver": "overlay2", "DriverStatus": [["Backing Filesystem", "xfs"]]}""");
    List<Object> bounds = new ArrayList<>();
    docker.answer(
        "container/create",
        request -> {
          var options =
              ((ContainerRequest) Objects.requireNonNull(request.body()))
                  .hostConfig()
                  .getStorageOpt();
          bounds.add(options == null ? "none" : options.get("size"));
          if (options != null) {
            throw new InternalServerErrorException(
                "--storage-opt is supported only for overlay over xfs with 'pquota' mount option");
          }
          return create(request);
        });
    ok(call("create_container", Map.of("image", "busybox:1", "name", "web")));
    ok(call("create_container", Map.of("image", "busybox:1", "name", "other")));

    assertThat(bounds).containsExactly("2147483648", "none", "none");
  }
}
