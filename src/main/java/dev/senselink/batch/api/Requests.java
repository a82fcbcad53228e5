package dev.senselink.batch.api;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * Turns a call into a request: GET with everything in the query, POST with everything as parts of
 * multipart/form-data (NOTES 8, 11), the signature included.
 */
final class Requests {
  private static final ContentType TEXT = ContentType.create("text/plain", StandardCharsets.UTF_8);
  private static final String PHOTO_NAME = "photo.jpg";

  private final ServerSettings settings;
  private final Signer signer;

  Requests(ServerSettings settings) {
    this.settings = settings;
    this.signer = new Signer(settings.appKey(), settings.appSecret());
  }

  HttpUriRequestBase request(Call<?> call, String path, long epochMillis) {
    Map<String, String> fields = signer.fields(epochMillis);
    Form form = call.form();
    fields.putAll(form.texts());
    String target = settings.server() + withId(path, call.pathId());
    if (call.operation().method() == Operation.Method.GET) {
      return new HttpUriRequestBase("GET", URI.create(target + "?" + query(fields)));
    }
    HttpUriRequestBase post = new HttpUriRequestBase("POST", URI.create(target));
    post.setEntity(parts(fields, form));
    return post;
  }

  private static String withId(String path, @Nullable String id) {
    return id == null ? path : path.replace("{id}", encoded(id));
  }

  private static String query(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** Percent signs only: a plus is a space in forms, but a plus in paths. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static HttpEntity parts(Map<String, String> fields, Form form) {
    MultipartEntityBuilder parts = MultipartEntityBuilder.create().setStrictMode();
    fields.forEach((name, value) -> parts.addTextBody(name, value, TEXT));
    byte[] photo = form.photo();
    if (photo != null) {
      parts.addBinaryBody(form.photoField(), photo, ContentType.IMAGE_JPEG, PHOTO_NAME);
    }
    return parts.build();
  }
}
