package dev.senselink.batch.console;

import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Reads forms before a thread waits for them; what is none of ours is the sender's fault. */
final class FormReader extends EagerContentHandler.FormContentLoaderFactory {
  private static final int MOST_FIELDS = 1000;
  private static final int MOST_BYTES = 200_000;

  FormReader() {
    super(MOST_FIELDS, MOST_BYTES);
  }

  @Override
  public EagerContentHandler.@Nullable ContentLoader newContentLoader(
      String contentType,
      String mimeType,
      Handler handler,
      Request request,
      Response response,
      Callback callback) {
    if (request.getLength() > MOST_BYTES) {
      throw new BadMessageException(HttpStatus.PAYLOAD_TOO_LARGE_413);
    }
    try {
      return super.newContentLoader(contentType, mimeType, handler, request, response, callback);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new BadMessageException("charset", e);
    }
  }
}
