package dev.senselink.batch.sandbox.call;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads query strings and the two kinds of form body. A field given twice is a mistake. */
public final class FormReader {
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, UploadedFile> files = new LinkedHashMap<>();

  /** Adds the fields of a query string or of a urlencoded body. */
  public FormReader readUrlEncoded(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return this;
    }
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw CallRefusedException.invalid("a parameter without a value");
      }
      put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
    }
    return this;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw CallRefusedException.invalid("a parameter is not url-encoded");
    }
  }

  /** Adds the parts of a multipart/form-data body. */
  public FormReader readMultipart(String contentType, byte[] body) {
    for (MultipartBodyParser.Part part : MultipartBodyParser.parts(contentType, body)) {
      if (part.isFile()) {
        if (files.put(part.name(), new UploadedFile(part.contentType(), part.bytes())) != null) {
          throw CallRefusedException.invalid(part.name() + " is given twice");
        }
      } else {
        put(part.name(), new String(part.bytes(), StandardCharsets.UTF_8));
      }
    }
    return this;
  }

  public FormReader put(String name, String value) {
    if (values.put(name, value) != null) {
      throw CallRefusedException.invalid(name + " is given twice");
    }
    return this;
  }

  public CallForm form() {
    return new CallForm(values, files);
  }
}
