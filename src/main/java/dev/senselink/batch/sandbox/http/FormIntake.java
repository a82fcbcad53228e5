package dev.senselink.batch.sandbox.http;

import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.FormReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Takes the parameters of a call from its query, its form and its path. */
final class FormIntake {
  private static final int PAYLOAD_TOO_LARGE = 413;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;

  private final long maxBody;

  FormIntake(long maxBody) {
    this.maxBody = maxBody;
  }

  /** The body is no form of the manual's; answered by an HTTP status. */
  static final class NoForm extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    private NoForm(int status) {
      super("HTTP " + status);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  CallForm form(Request request, OperationRoutes.Target target) throws IOException, NoForm {
    FormReader reader = new FormReader();
    if (request.getMethod().equals("POST")) {
      readBody(request, reader);
    } else {
      reader.readUrlEncoded(request.getHttpURI().getQuery());
    }
    if (!target.variable().isEmpty()) {
      reader.put(target.variable(), target.value());
    }
    return reader.form();
  }

  private void readBody(Request request, FormReader reader) throws IOException, NoForm {
    byte[] body = body(request);
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
    if (lower.startsWith("multipart/form-data")) {
      reader.readMultipart(type, body);
    } else if (lower.startsWith("application/x-www-form-urlencoded")) {
      reader.readUrlEncoded(new String(body, StandardCharsets.UTF_8));
    } else {
      throw new NoForm(UNSUPPORTED_MEDIA_TYPE);
    }
  }

  private byte[] body(Request request) throws IOException, NoForm {
    try (InputStream in = Request.asInputStream(request)) {
      byte[] body = in.readNBytes((int) maxBody + 1);
      if (body.length > maxBody) {
        throw new NoForm(PAYLOAD_TOO_LARGE);
      }
      return body;
    }
  }
}
