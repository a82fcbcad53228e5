package dev.senselink.batch.console;

import dev.senselink.batch.console.page.PageRenderer;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What was refused before any page was made gets its number, what browsers are told with every
 * page, and nothing that helps an attack.
 */
final class BareErrorHandler extends ErrorHandler {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type", "text/plain",
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Content-Security-Policy", PageRenderer.policy());

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HEADERS.forEach(response.getHeaders()::put);
    int status = response.getStatus();
    Content.Sink.write(
        response, true, status + " " + HttpStatus.getMessage(status) + "\n", callback);
    return true;
  }
}
