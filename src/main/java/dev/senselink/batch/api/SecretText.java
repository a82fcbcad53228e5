package dev.senselink.batch.api;

import static dev.senselink.batch.api.ApiMessages.words;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A text that must never be printed. Only this package can read it; everywhere else it is dots. */
public final class SecretText {
  private final String text;

  private SecretText(String text) {
    this.text = text;
  }

  /**
   * Wraps the secret.
   *
   * @throws UnusableSettingsException if it is blank
   */
  public static SecretText of(String text) {
    if (text.isBlank()) {
      throw new UnusableSettingsException(words("settings.appSecret"));
    }
    return new SecretText(text);
  }

  public String reveal() {
    return text;
  }

  /**
   * What only somebody who knows the secret can make of a text, and what says nothing of it:
   * lower-case hex of HMAC-SHA-256.
   */
  public String seal(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    // Compared in constant time: how long it takes must tell nothing of the secret.
    return other instanceof SecretText secret && MessageDigest.isEqual(bytes(), secret.bytes());
  }

  @Override
  public int hashCode() {
    return SecretText.class.hashCode();
  }

  @Override
  public String toString() {
    return "(secret)";
  }

  private byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
