package dev.senselink.batch.notify;

import static dev.senselink.batch.notify.NotifyMessages.words;

import dev.senselink.batch.api.transport.NetworkErrorMessages;
import dev.senselink.batch.notify.NoticeChannel.Attempt;
import dev.senselink.batch.notify.NoticeChannel.Failed;
import dev.senselink.batch.notify.NoticeChannel.Refused;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Network errors in plain words. Never the library's own: those may hold the whole address. */
public final class NetworkFailures {
  private NetworkFailures() {}

  /** What came of a try that ended so. A wrong certificate will still be wrong in a minute. */
  public static Attempt of(Throwable failure) {
    String tls = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return new Failed(words("network.silence"));
      }
      if (cause instanceof UnknownHostException) {
        return new Failed(words("network.unknownHost"));
      }
      if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
        return new Failed(words("network.refused"));
      }
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException) {
        return new Refused(words("network.tls.dates"));
      }
      if (cause instanceof SSLException && isCut(cause.getCause())) {
        return new Failed(words("network.broke")); // a restarting proxy, not another protocol
      }
      if (cause instanceof CertificateException) {
        tls =
            NetworkErrorMessages.isOfName(cause)
                ? words("network.tls.name")
                : words("network.tls.untrusted");
      }
      if (cause instanceof SSLException && tls.isEmpty()) {
        tls =
            NetworkErrorMessages.isOfName(cause)
                ? words("network.tls.name")
                : words("network.tls.none");
      }
    }
    return tls.isEmpty() ? new Failed(words("network.broke")) : new Refused(tls);
  }

  private static boolean isCut(@Nullable Throwable cause) {
    return cause instanceof EOFException || cause instanceof SocketException;
  }
}
