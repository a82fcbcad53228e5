package dev.senselink.batch.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as it came over the wire, taken apart by hand. */
public record Received(String method, String path, Map<String, String> headers, String body) {
  static @Nullable Received read(InputStream in) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    String[] words = first.split(" ");
    return new Received(words[0], words[1], headers, body);
  }

  public String pathOnly() {
    return path.replaceFirst("\\?.*", "");
  }

  /** The fields of the query, or of the multipart body. */
  public Map<String, String> fields() {
    return method.equals("GET") ? query() : parts();
  }

  private Map<String, String> query() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : path.replaceFirst("[^?]*\\??", "").split("&")) {
      String[] sides = pair.split("=", 2);
      fields.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  private Map<String, String> parts() {
    String boundary = headers.get("content-type").replaceFirst(".*boundary=([^;]*).*", "$1");
    Map<String, String> fields = new LinkedHashMap<>();
    for (String part : body.split("--" + boundary)) {
      int end = part.indexOf("\r\n\r\n");
      if (end >= 0) {
        String head = part.substring(0, end);
        String name = head.replaceFirst("(?s).*?[ ;]name=\"([^\"]*)\".*", "$1");
        fields.put(name, part.substring(end + 4, part.length() - 2));
        fields.put(name + " head", head.strip());
      }
    }
    return fields;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
