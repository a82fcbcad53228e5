package dev.senselink.batch.api.transport;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.disk.Sha256Digest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.jspecify.annotations.Nullable;

/**
 * What the server shows in a TLS handshake and what is wrong with it, all of it and not only the
 * first thing, as a connection would tell. Nothing is sent but the handshake.
 *
 * @param protocol such as {@code TLSv1.3}
 * @param subject whose certificate it is, as it says itself
 * @param issuer who vouches for it
 * @param notBefore from when on it holds
 * @param notAfter when the first certificate of the chain ends
 * @param length certificates in the chain
 * @param trusted whether one of the trusted authorities vouches for it
 * @param nameFits whether it is for the host that was asked
 * @param fingerprint of the certificate, by which people compare it: SHA-256, in pairs of hex
 *     digits
 */
public record TlsHandshake(
    String protocol,
    String subject,
    String issuer,
    Instant notBefore,
    Instant notAfter,
    int length,
    boolean trusted,
    boolean nameFits,
    String fingerprint) {

  /** Whether a certificate vouches for itself. */
  public boolean selfSigned() {
    return subject.equals(issuer);
  }

  /**
   * Opens a connection, looks and closes it.
   *
   * @param server an https address
   * @param caFile the authorities that are trusted instead of the JVM's own; null = the JVM's
   * @param proxy the way there; {@link Proxy#NO_PROXY} for none
   * @param patience how long connecting may take, and the handshake once more
   * @throws UnusableSettingsException if the CA file cannot be used
   * @throws IOException if no handshake comes about; its message is in words for the user
   */
  public static TlsHandshake inspect(
      URI server, @Nullable Path caFile, Proxy proxy, Duration patience) throws IOException {
    X509TrustManager authorities = TlsTrust.trusted(caFile);
    int port = server.getPort() < 0 ? 443 : server.getPort();
    try (Socket plain = new Socket(proxy)) {
      plain.connect(
          proxy.type() == Proxy.Type.HTTP
              ? InetSocketAddress.createUnresolved(host(server), port)
              : new InetSocketAddress(host(server), port),
          (int) patience.toMillis());
      plain.setSoTimeout((int) patience.toMillis());
      try (SSLSocket socket =
          (SSLSocket)
              TlsTrust.trustingEverybody()
                  .getSocketFactory()
                  .createSocket(plain, host(server), port, true)) {
        // As the client does, a server may have a certificate for each name.
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(null);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return read(socket.getSession(), host(server), authorities);
      }
    } catch (SSLPeerUnverifiedException e) {
      throw new IOException(words("tls.noCertificate"), e);
    } catch (IOException e) {
      throw new IOException(NetworkErrorMessages.beforeSending(e, null), e);
    }
  }

  private static TlsHandshake read(SSLSession session, String host, X509TrustManager authorities)
      throws SSLPeerUnverifiedException {
    List<X509Certificate> chain = new ArrayList<>();
    Arrays.stream(session.getPeerCertificates())
        .filter(X509Certificate.class::isInstance)
        .map(X509Certificate.class::cast)
        .forEach(chain::add);
    X509Certificate leaf = chain.get(0);
    return new TlsHandshake(
        session.getProtocol(),
        leaf.getSubjectX500Principal().getName(),
        leaf.getIssuerX500Principal().getName(),
        leaf.getNotBefore().toInstant(),
        chain.stream().map(c -> c.getNotAfter().toInstant()).min(Instant::compareTo).orElseThrow(),
        chain.size(),
        isTrusted(chain, authorities),
        nameFits(host, leaf),
        fingerprint(leaf));
  }

  private static String fingerprint(X509Certificate leaf) {
    try {
      byte[] digest = Sha256Digest.start().digest(leaf.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (CertificateEncodingException e) {
      return "?"; // it came encoded
    }
  }

  /** A certificate that is only too old is trusted: that is a complaint of its own. */
  private static boolean isTrusted(List<X509Certificate> chain, X509TrustManager authorities) {
    try {
      authorities.checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
      return true;
    } catch (CertificateException e) {
      return TlsTrust.isOnlyOld(e);
    }
  }

  private static boolean nameFits(String host, X509Certificate leaf) {
    try {
      new DefaultHostnameVerifier().verify(host, leaf);
      return true;
    } catch (SSLException e) {
      return false;
    }
  }

  private static String host(URI server) {
    String host = server.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
