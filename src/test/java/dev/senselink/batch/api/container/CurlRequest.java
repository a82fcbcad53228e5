package dev.senselink.batch.api.container;

import dev.senselink.batch.api.RequestForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The same call as {@code curl -F} sends it in a UTF-8 terminal, byte for byte. */
final class CurlRequest {
  private static final String BOUNDARY = "------------------------d74496d66958873e";

  private CurlRequest() {}

  static void post(URI target, RequestForm form) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, String> field : form.texts().entrySet()) {
      write(body, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"");
      write(body, field.getKey() + "\"\r\n\r\n" + field.getValue() + "\r\n");
    }
    byte[] photo = form.photo();
    if (photo != null) {
      write(body, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"");
      write(body, form.photoField() + "\"; filename=\"photo.jpg\"\r\n");
      write(body, "Content-Type: image/jpeg\r\n\r\n");
      body.write(photo);
      write(body, "\r\n");
    }
    write(body, "--" + BOUNDARY + "--\r\n");
    HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
    connection.getOutputStream().write(body.toByteArray());
    if (connection.getResponseCode() != 200) {
      throw new IOException("HTTP " + connection.getResponseCode());
    }
    connection.getInputStream().close();
  }

  private static void write(ByteArrayOutputStream body, String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
