package dev.senselink.batch.api.transport;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.disk.TrustedFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom a TLS connection trusts: the JVM's authorities, those of a PEM file, or everybody. */
public final class TlsTrust {
  private TlsTrust() {}

  /** For a client that asks for the right name itself, unless everybody is trusted. */
  public static SSLContext context(ServerSettings settings) {
    Path caFile = settings.caFile();
    if (settings.insecure()) {
      return trustingEverybody();
    }
    return trusting(caFile);
  }

  private static SSLContext trusting(@Nullable Path caFile) {
    return context(caFile == null ? null : authorities(caFile));
  }

  /**
   * For telling people: a mail server of one's own and a chat room elsewhere.
   *
   * @param caFile authorities that are trusted beside the JVM's own; null = none
   * @throws UnusableSettingsException if the file cannot be used
   */
  public static SSLContext trustingToo(@Nullable Path caFile) {
    return context(caFile == null ? null : new TrustManager[] {trustedToo(caFile)});
  }

  /** Whoever vouches for a server: the JVM's own authorities and those of the file. */
  static X509TrustManager trustedToo(Path caFile) {
    return first(authorities(caFile, trusted(null).getAcceptedIssuers()));
  }

  private static SSLContext context(TrustManager @Nullable [] trusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trusted, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot do TLS", e);
    }
  }

  /** Whoever vouches for a server: the authorities of the file, else the JVM's own. */
  static X509TrustManager trusted(@Nullable Path caFile) {
    try {
      return first(caFile == null ? managers(null) : authorities(caFile));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot do TLS", e);
    }
  }

  private static X509TrustManager first(TrustManager... managers) {
    for (TrustManager manager : managers) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new IllegalStateException("this Java cannot check certificates");
  }

  /** For looking at a certificate whatever is wrong with it. */
  static SSLContext trustingEverybody() {
    return context(new TrustManager[] {new TrustsEverybody()});
  }

  /** Whether the dates are all that is wrong with a certificate. */
  static boolean isOnlyOld(Throwable refusal) {
    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException) {
        return true;
      }
    }
    return false;
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static TrustManager[] authorities(Path pem, X509Certificate... beside) {
    try (InputStream in = TrustedFile.open(pem, TrustedFile.CERTIFICATES)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new UnusableSettingsException(words("settings.caFile.empty", pem));
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca" + store.size(), certificate);
      }
      for (X509Certificate certificate : beside) {
        store.setCertificateEntry("own" + store.size(), certificate);
      }
      return managers(store);
    } catch (IOException e) {
      throw new UnusableSettingsException(words("settings.caFile.unreadable", pem), e);
    } catch (GeneralSecurityException e) {
      throw new UnusableSettingsException(words("settings.caFile.noPem", pem), e);
    }
  }

  /** The extended kind: with the plain one the JDK would still compare names and algorithms. */
  private static final class TrustsEverybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
