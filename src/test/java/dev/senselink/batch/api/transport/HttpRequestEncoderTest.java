package dev.senselink.batch.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.hc.core5.http.HttpEntity;
import org.junit.jupiter.api.Test;

/** The bytes of a request, as any server has to read them. */
class HttpRequestEncoderTest {
  private static final URI SERVER = URI.create("http://localhost:1");

  private static ServerTransport.Request request(Operation.Method method) {
    return new ServerTransport.Request(
        method,
        "/api/v1/user",
        null,
        Map.of("name", "张三𠮷&+%"),
        "avatarFile",
        method == Operation.Method.GET ? null : new byte[] {1, 2},
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        () -> true);
  }

  /**
   * A charset there is the request's encoding to a servlet container, which then decodes every text
   * part by it and ignores a filter that sets UTF-8 only where none is named.
   */
  @Test
  void a_multipart_request_names_no_charset() throws IOException {
    HttpEntity entity =
        HttpRequestEncoder.request(SERVER, request(Operation.Method.POST)).getEntity();

    assertThat(entity.getContentType()).matches("multipart/form-data; boundary=[-_A-Za-z0-9]+");
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    entity.writeTo(body);
    assertThat(body.toString(StandardCharsets.UTF_8))
        .contains("Content-Disposition: form-data; name=\"name\"\r\n")
        .contains("\r\n\r\n张三𠮷&+%\r\n")
        .contains("name=\"avatarFile\"; filename=\"photo.jpg\"\r\n");
  }

  @Test
  void a_query_is_percent_encoded_utf_8() throws Exception {
    assertThat(HttpRequestEncoder.request(SERVER, request(Operation.Method.GET)).getUri())
        .hasToString("http://localhost:1/api/v1/user?name=%E5%BC%A0%E4%B8%89%F0%A0%AE%B7%26%2B%25");
  }
}
