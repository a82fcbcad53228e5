package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.notify.mail.MailSettings.Tls;
import dev.senselink.batch.notify.web.SecretAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** A mail server as it is written: {@code smtp://HOST:PORT}, or {@code smtps://} for TLS. */
record SmtpServer(String host, int typedPort, Tls tls) {
  private static final int RELAY = 25;
  private static final int SUBMISSION = 587;
  private static final int SUBMISSION_TLS = 465;

  /**
   * Reads it.
   *
   * @throws UsageException if it is none; a name or password in it is not repeated
   */
  static SmtpServer of(String text) {
    try {
      URI uri = new URI(text.strip());
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      String path = uri.getRawPath();
      boolean plain = path == null || path.isEmpty() || path.equals("/");
      if (uri.getHost() != null
          && SecretAddress.isPort(uri)
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && plain
          && (scheme.equals("smtp") || scheme.equals("smtps"))) {
        return new SmtpServer(
            uri.getHost(), uri.getPort(), scheme.equals("smtps") ? Tls.TLS : Tls.STARTTLS);
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw new UsageException(words("notify.smtp"));
  }

  /** The port that is written, else the usual one. */
  int port(Tls protection) {
    if (typedPort > 0) {
      return typedPort;
    }
    return switch (protection) {
      case STARTTLS -> SUBMISSION;
      case TLS -> SUBMISSION_TLS;
      case NONE -> RELAY;
    };
  }
}
