package dev.senselink.batch.console;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.disk.TrustedFile;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.RunningTask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The certificate that a console shows. Its files are read again when they have changed, without
 * anybody's connection being cut; what does not fit together, as between the replacing of the one
 * and of the other, changes nothing.
 */
final class ServerCertificate implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /** How each kind of key signs: to see whether it is the certificate's. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private final Office.Tls files;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();
  private final RunningTask watch;
  private Pair seen;
  private volatile Set<String> names = Set.of();

  /** Both files as they were read: what is judged is what is used. */
  private record Pair(byte[] certificate, byte[] key) {
    static Pair of(Office.Tls files) throws IOException {
      return new Pair(
          TrustedFile.bytes(files.certificate(), TrustedFile.CERTIFICATES),
          TrustedFile.bytes(files.key(), TrustedFile.SECRET));
    }

    boolean isSame(Pair other) {
      return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
    }
  }

  private ServerCertificate(Office.Tls files, Machine machine)
      throws IOException, GeneralSecurityException {
    this.files = files;
    seen = Pair.of(files);
    factory.setKeyStorePassword("");
    factory.setKeyStore(read(seen));
    watch = machine.start("console-certificate", () -> watch(machine));
  }

  /**
   * Reads it.
   *
   * @throws ConsoleException if it cannot be used, saying why
   */
  static ServerCertificate read(Office.Tls files, Machine machine) {
    try {
      return new ServerCertificate(files, machine);
    } catch (IOException e) {
      throw new ConsoleException(words("console.tls.unreadable", e.getMessage()), e);
    } catch (GeneralSecurityException e) {
      throw new ConsoleException(words("console.tls.unfit", files.certificate(), files.key()), e);
    }
  }

  SslContextFactory.Server factory() {
    return factory;
  }

  /** Names and addresses that it is for. */
  Set<String> names() {
    return names;
  }

  private void watch(Machine machine) {
    try {
      while (true) {
        machine.pause(LOOK_AGAIN);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the console ends
    }
  }

  private void look() {
    try {
      Pair now = Pair.of(files);
      if (!now.isSame(seen)) {
        seen = now;
        KeyStore anew = read(now);
        factory.reload(it -> it.setKeyStore(anew));
      }
    } catch (Exception e) {
      LoggerFactory.getLogger(ServerCertificate.class).warn("failed: {}", e.getClass().getName());
    }
  }

  private KeyStore read(Pair files) throws IOException, GeneralSecurityException {
    List<X509Certificate> chain = certificates(files.certificate());
    PrivateKey key = key(files.key(), chain.get(0).getPublicKey());
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("console", key, new char[0], chain.toArray(Certificate[]::new));
    names = names(chain.get(0));
    return store;
  }

  private static List<X509Certificate> certificates(byte[] pem) throws GeneralSecurityException {
    Collection<? extends Certificate> all =
        CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    if (all.isEmpty()) {
      throw new GeneralSecurityException();
    }
    return all.stream().map(X509Certificate.class::cast).toList();
  }

  private static PrivateKey key(byte[] file, PublicKey of) throws GeneralSecurityException {
    Matcher pem = KEY.matcher(new String(file, StandardCharsets.ISO_8859_1));
    String algorithm = of.getAlgorithm();
    String signing = SIGNATURES.get(algorithm);
    if (!pem.find() || signing == null) {
      throw new GeneralSecurityException();
    }
    byte[] bytes = Base64.getMimeDecoder().decode(pem.group(1));
    PrivateKey key =
        KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    Signature signs = Signature.getInstance(signing);
    signs.initSign(key);
    signs.update(bytes);
    byte[] signed = signs.sign();
    signs.initVerify(of);
    signs.update(bytes);
    if (!signs.verify(signed)) {
      throw new GeneralSecurityException();
    }
    return key;
  }

  /** As the {@code Host} of a request has them. */
  private static Set<String> names(X509Certificate certificate) throws GeneralSecurityException {
    Set<String> names = new LinkedHashSet<>();
    @Nullable Collection<List<?>> all = certificate.getSubjectAlternativeNames();
    for (List<?> one : all == null ? List.<List<?>>of() : all) {
      String name = String.valueOf(one.get(1));
      if (one.get(0).equals(DNS) && !name.startsWith("*")) {
        names.add(name);
      } else if (one.get(0).equals(ADDRESS)) {
        names.add(name.contains(":") ? "[" + name + "]" : name);
      }
    }
    return names;
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
