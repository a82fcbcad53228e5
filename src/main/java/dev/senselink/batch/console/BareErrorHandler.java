package dev.senselink.batch.console;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What was refused before any page was made gets its number, and nothing that helps an attack. */
final class BareErrorHandler extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put("Content-Type", "text/plain");
    int status = response.getStatus();
    Content.Sink.write(
        response, true, status + " " + HttpStatus.getMessage(status) + "\n", callback);
    return true;
  }
}
