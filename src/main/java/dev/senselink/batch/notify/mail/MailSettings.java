package dev.senselink.batch.notify.mail;

import dev.senselink.batch.api.SecretText;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gets mail, and how.
 *
 * @param user with which the mail server lets us in, {@code null} where it asks nobody
 * @param caFile the authorities that are trusted beside the JVM's own
 * @param attach whether the report goes along, which names people
 */
public record MailSettings(
    List<String> to,
    String from,
    String host,
    int port,
    Tls tls,
    @Nullable User user,
    @Nullable Path caFile,
    boolean attach) {
  public MailSettings {
    to = List.copyOf(to);
  }

  /** What protects the way to the mail server. */
  public enum Tls {
    /** Begun in the clear; given up where the server does not offer it. */
    STARTTLS,
    TLS,
    NONE
  }

  /** Who we are there. */
  public record User(String name, SecretText password) {}
}
