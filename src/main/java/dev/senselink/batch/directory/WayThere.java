package dev.senselink.batch.directory;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** From this machine to the server's port: proxy, name, connection. */
final class WayThere {
  private final Target target;
  private final Proxy proxy;
  private volatile boolean open;

  WayThere(Target target) {
    this.target = target;
    this.proxy = proxyFor(target);
  }

  /** Looks at each part as far as one leads to the next. */
  List<Diagnosis> look() {
    List<Diagnosis> lines = new ArrayList<>();
    String host = target.host();
    int port = target.port();
    if (proxy.address() instanceof InetSocketAddress address) {
      host = address.getHostString();
      port = address.getPort();
      lines.add(
          Diagnosis.ok("proxy", "the server is reached through the proxy " + host + ":" + port));
    }
    String asked = host;
    int at = port;
    List<Diagnosis> name = Patience.one("dns", target.patience(), () -> List.of(resolve(asked)));
    lines.addAll(name);
    if (name.stream().allMatch(line -> line.level() == Diagnosis.Level.OK)) {
      lines.addAll(Patience.one("connect", target.patience(), () -> List.of(connect(asked, at))));
    }
    return lines;
  }

  /** Whether the port, or the proxy's, took a connection. */
  boolean isOpen() {
    return open;
  }

  Proxy proxy() {
    return proxy;
  }

  private static Diagnosis resolve(String host) {
    try {
      String addresses =
          Arrays.stream(InetAddress.getAllByName(host))
              .map(InetAddress::getHostAddress)
              .distinct()
              .collect(Collectors.joining(", "));
      return Diagnosis.ok(
          "dns", addresses.equals(host) ? host + " is an address" : host + " is " + addresses);
    } catch (UnknownHostException e) {
      return Diagnosis.bad(
          "dns",
          "the name " + host + " is not known to this machine's name service",
          "check --server for a typing mistake, or write the server's IP address in its place");
    }
  }

  private Diagnosis connect(String host, int port) {
    String where = host + ":" + port;
    long start = System.nanoTime();
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(new InetSocketAddress(host, port), (int) target.patience().toMillis());
      open = true;
      long millis = (System.nanoTime() - start) / 1_000_000;
      return Diagnosis.ok("connect", where + " takes connections (" + millis + " ms)");
    } catch (SocketTimeoutException e) {
      return Diagnosis.bad(
          "connect",
          where + " does not answer",
          "is the server switched on, and does a firewall between here and there let the port"
              + " through?");
    } catch (ConnectException | NoRouteToHostException e) {
      return Diagnosis.bad(
          "connect",
          where + " refuses the connection or cannot be reached",
          proxy == Proxy.NO_PROXY
              ? "check the port in --server, and whether the server's services are running"
              : "check the proxy settings of Java (https.proxyHost and its like)");
    } catch (IOException e) {
      return Diagnosis.bad(
          "connect", "no connection to " + where, "check --server and this machine's network");
    }
  }

  private static Proxy proxyFor(Target target) {
    ProxySelector selector = ProxySelector.getDefault();
    if (selector == null) {
      return Proxy.NO_PROXY;
    }
    return selector.select(target.server()).stream()
        .filter(one -> one.type() != Proxy.Type.DIRECT)
        .findFirst()
        .orElse(Proxy.NO_PROXY);
  }
}
