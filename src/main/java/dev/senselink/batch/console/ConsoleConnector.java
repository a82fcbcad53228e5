package dev.senselink.batch.console;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.access.OwnAddress;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Where a console listens, and by which names it is called. */
final class ConsoleConnector implements AutoCloseable {
  private static final int LARGEST_HEADERS = 1 << 14;
  private static final int HTTPS = 443;

  /**
   * Of an upload, which has a thread: the slowest network sends a part of one in a quarter hour.
   */
  private static final int LEAST_BYTES_A_SECOND = 1000;

  private final ServerConnector connector;
  private final @Nullable ServerCertificate certificate;
  private final @Nullable Office office;

  private ConsoleConnector(
      ServerConnector connector, @Nullable ServerCertificate certificate, @Nullable Office office) {
    this.connector = connector;
    this.certificate = certificate;
    this.office = office;
  }

  /**
   * Takes the port: it is known, and ours, before anything else is made.
   *
   * @throws ConsoleException if it is taken, or the certificate cannot be used
   */
  static ConsoleConnector open(Server server, ConsoleSettings settings, Machine machine) {
    Office office = settings.office();
    Office.Tls tls = office == null ? null : office.tls();
    ServerCertificate certificate = tls == null ? null : ServerCertificate.read(tls, machine);
    HttpConnectionFactory http = new HttpConnectionFactory(wire(certificate != null));
    ServerConnector connector =
        certificate == null
            ? new ServerConnector(server, http)
            : new ServerConnector(
                server,
                new SslConnectionFactory(certificate.factory(), HttpVersion.HTTP_1_1.asString()),
                http);
    InetAddress at = office == null ? InetAddress.getLoopbackAddress() : office.bind();
    connector.setHost(at.getHostAddress());
    connector.setPort(settings.port());
    server.addConnector(connector);
    ConsoleConnector open = new ConsoleConnector(connector, certificate, office);
    if (certificate != null && open.names().isEmpty()) {
      open.close();
      throw new ConsoleException(words("console.tls.nameless"), null);
    }
    try {
      connector.open();
      return open;
    } catch (IOException e) {
      open.close();
      throw new ConsoleException(
          office == null
              ? words("console.port", settings.port())
              : words("console.bind", at.getHostAddress(), settings.port()),
          e);
    }
  }

  private static HttpConfiguration wire(boolean secure) {
    HttpConfiguration wire = new HttpConfiguration();
    wire.setSendServerVersion(false);
    wire.setRequestHeaderSize(LARGEST_HEADERS);
    wire.setMinRequestDataRate(LEAST_BYTES_A_SECOND);
    if (secure) {
      // By which names it may be called is asked elsewhere, also where there is a proxy.
      wire.addCustomizer(new SecureRequestCustomizer(false));
    }
    return wire;
  }

  int port() {
    return connector.getLocalPort();
  }

  /** By which names it may be called now: another certificate may be for others. */
  OwnAddress own() {
    URI behind = office == null ? null : office.behind();
    if (behind != null) {
      return OwnAddress.of(behind);
    }
    return certificate == null ? OwnAddress.local(port()) : OwnAddress.of(names(), port());
  }

  /** What its certificate is for, and where it listens. */
  private Set<String> names() {
    Set<String> names =
        new LinkedHashSet<>(certificate == null ? Set.<String>of() : certificate.names());
    InetAddress at = office == null ? InetAddress.getLoopbackAddress() : office.bind();
    if (!at.isAnyLocalAddress()) {
      String address = at.getHostAddress();
      names.add(address.contains(":") ? "[" + address + "]" : address);
    }
    return names;
  }

  /** Its address, as people call it. */
  String address() {
    URI behind = office == null ? null : office.behind();
    if (behind != null) {
      return behind.getScheme() + "://" + behind.getAuthority();
    }
    if (certificate == null) {
      return "http://127.0.0.1:" + port();
    }
    String end = port() == HTTPS ? "" : ":" + port();
    return "https://" + names().iterator().next() + end;
  }

  @Override
  public void close() {
    if (certificate != null) {
      certificate.close();
    }
  }
}
