package dev.senselink.batch.api;

import static dev.senselink.batch.api.Words.words;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that must never be printed. Only this package can read it; everywhere else it is dots. */
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /**
   * Wraps the secret.
   *
   * @throws UnusableSettings if it is blank
   */
  public static Secret of(String text) {
    if (text.isBlank()) {
      throw new UnusableSettings(words("settings.appSecret"));
    }
    return new Secret(text);
  }

  String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    // Compared in constant time: how long it takes must tell nothing of the secret.
    return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "(secret)";
  }

  private byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
