package dev.senselink.batch.cli.web;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.ConnectionWarnings;
import dev.senselink.batch.console.Office;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How others than this machine reach the console. */
final class OfficeOptions {
  /** A proxy on this machine. */
  private static final List<String> HERE = List.of("127.0.0.0/8", "::1");

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern RANGE = Pattern.compile("([0-9a-fA-F:.]+)(?:/([0-9]{1,3}))?");
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  @Option(names = "--bind", paramLabel = "ADDRESS")
  @Nullable String bind;

  @Option(names = "--tls-cert", paramLabel = "FILE")
  @Nullable Path certificate;

  @Option(names = "--tls-key", paramLabel = "FILE")
  @Nullable Path key;

  @Option(names = "--behind-proxy", paramLabel = "URL")
  @Nullable String behind;

  @Option(names = "--proxy-from", paramLabel = "CIDR", split = ",")
  List<String> from = new ArrayList<>();

  /**
   * What they say together.
   *
   * @param told what is doubtful
   * @return {@code null} if this machine alone is to reach it
   * @throws UsageException if they do not fit together
   */
  @Nullable Office read(Consumer<String> told) {
    if (behind == null && !from.isEmpty()) {
      throw new UsageException(words("console.office.from"));
    }
    if ((certificate == null) != (key == null)) {
      throw new UsageException(words("console.office.half"));
    }
    if (bind == null && behind == null && certificate == null) {
      return null;
    }
    if (bind == null && behind == null) {
      throw new UsageException(words("console.office.bind"));
    }
    if ((behind == null) == (certificate == null)) {
      throw new UsageException(words("console.office.which"));
    }
    ConnectionWarnings.secretFile(key, "--tls-key", told);
    String said = behind;
    return said == null ? own() : proxied(said);
  }

  private Office own() {
    Path shown = certificate;
    Path secret = key;
    if (shown == null || secret == null) {
      throw new UsageException(words("console.office.half"));
    }
    return new Office(address(), new Office.Tls(shown, secret), null, List.of());
  }

  private Office proxied(String said) {
    InetAddress at = address();
    if (from.isEmpty() && !at.isLoopbackAddress()) {
      throw new UsageException(words("console.office.proxy", at.getHostAddress()));
    }
    for (String range : from) {
      if (!isRange(range)) {
        throw new UsageException(words("console.office.range", range));
      }
    }
    return new Office(at, null, known(said), from.isEmpty() ? HERE : from);
  }

  private InetAddress address() {
    String said = bind;
    try {
      if (said == null) {
        return InetAddress.getLoopbackAddress();
      }
      if (ADDRESS.matcher(said).matches()) { // a name would be looked up
        return InetAddress.getByName(said);
      }
    } catch (UnknownHostException e) {
      // It is said below.
    }
    throw new UsageException(words("console.office.address", String.valueOf(said)));
  }

  private static boolean isRange(String range) {
    Matcher parts = RANGE.matcher(range);
    if (!parts.matches() || !ADDRESS.matcher(parts.group(1)).matches()) {
      return false;
    }
    try {
      boolean six = InetAddress.getByName(parts.group(1)).getAddress().length * 8 == IPV6_BITS;
      String bits = parts.group(2);
      return bits == null || Integer.parseInt(bits) <= (six ? IPV6_BITS : IPV4_BITS);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Passwords go there: it has to be one that nobody can listen to on the way. */
  private static URI known(String said) {
    try {
      URI url = URI.create(said);
      String path = url.getPath();
      boolean bare =
          "https".equals(url.getScheme())
              && url.getHost() != null
              && url.getUserInfo() == null
              && url.getQuery() == null
              && url.getFragment() == null
              && (path == null || path.isEmpty() || path.equals("/"));
      if (bare) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // It is said below.
    }
    throw new UsageException(words("console.office.url"));
  }
}
