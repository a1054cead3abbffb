package org.dockermcp.mcp.modern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dockermcp.tool.Json;

/**
 * Texts that clients give back, which prove by a key of this process that it made them: {@code
 * NONCE.EXPIRY.MAC}. Each is taken once. Safe for use by many threads.
 */
final class SignedStates {
  private static final String ALGORITHM = "HmacSHA256";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ObjectWriter ORDERED =
      Json.MAPPER.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final SecretKeySpec key = new SecretKeySpec(random(), ALGORITHM);
  private final Duration valid;
  private final InstantSource clock;

  /** Those that were taken, with their end, until then. */
  private final Map<String, Instant> taken = new HashMap<>();

  /**
   * @param valid for how long each is
   */
  SignedStates(Duration valid, InstantSource clock) {
    this.valid = valid;
    this.clock = clock;
  }

  private static byte[] random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** What a state is about, as a text of fixed length; equal arguments in any order are equal. */
  String digest(String principal, String tool, JsonNode arguments) {
    try {
      // As values, since the fields of a tree keep their order.
      Object values = Json.MAPPER.convertValue(arguments, Object.class);
      byte[] all = ORDERED.writeValueAsBytes(List.of(principal, tool, values));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
    } catch (JsonProcessingException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new state about a subject. */
  String sign(String subject) {
    String nonce = HexFormat.of().formatHex(random());
    String expiry = Long.toString(clock.instant().plus(valid).getEpochSecond());
    return nonce + "." + expiry + "." + mac(nonce, expiry, subject);
  }

  private String mac(String nonce, String expiry, String subject) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      String signed = String.join(".", nonce, expiry, subject);
      byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes a state; false when it is none about this subject, has expired or was taken before. */
  boolean redeem(String state, String subject) {
    String[] parts = state.split("\\.", -1);
    if (parts.length != 3 || !isGenuine(parts, subject)) {
      return false;
    }
    // Genuine, so it is a number that this process wrote.
    Instant expiry = Instant.ofEpochSecond(Long.parseLong(parts[1]));
    return expiry.isAfter(clock.instant()) && take(parts[0], expiry);
  }

  private boolean isGenuine(String[] parts, String subject) {
    byte[] given = parts[2].getBytes(StandardCharsets.UTF_8);
    byte[] right = mac(parts[0], parts[1], subject).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(given, right);
  }

  private synchronized boolean take(String nonce, Instant expiry) {
    taken.values().removeIf(end -> end.isBefore(clock.instant()));
    return taken.putIfAbsent(nonce, expiry) == null;
  }
}
