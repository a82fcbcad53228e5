package dev.senselink.batch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small client of the tests' own: signs, sends fields and photos, reads envelopes. */
public final class Caller {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String BOUNDARY = "----a-boundary-of-the-tests";

  private final Sandbox sandbox;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String secret;
  private String appKey;
  private long clockOff;

  public Caller(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.secret = sandbox.appSecret();
    this.appKey = sandbox.appKey();
  }

  public Caller withSecret(String other) {
    secret = other;
    return this;
  }

  public Caller withAppKey(String other) {
    appKey = other;
    return this;
  }

  public Caller withClockOff(Duration off) {
    clockOff = off.toMillis();
    return this;
  }

  /** What an employee's form must hold, with one name. */
  public static Map<String, String> staff(String name) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("jobNumber", "");
    fields.put("mobile", "");
    fields.put("icNumber", "");
    fields.put("remark", "");
    fields.put("groups", "1");
    return fields;
  }

  /** What a visitor's form must hold besides the photo. */
  public static Map<String, String> guest(String name) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("mobile", "13800000000");
    fields.put("remark", "");
    fields.put("groups", "2");
    fields.put("idNumber", "");
    fields.put("receptionUserId", "0");
    fields.put("dateTimeFrom", "2026-01-01 08:00:00");
    fields.put("dateTimeTo", "2026-01-01 18:00:00");
    return fields;
  }

  public Map<String, String> signed(Map<String, String> fields) {
    String timestamp = String.valueOf(System.currentTimeMillis() + clockOff);
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("app_key", appKey);
    all.put("timestamp", timestamp);
    all.put("sign", md5(timestamp + "#" + secret));
    return all;
  }

  static String md5(String text) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  public JsonNode get(String path, Map<String, String> query) {
    return json(exchange(getRequest(path, signed(query))));
  }

  public JsonNode get(String path) {
    return get(path, Map.of());
  }

  public HttpRequest getRequest(String path, Map<String, String> query) {
    return HttpRequest.newBuilder(URI.create(sandbox.url() + path + "?" + encoded(query))).build();
  }

  public JsonNode post(String path, Map<String, String> fields) {
    return json(exchange(formRequest(path, signed(fields))));
  }

  public HttpRequest formRequest(String path, Map<String, String> fields) {
    return HttpRequest.newBuilder(URI.create(sandbox.url() + path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(encoded(fields)))
        .build();
  }

  /** Posts fields and one photo as multipart/form-data. */
  public JsonNode post(String path, Map<String, String> fields, String file, byte[] photo) {
    return json(exchange(multipartRequest(path, signed(fields), file, photo)));
  }

  HttpRequest multipartRequest(String path, Map<String, String> fields, String file, byte[] photo) {
    return HttpRequest.newBuilder(URI.create(sandbox.url() + path))
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(BodyPublishers.ofByteArray(multipart(fields, file, photo)))
        .build();
  }

  private static byte[] multipart(Map<String, String> fields, String file, byte[] photo) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) ->
            body.writeBytes(
                utf8(
                    "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(BOUNDARY, name, value))));
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"photo.jpg\"\r\n"
            .formatted(BOUNDARY, file);
    body.writeBytes(utf8(head + "Content-Type: image/jpeg\r\n\r\n"));
    body.writeBytes(photo);
    body.writeBytes(utf8("\r\n--" + BOUNDARY + "--\r\n"));
    return body.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  public HttpResponse<byte[]> exchange(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public static JsonNode json(HttpResponse<byte[]> response) {
    assertThat(response.headers().firstValue("Content-Type").orElse("")).contains("json");
    return JSON.readTree(response.body());
  }

  public HttpClient http() {
    return http;
  }

  /** Creates somebody without a photo who must be taken; answers the id. */
  public long created(Map<String, String> fields) {
    JsonNode answer = post("/api/v1/user", fields);
    assertThat(answer.get("code").asInt()).as(answer.toString()).isEqualTo(200);
    return answer.get("data").get("id").asLong();
  }

  /** The one person with this id as user/list answers it. */
  public JsonNode read(long id) {
    JsonNode data = get("/api/v1/user/list", Map.of("id", String.valueOf(id))).get("data");
    assertThat(data.size()).isEqualTo(1);
    return data.get(0);
  }
}
