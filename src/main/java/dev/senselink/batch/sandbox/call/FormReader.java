package dev.senselink.batch.sandbox.call;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads query strings and the two kinds of form body. A field given twice is a mistake. */
public final class FormReader {
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Upload> files = new LinkedHashMap<>();

  /** Adds the fields of a query string or of a urlencoded body. */
  public FormReader urlEncoded(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return this;
    }
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw Refusal.invalid("a parameter without a value");
      }
      put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
    }
    return this;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("a parameter is not url-encoded");
    }
  }

  /** Adds the parts of a multipart/form-data body. */
  public FormReader multipart(String contentType, byte[] body) {
    for (MultipartBody.Part part : MultipartBody.parts(contentType, body)) {
      if (part.isFile()) {
        if (files.put(part.name(), new Upload(part.contentType(), part.bytes())) != null) {
          throw Refusal.invalid(part.name() + " is given twice");
        }
      } else {
        put(part.name(), new String(part.bytes(), StandardCharsets.UTF_8));
      }
    }
    return this;
  }

  public FormReader put(String name, String value) {
    if (values.put(name, value) != null) {
      throw Refusal.invalid(name + " is given twice");
    }
    return this;
  }

  public Form form() {
    return new Form(values, files);
  }
}
