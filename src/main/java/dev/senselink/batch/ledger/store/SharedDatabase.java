package dev.senselink.batch.ledger.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is, and who opens it. Its words are for anybody to read: they tell no
 * password.
 *
 * @param url {@code jdbc:postgresql://HOST:PORT/NAME}, without user and password
 * @param authorities certificates of an authority of one's own (PEM), {@code null} for those that
 *     Java trusts
 * @param insecure whether it is talked to although nobody knows whether it is the one that is meant
 * @param wrapping what its own key is wrapped with
 * @param undoStore where all machines keep photos, {@code null} for nowhere
 */
public record SharedDatabase(
    String url,
    String user,
    String password,
    @Nullable Path authorities,
    boolean insecure,
    WrappingKey wrapping,
    @Nullable Path undoStore) {
  private static final String BEGINNING = "jdbc:postgresql:";

  /** Nothing stands behind the name: what may stand there is obeyed, down to classes to load. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "jdbc:postgresql://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+])(:[0-9]{1,5})?/[A-Za-z0-9_-]{1,63}");

  public SharedDatabase {
    if (!url.startsWith(BEGINNING)) {
      throw new IllegalArgumentException("a PostgreSQL database is named by " + BEGINNING + "…");
    }
  }

  /** Whether that is how a database is named: host, port if it is not the usual one, and name. */
  public static boolean isAddress(String url) {
    return ADDRESS.matcher(url).matches();
  }

  /**
   * How the way there is protected, as the driver calls it. What stays on this machine is not read
   * by others; elsewhere a server that does not prove who it is gets neither password nor people.
   */
  Properties protection() {
    Properties properties = new Properties();
    if (insecure || isHere()) {
      properties.setProperty("sslmode", "prefer");
    } else if (authorities == null) {
      properties.setProperty("sslmode", "verify-full");
      properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    } else {
      properties.setProperty("sslmode", "verify-full");
      properties.setProperty("sslrootcert", authorities.toString());
    }
    return properties;
  }

  /** Whether what is sent there stays on this machine; the address as typed, nobody is asked. */
  boolean isHere() {
    return isHere(url);
  }

  static boolean isHere(String url) {
    Matcher address = Pattern.compile("//([^/?]*?)(:[0-9]+)?/").matcher(url);
    String host = address.find() ? address.group(1) : "";
    try {
      return host.equalsIgnoreCase("localhost")
          || host.matches("[0-9.]+|\\[[0-9a-fA-F:.]+]")
              && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The address alone: whatever is behind it may be a secret. */
  @Override
  public String toString() {
    return url.replaceFirst("[?].*", "");
  }
}
