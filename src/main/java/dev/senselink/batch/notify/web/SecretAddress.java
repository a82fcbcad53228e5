package dev.senselink.batch.notify.web;

import dev.senselink.batch.api.SecretText;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** An address that is a key: whoever knows it can write there. Only its host is ever shown. */
public final class SecretAddress {
  private static final int LAST_PORT = 65_535;

  private final SecretText address;
  private final String host;
  private final boolean encrypted;

  private SecretAddress(String address, String host, boolean encrypted) {
    this.address = SecretText.of(address);
    this.host = host;
    this.encrypted = encrypted;
  }

  /** Empty where this is no address of http or https. */
  public static Optional<SecretAddress> of(String text) {
    try {
      URI uri = new URI(text.strip());
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return uri.getHost() != null
              && isPort(uri)
              && (scheme.equals("http") || scheme.equals("https"))
          ? Optional.of(new SecretAddress(uri.toString(), uri.getHost(), scheme.equals("https")))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether there can be such a port; one that is not written is the usual one. */
  public static boolean isPort(URI address) {
    return address.getPort() <= LAST_PORT;
  }

  /** The host alone. */
  public String host() {
    return host;
  }

  /** Whether nobody on the way can read it. */
  public boolean encrypted() {
    return encrypted;
  }

  /** Not connected yet. */
  HttpURLConnection open(SSLContext tls) throws IOException {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) new URI(address.reveal()).toURL().openConnection();
      if (connection instanceof HttpsURLConnection encrypted) {
        encrypted.setSSLSocketFactory(tls.getSocketFactory());
      }
      return connection;
    } catch (URISyntaxException | MalformedURLException e) {
      throw new IllegalStateException("it was an address before"); // without it in a message
    }
  }

  @Override
  public String toString() {
    return host;
  }
}
