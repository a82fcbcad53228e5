package dev.senselink.batch.directory.doctor;

import dev.senselink.batch.api.ServerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The server that is looked at, as far as it is known.
 *
 * @param server its address
 * @param settings how it is reached; null where key or secret is missing: then only the way there
 *     is looked at
 * @param caFile the authorities that are trusted instead of the JVM's own
 * @param insecure whether the program would check no certificate
 * @param patience how long a single request may take
 * @param zone the server's
 */
public record DoctorTarget(
    URI server,
    @Nullable ServerSettings settings,
    @Nullable Path caFile,
    boolean insecure,
    Duration patience,
    ZoneId zone) {
  private static final Duration LONGEST = Duration.ofSeconds(4);

  /** No probe waits longer for one answer than some seconds, whatever the run would do. */
  public DoctorTarget {
    patience = patience.compareTo(LONGEST) < 0 ? patience : LONGEST;
  }

  boolean encrypted() {
    return "https".equalsIgnoreCase(server.getScheme());
  }

  int port() {
    int port = server.getPort();
    return port >= 0 ? port : encrypted() ? 443 : 80;
  }

  /** The host without the brackets of an IPv6 address. */
  String host() {
    String host = server.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
