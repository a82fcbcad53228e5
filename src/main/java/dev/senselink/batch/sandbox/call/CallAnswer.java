package dev.senselink.batch.sandbox.call;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What goes back over the wire. Nearly every answer is bytes; a list of everybody is written piece
 * by piece and has no bytes.
 *
 * @param code the envelope's code, or the HTTP status where there is no envelope
 * @param stream writes the body; null when {@code bytes} is the body
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
public record CallAnswer(
    int status, String contentType, int code, byte[] bytes, @Nullable Stream stream) {
  public static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String JSON_TYPE = "application/json;charset=UTF-8";
  private static final int OK = 200;

  /** Writes a body of any length. */
  @FunctionalInterface
  public interface Stream {
    /**
     * Writes the body, or the beginning of it.
     *
     * @param share how much of the body to write, 1 = all; less leaves a body cut in the middle
     */
    void writeTo(OutputStream out, double share);
  }

  public static CallAnswer ok() {
    return json(OK, Map.of("code", OK, "message", "OK"));
  }

  public static CallAnswer ok(Object data) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("code", OK);
    envelope.put("message", "OK");
    envelope.put("data", data);
    return json(OK, envelope);
  }

  /** An envelope whose payload stands beside {@code code} instead of in {@code data}. */
  public static CallAnswer okWith(String name, Object value) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("code", OK);
    envelope.put("message", "OK");
    envelope.put(name, value);
    return json(OK, envelope);
  }

  static CallAnswer envelope(int code, String message, Map<String, Object> data, String desc) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("code", code);
    envelope.put("message", message);
    if (!data.isEmpty()) {
      envelope.put("data", data);
    }
    envelope.put("desc", desc);
    return json(code, envelope);
  }

  public static CallAnswer html(int status, String title) {
    String page = "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1>";
    byte[] bytes = (page + "</body></html>").getBytes(StandardCharsets.UTF_8);
    return new CallAnswer(status, "text/html;charset=utf-8", status, bytes, null);
  }

  public static CallAnswer file(String contentType, byte[] bytes) {
    return new CallAnswer(OK, contentType, OK, bytes, null);
  }

  public static CallAnswer plainJson(Object document) {
    return json(OK, document);
  }

  public static CallAnswer streamed(Stream stream) {
    return new CallAnswer(OK, JSON_TYPE, OK, new byte[0], stream);
  }

  private static CallAnswer json(int code, Object document) {
    return new CallAnswer(OK, JSON_TYPE, code, JSON.writeValueAsBytes(document), null);
  }
}
