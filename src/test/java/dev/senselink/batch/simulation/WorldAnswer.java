package dev.senselink.batch.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the server answers.
 *
 * @param date what its {@code Date} says
 * @param retryAfter seconds, null for none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record WorldAnswer(int status, byte[] body, Instant date, @Nullable Integer retryAfter) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** An envelope that says yes. */
  static WorldAnswer ok(@Nullable Object data, Instant date) {
    return coded(200, "OK", data, date);
  }

  /** An envelope with a code. */
  static WorldAnswer coded(int code, String message, @Nullable Object data, Instant date) {
    Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
    envelope.put("code", code);
    envelope.put("message", message);
    envelope.put("data", data);
    return envelope(envelope, date);
  }

  /** An envelope with these members. */
  static WorldAnswer envelope(Map<String, @Nullable Object> members, Instant date) {
    return new WorldAnswer(200, JSON.writeValueAsBytes(members), date, null);
  }

  /** A page that no server of this kind has made. */
  static WorldAnswer page(int status, Instant date, @Nullable Integer retryAfter) {
    byte[] html = ("<html><body>" + status + "</body></html>").getBytes(StandardCharsets.UTF_8);
    return new WorldAnswer(status, html, date, retryAfter);
  }

  /** A picture. */
  static WorldAnswer image(byte[] bytes, Instant date) {
    return new WorldAnswer(200, bytes, date, null);
  }

  /** Its envelope's code, else its status. */
  int code() {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.startsWith("{\"code\":")
        ? Integer.parseInt(text.substring(8).replaceFirst("(?s)[^0-9].*", ""))
        : status;
  }
}
