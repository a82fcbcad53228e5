package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import java.net.URI;
import java.net.URISyntaxException;

/** An option that holds a server's address. */
final class ServerAddress {
  private static final int HIGHEST_PORT = 65_535;

  private ServerAddress() {}

  /**
   * Reads it.
   *
   * @throws UsageException if it is none
   */
  static URI of(String text, String option) {
    try {
      URI uri = new URI(text);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (!web
          || uri.getHost() == null
          || uri.getPort() > HIGHEST_PORT
          || uri.getUserInfo() != null
          || uri.getQuery() != null
          || uri.getFragment() != null) {
        throw new UsageException(words("option.address.parts", option));
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new UsageException(words("option.address", option));
    }
  }
}
