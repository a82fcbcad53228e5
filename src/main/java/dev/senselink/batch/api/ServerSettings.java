package dev.senselink.batch.api;

import static dev.senselink.batch.api.ApiMessages.words;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the server is reached.
 *
 * @param server scheme, host, port and, behind a proxy, a path in front of {@code /api}
 * @param timeout the whole exchange, connect to last byte; for long lists and images the longest
 *     silence
 * @param concurrency requests in flight at most
 * @param ratePerSecond requests started per second at most; 0 = no limit
 * @param caFile PEM file of the authorities that are trusted instead of the JVM's own
 * @param insecure no check of the server's certificate at all
 * @param imagePath where images are served; holds {@code {id}}
 */
public record ServerSettings(
    URI server,
    String appKey,
    SecretText appSecret,
    Duration timeout,
    int concurrency,
    double ratePerSecond,
    @Nullable Path caFile,
    boolean insecure,
    String imagePath) {

  /** Where images are served unless the server's version differs (NOTES F8). */
  public static final String IMAGE_PATH = "/v1/image/2/{id}";

  /** Refuses with {@link UnusableSettingsException} what cannot work. */
  public ServerSettings {
    server = checked(server);
    require(!appKey.isBlank(), words("settings.appKey"));
    require(timeout.toMillis() > 0, words("settings.timeout"));
    require(concurrency >= 1, words("settings.concurrency"));
    require(ratePerSecond >= 0 && Double.isFinite(ratePerSecond), words("settings.rate"));
    require(
        imagePath.startsWith("/") && imagePath.contains("{id}"),
        words("settings.imagePath", "{id}"));
  }

  /** The given server with the standard values: 30 s, 8 requests in flight, no rate limit. */
  public static ServerSettings of(URI server, String appKey, SecretText appSecret) {
    return new ServerSettings(
        server, appKey, appSecret, Duration.ofSeconds(30), 8, 0, null, false, IMAGE_PATH);
  }

  /** The same with another time-out. */
  public ServerSettings withTimeout(Duration other) {
    return new ServerSettings(
        server, appKey, appSecret, other, concurrency, ratePerSecond, caFile, insecure, imagePath);
  }

  /** The same with other limits on the requests in flight and the requests a second. */
  public ServerSettings withLimits(int inFlight, double perSecond) {
    return new ServerSettings(
        server, appKey, appSecret, timeout, inFlight, perSecond, caFile, insecure, imagePath);
  }

  /** The same trusting the authorities of a PEM file, or nobody checked at all. */
  public ServerSettings withTls(@Nullable Path authorities, boolean unchecked) {
    return new ServerSettings(
        server,
        appKey,
        appSecret,
        timeout,
        concurrency,
        ratePerSecond,
        authorities,
        unchecked,
        imagePath);
  }

  @Override
  public String toString() {
    return "server " + server;
  }

  private static URI checked(URI server) {
    String scheme = server.getScheme() == null ? "" : server.getScheme().toLowerCase(Locale.ROOT);
    require(scheme.equals("http") || scheme.equals("https"), words("settings.scheme"));
    require(server.getHost() != null, words("settings.host"));
    require(
        server.getRawUserInfo() == null
            && server.getRawQuery() == null
            && server.getRawFragment() == null,
        words("settings.parts"));
    String text = server.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : server;
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new UnusableSettingsException(otherwise);
    }
  }
}
