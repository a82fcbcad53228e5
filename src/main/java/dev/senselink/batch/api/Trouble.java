package dev.senselink.batch.api;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/** Network errors in plain words. Never the library's own: those may hold the whole address. */
final class Trouble {
  private Trouble() {}

  static String beforeSending(IOException e, @Nullable Duration waited) {
    if (waited != null || e instanceof ConnectTimeoutException) {
      return "no connection to the server in time";
    }
    if (e instanceof UnknownHostException) {
      return "the server's name is not known to this machine (check --server)";
    }
    if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      return "the server refuses the connection or cannot be reached";
    }
    if (e instanceof SSLException) {
      return "no TLS connection: " + tls(e);
    }
    return "no connection to the server";
  }

  static String afterSending(IOException e, @Nullable Duration waited, Duration silence) {
    if (waited != null) {
      return "no complete answer within " + seconds(waited);
    }
    return e instanceof SocketTimeoutException
        ? "nothing from the server for " + seconds(silence)
        : "the connection broke before the answer was complete";
  }

  private static String tls(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (Tls.isOnlyOld(e)) {
      return "the server's certificate has ended or does not hold yet (have it renewed, or set this"
          + " machine's clock right)";
    }
    if (message.contains("doesn't match")) {
      return "the server's certificate is for another host (--server needs the name that stands in"
          + " the certificate)";
    }
    if (message.contains("PKIX") || message.contains("certificate")) {
      return "the server's certificate is not trusted (--ca-file names your own authority)";
    }
    return message.contains("plaintext") || message.contains("unrecognized SSL message")
        ? "the server does not speak TLS at this port (http instead of https?)"
        : "server and client do not agree on it";
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
