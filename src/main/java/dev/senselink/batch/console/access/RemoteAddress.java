package dev.senselink.batch.console.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Whom addresses of requests belong to. */
final class RemoteAddress {
  /** Of an IPv6 address: the rest its owner chooses anew as often as it likes. */
  private static final int NETWORK_BYTES = 8;

  private static final int IPV6_BYTES = 16;

  private static final Pattern AROUND =
      Pattern.compile("^(?:\\[(?<six>[^]%]*).*|(?<four>[0-9.]+):[0-9]+|(?<bare>[^%]*)%.*)$");

  private RemoteAddress() {}

  /** An address without what is said around one: brackets, a port, the interface it was met at. */
  static String bare(String address) {
    return AROUND.matcher(address).replaceAll("${six}${four}${bare}");
  }

  /** What tells those who ask apart: an IPv4 address, of an IPv6 address the network. */
  static String owner(String address) {
    String bare = bare(address);
    if (!bare.contains(":")) {
      return bare;
    }
    try {
      byte[] bytes = InetAddress.getByName(bare).getAddress(); // with colons it is no name
      return bytes.length == IPV6_BYTES
          ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES))
          : InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      return bare;
    }
  }
}
