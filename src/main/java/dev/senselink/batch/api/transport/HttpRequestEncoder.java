package dev.senselink.batch.api.transport;

import dev.senselink.batch.api.Operation;
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

/** A request in HTTP: GET with everything in the query, POST with everything as parts. */
final class HttpRequestEncoder {
  private static final ContentType TEXT = ContentType.create("text/plain", StandardCharsets.UTF_8);

  /**
   * Without a charset, as curl sends it. The library's own default names ISO-8859-1, by which a
   * servlet container decodes the text parts, although they are UTF-8.
   */
  private static final ContentType PARTS = ContentType.create("multipart/form-data");

  private static final String PHOTO_NAME = "photo.jpg";

  private HttpRequestEncoder() {}

  static HttpUriRequestBase request(URI server, ServerTransport.Request request) {
    String target = server + withId(request.path(), request.id());
    if (request.method() == Operation.Method.GET) {
      return new HttpUriRequestBase("GET", URI.create(target + "?" + query(request.fields())));
    }
    HttpUriRequestBase post = new HttpUriRequestBase("POST", URI.create(target));
    post.setEntity(parts(request));
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

  private static HttpEntity parts(ServerTransport.Request request) {
    MultipartEntityBuilder parts =
        MultipartEntityBuilder.create().setStrictMode().setContentType(PARTS);
    request.fields().forEach((name, value) -> parts.addTextBody(name, value, TEXT));
    byte[] photo = request.photo();
    if (photo != null) {
      parts.addBinaryBody(request.photoField(), photo, ContentType.IMAGE_JPEG, PHOTO_NAME);
    }
    return parts.build();
  }
}
