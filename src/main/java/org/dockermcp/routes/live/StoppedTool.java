package org.dockermcp.routes.live;

import java.util.Optional;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.dockermcp.dispatch.FailureMapping;
import org.dockermcp.dispatch.ToolCatalogue;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/** Says of a call whose tool was taken away after it was let in what is said of one before. */
final class StoppedTool implements FailureMapping {
  @Override
  public Optional<ToolFailure> map(ToolCall call, Throwable fault) {
    return fault instanceof DirectConsumerNotAvailableException
            && String.valueOf(fault.getMessage()).contains(" direct://" + call.tool() + ".")
        ? Optional.of(ToolCatalogue.noSuchTool(call.tool()))
        : Optional.empty();
  }
}
