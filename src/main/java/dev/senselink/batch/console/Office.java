package dev.senselink.batch.console;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a console is reached by others than the people at this machine.
 *
 * @param bind where it listens
 * @param tls its certificate and key, {@code null} where a proxy has them
 * @param behind the address that people know where a proxy is in front, else {@code null}
 * @param proxies from where the proxy asks, as addresses or CIDR ranges
 */
public record Office(
    InetAddress bind, @Nullable Tls tls, @Nullable URI behind, List<String> proxies) {
  public Office {
    proxies = List.copyOf(proxies);
    if ((tls == null) == (behind == null)) {
      throw new IllegalArgumentException("either its own certificate or a proxy's");
    }
  }

  /**
   * PEM files: the certificate with those that vouch for it, and its key.
   *
   * @param key PKCS#8, not encrypted
   */
  public record Tls(Path certificate, Path key) {}
}
