package dev.senselink.batch.api;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The JVM's choice of a proxy for as long as this is open; for addresses outside this machine. */
final class Proxied extends ProxySelector implements AutoCloseable {
  private final ProxySelector before = ProxySelector.getDefault();
  private final Proxy proxy;
  private final List<URI> asked = new CopyOnWriteArrayList<>();

  Proxied(URI address) {
    this.proxy =
        new Proxy(Proxy.Type.HTTP, new InetSocketAddress(address.getHost(), address.getPort()));
    ProxySelector.setDefault(this);
  }

  List<URI> asked() {
    return asked;
  }

  @Override
  public List<Proxy> select(URI uri) {
    boolean local = "127.0.0.1".equals(uri.getHost());
    if (!local) {
      asked.add(uri);
    }
    return List.of(local ? Proxy.NO_PROXY : proxy);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {}

  @Override
  public void close() {
    ProxySelector.setDefault(before);
  }
}
