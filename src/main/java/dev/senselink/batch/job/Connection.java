package dev.senselink.batch.job;

import dev.senselink.batch.api.Server.Patience;
import dev.senselink.batch.api.ServerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a job reaches the server, and where it keeps its state.
 *
 * @param sameServerAs the address under which this server was known before
 * @param zone the server's time zone
 */
public record Connection(
    ServerSettings server, Patience patience, Path data, @Nullable URI sameServerAs, ZoneId zone) {

  /** Host and port, lower case, default port filled in: the server's identity. */
  public String address() {
    return address(server.server());
  }

  /** The identity of the server at an address. */
  public static String address(URI uri) {
    int port = uri.getPort();
    if (port < 0) {
      port = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
    return (uri.getHost() + ":" + port).toLowerCase(Locale.ROOT);
  }
}
