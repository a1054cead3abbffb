package org.dockermcp.mcp.jsonrpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** Reads JSON-RPC messages whose cost is bounded; safe for use by many threads. */
public final class MessageReader {
  /** Bytes that a message may have. */
  public static final int LONGEST = 32 << 20;

  /** A few bytes of a message may stand for a hundred of memory. */
  private static final long MOST_TOKENS = 500_000;

  private static final int DEEPEST = 500;

  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;
  private static final int INVALID_PARAMS = -32602;

  private final ObjectMapper mapper = JsonMapper.builder(factory()).build();

  private final ObjectReader oneValue =
      mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxTokenCount(MOST_TOKENS)
                .maxNestingDepth(DEEPEST)
                .maxStringLength(LONGEST)
                .build())
        .build();
  }

  /** The mapper with the same bounds, for what stands in the messages and for answers. */
  public ObjectMapper mapper() {
    return mapper;
  }

  /** Reads one message, which may be blank. */
  public Incoming read(byte[] message) {
    try {
      JsonNode root = oneValue.readTree(message);
      return root == null || root.isMissingNode() ? new Incoming.Ignored() : read(root);
    } catch (IOException e) {
      return new Incoming.Rejected(
          PARSE_ERROR, "Parse error: the line is not JSON, or is too large or too deep");
    }
  }

  /** What stands for a message that was not read, because it is longer than {@link #LONGEST}. */
  public Incoming tooLong() {
    return new Incoming.Rejected(
        PARSE_ERROR, "Parse error: the line is longer than " + LONGEST + " bytes");
  }

  private Incoming read(JsonNode root) {
    JsonNode id = root.path("id");
    Optional<String> fault = Envelope.fault(root);
    if (fault.isPresent()) {
      return new Incoming.Rejected(
          Envelope.idToAnswer(root), INVALID_REQUEST, "Invalid Request: " + fault.get());
    }
    if (Envelope.isAnswer(root)) {
      // This server asks its clients nothing.
      return new Incoming.Ignored();
    }
    String method = root.path("method").asText();
    JsonNode params = root.path("params");
    if (!id.isMissingNode()) {
      return Envelope.hasUsableParams(root)
          ? new Incoming.Request(id, method, params)
          : new Incoming.Rejected(id, INVALID_PARAMS, "Invalid params: they must be an object");
    }
    return Envelope.hasUsableParams(root)
        ? new Incoming.Notification(method, params)
        : new Incoming.Ignored();
  }
}
