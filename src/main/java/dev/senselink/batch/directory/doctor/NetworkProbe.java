package dev.senselink.batch.directory.doctor;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.language.DisplayLanguage;
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

/** From this machine to the server's port: proxy, name, connection. */
final class NetworkProbe {
  private final DoctorTarget target;
  private final Proxy proxy;
  private volatile boolean open;

  NetworkProbe(DoctorTarget target) {
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
      lines.add(Diagnosis.ok("proxy", words("proxy.used", host + ":" + port)));
    }
    String asked = host;
    int at = port;
    List<Diagnosis> name = ProbeRunner.one("dns", target.patience(), () -> List.of(resolve(asked)));
    lines.addAll(name);
    if (name.stream().allMatch(line -> line.level() == Diagnosis.Level.OK)) {
      lines.addAll(
          ProbeRunner.one("connect", target.patience(), () -> List.of(connect(asked, at))));
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
          DisplayLanguage.list(
              Arrays.stream(InetAddress.getAllByName(host))
                  .map(InetAddress::getHostAddress)
                  .distinct()
                  .toList());
      return Diagnosis.ok(
          "dns",
          addresses.equals(host)
              ? words("dns.address", host)
              : words("dns.found", host, addresses));
    } catch (UnknownHostException e) {
      return Diagnosis.bad("dns", words("dns.unknown", host), words("dns.unknown.remedy"));
    }
  }

  private Diagnosis connect(String host, int port) {
    String where = host + ":" + port;
    long start = System.nanoTime();
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(new InetSocketAddress(host, port), (int) target.patience().toMillis());
      open = true;
      long millis = (System.nanoTime() - start) / 1_000_000;
      return Diagnosis.ok("connect", words("connect.ok", where, millis));
    } catch (SocketTimeoutException e) {
      return Diagnosis.bad(
          "connect", words("connect.silent", where), words("connect.silent.remedy"));
    } catch (ConnectException | NoRouteToHostException e) {
      return Diagnosis.bad(
          "connect",
          words("connect.refused", where),
          words(
              proxy == Proxy.NO_PROXY ? "connect.refused.remedy" : "connect.refused.proxy.remedy"));
    } catch (IOException e) {
      return Diagnosis.bad("connect", words("connect.none", where), words("connect.none.remedy"));
    }
  }

  private static Proxy proxyFor(DoctorTarget target) {
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
