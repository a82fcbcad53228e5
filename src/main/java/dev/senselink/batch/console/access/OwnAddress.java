package dev.senselink.batch.console.access;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By which names the console may be called. Any other leads here by a trick: a web page can have a
 * name of its own lead to this machine, and its script would then be at home here.
 *
 * @param scheme with which people call it
 * @param hosts as the {@code Host} of a request has them, lower case
 */
public record OwnAddress(String scheme, Set<String> hosts) {
  private static final Pattern SIX =
      Pattern.compile("\\[([0-9a-fA-F.]*:[0-9a-fA-F:.]*)](|:[0-9]+)");
  private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost", "[::1]");

  public OwnAddress {
    hosts = Set.copyOf(hosts);
  }

  /** One that this machine alone reaches. */
  public static OwnAddress local(int port) {
    return of("http", LOCAL, port);
  }

  /** One that shows its own certificate. */
  public static OwnAddress of(Set<String> names, int port) {
    return of("https", names, port);
  }

  private static OwnAddress of(String scheme, Set<String> names, int port) {
    String end = port == standard(scheme) ? "" : ":" + port;
    return new OwnAddress(
        scheme,
        names.stream().map(name -> canonical(name) + end).collect(Collectors.toUnmodifiableSet()));
  }

  private static int standard(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** One behind a proxy: only the name that people know counts. */
  public static OwnAddress of(URI known) {
    int port = known.getPort() < 0 ? standard(known.getScheme()) : known.getPort();
    return of(known.getScheme(), Set.of(known.getHost()), port);
  }

  /** Whether this is one of ours, as the {@code Host} of a request has it. */
  public boolean isHost(@Nullable String host) {
    return host != null && hosts.contains(canonical(host));
  }

  /** In lower case, and an IPv6 address as it is written in one way of many. */
  private static String canonical(String host) {
    Matcher six = SIX.matcher(host);
    try {
      return six.matches()
          ? "[" + InetAddress.getByName(six.group(1)).getHostAddress() + "]" + six.group(2)
          : host.toLowerCase(Locale.ROOT);
    } catch (UnknownHostException e) {
      return host;
    }
  }

  /** Whether a page of this origin is ours, called by the same name. */
  public boolean isOrigin(@Nullable String origin, @Nullable String host) {
    return origin != null && isHost(host) && origin.equalsIgnoreCase(scheme + "://" + host);
  }
}
