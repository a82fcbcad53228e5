package dev.senselink.batch.api.stream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The way to the push: through the proxy where there is one, and with TLS where that is meant. */
final class PushSocket {
  private final URI address;
  private final SSLContext context;
  private final int connectMillis;
  private volatile @Nullable Socket plain;

  PushSocket(URI address, SSLContext context, Duration connectTime) {
    this.address = address;
    this.context = context;
    this.connectMillis = Math.toIntExact(connectTime.toMillis());
  }

  /** Opens it; without TLS nothing is sent yet. */
  Socket open() throws IOException {
    Proxy proxy = proxy();
    Socket socket = new Socket(proxy);
    plain = socket;
    // Behind a proxy names are the proxy's to know.
    socket.connect(
        proxy.type() == Proxy.Type.DIRECT
            ? new InetSocketAddress(address.getHost(), address.getPort())
            : InetSocketAddress.createUnresolved(address.getHost(), address.getPort()),
        connectMillis);
    return address.getScheme().equals("wss") ? secured(socket) : socket;
  }

  private Socket secured(Socket socket) throws IOException {
    socket.setSoTimeout(connectMillis);
    SSLSocket secured =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(socket, address.getHost(), address.getPort(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    socket.setSoTimeout(0);
    return secured;
  }

  /** As for the calls: the JVM's settings, which know no ws. */
  private Proxy proxy() {
    String scheme = address.getScheme().equals("wss") ? "https" : "http";
    URI known = URI.create(scheme + "://" + address.getHost() + ":" + address.getPort() + "/");
    ProxySelector selector = ProxySelector.getDefault();
    List<Proxy> proxies = selector == null ? List.of() : selector.select(known);
    return proxies.isEmpty() ? Proxy.NO_PROXY : proxies.get(0);
  }

  /** Lets go of it, whatever it is doing. */
  void close() {
    Socket socket = plain;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is let go of all the same.
      }
    }
  }
}
