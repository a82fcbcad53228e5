package dev.senselink.batch.api.transport;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Marks the moment from which the server may have got something. The kind of exception does not
 * tell it: a TLS error can come before the first byte as well as in the middle.
 */
final class SendMarkExecutor extends HttpRequestExecutor {
  private static final String SENT = "senselink.sent";

  private static final String GATE = "senselink.gate";

  /** It was not to leave any more. */
  static final class MayNotLeave extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Asks as the last thing before the first byte leaves, when a connection is there at last. */
  static void ask(HttpContext context, BooleanSupplier mayLeave) {
    context.setAttribute(GATE, mayLeave);
  }

  static boolean isSent(HttpContext context) {
    return context.getAttribute(SENT) != null;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      @Nullable HttpResponseInformationCallback information,
      HttpContext context)
      throws IOException, HttpException {
    // CONNECT only asks a proxy for a tunnel.
    if (!"CONNECT".equals(request.getMethod())) {
      if (context.getAttribute(GATE) instanceof BooleanSupplier gate && !gate.getAsBoolean()) {
        throw new MayNotLeave();
      }
      context.setAttribute(SENT, true);
    }
    try {
      return super.execute(request, connection, information, context);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(e.getMessage(), e); // of a status 000
    }
  }
}
