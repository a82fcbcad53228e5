package dev.senselink.batch.api.transport;

import static dev.senselink.batch.api.ApiMessages.words;

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
public final class NetworkErrorMessages {
  private NetworkErrorMessages() {}

  public static String beforeSending(IOException e, @Nullable Duration waited) {
    if (waited != null || e instanceof ConnectTimeoutException) {
      return words("trouble.noConnectionInTime");
    }
    if (e instanceof UnknownHostException) {
      return words("trouble.unknownHost");
    }
    if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      return words("trouble.refused");
    }
    if (e instanceof SSLException) {
      return words("trouble.tls", tls(e));
    }
    return words("trouble.noConnection");
  }

  static String afterSending(IOException e, @Nullable Duration waited, Duration silence) {
    if (waited != null) {
      return words("trouble.notWithin", seconds(waited));
    }
    return e instanceof SocketTimeoutException
        ? words("trouble.silence", seconds(silence))
        : words("trouble.broke");
  }

  private static String tls(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (TlsTrust.isOnlyOld(e)) {
      return words("tls.dates");
    }
    if (isOfName(e)) {
      return words("tls.name");
    }
    if (message.contains("PKIX") || message.contains("certificate")) {
      return words("tls.untrusted");
    }
    return message.contains("plaintext") || message.contains("unrecognized SSL message")
        ? words("tls.plain")
        : words("tls.none");
  }

  /**
   * Whether a certificate is another host's, by Java's own words: it is no exception of its own.
   */
  public static boolean isOfName(Throwable e) {
    String said = String.valueOf(e.getMessage());
    return said.contains("doesn't match") || said.contains("matching");
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0
        ? words("time.seconds", time.toSeconds())
        : words("time.millis", time.toMillis());
  }
}
