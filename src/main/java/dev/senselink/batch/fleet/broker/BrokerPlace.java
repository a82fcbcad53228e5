package dev.senselink.batch.fleet.broker;

import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker is, and who speaks to it. Its words are for anybody to read: they tell no
 * password.
 *
 * @param own whether the manager's process is the broker, and the host is where it listens
 * @param user {@code ""} where the broker asks for none
 * @param authorities certificates of an authority of one's own (PEM), {@code null} for those that
 *     Java trusts
 * @param insecure whether it is talked to without TLS although others may listen
 */
public record BrokerPlace(
    String host,
    int port,
    boolean own,
    String user,
    String password,
    @Nullable Path authorities,
    boolean insecure) {
  private static final Pattern AT =
      Pattern.compile("tcp://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+\\]):([0-9]{1,5})");

  private static final Pattern OWN = Pattern.compile("embedded:([0-9]{1,5})");

  private static final int MOST = 65_535;

  /** What is said of every way: a wrong spelling would be ignored in silence. */
  private static final String WAY =
      "consumerWindowSize=0&connectionTTL=15000&clientFailureCheckPeriod=5000&reconnectAttempts=-1"
          + "&callTimeout=10000&callFailoverTimeout=10000&useEpoll=false&useKQueue=false";

  /** An address, with neither user nor protection yet; empty if the text is none. */
  public static Optional<BrokerPlace> of(String text) {
    Matcher own = OWN.matcher(text);
    if (own.matches()) {
      return at("127.0.0.1", own.group(1), true);
    }
    Matcher at = AT.matcher(text);
    return at.matches() ? at(at.group(1), at.group(2), false) : Optional.empty();
  }

  private static Optional<BrokerPlace> at(String host, String port, boolean own) {
    int number = Integer.parseInt(port);
    return number == 0 || number > MOST
        ? Optional.empty()
        : Optional.of(new BrokerPlace(host, number, own, "", "", null, false));
  }

  /** The same for somebody. */
  public BrokerPlace by(String name, String secret) {
    return new BrokerPlace(host, port, own, name, secret, authorities, insecure);
  }

  /** The same, and how the way there is protected. */
  public BrokerPlace protectedBy(@Nullable Path certificates, boolean unproven) {
    return new BrokerPlace(host, port, own, user, password, certificates, unproven);
  }

  /** Whether what is sent there stays on this machine; the address as typed, nobody is asked. */
  public boolean isHere() {
    try {
      return host.equalsIgnoreCase("localhost")
          || host.matches("[0-9.]+|\\[[0-9a-fA-F:.]+]")
              && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether the broker has to prove who it is, and nobody else can listen. */
  public boolean isEncrypted() {
    return !own && (authorities != null || !isHere() && !insecure);
  }

  /** Whether one in this process listens to other machines, too. */
  boolean isOpen() {
    return own && insecure && !user.isEmpty();
  }

  /** Whether others may listen on the way. */
  public boolean isExposed() {
    return isOpen() || !own && !isHere() && !isEncrypted();
  }

  /** As the client takes it. */
  String url() {
    String protection = "";
    if (isEncrypted()) {
      protection = "&sslEnabled=true&verifyHost=true&useDefaultSslContext=false";
      if (authorities != null) {
        protection +=
            "&trustStoreType=PEMCA&trustStorePath="
                + URLEncoder.encode(authorities.toString(), StandardCharsets.UTF_8);
      }
    }
    return this + "?" + WAY + protection;
  }

  @Override
  public String toString() {
    return "tcp://" + host + ":" + port;
  }
}
