package dev.senselink.batch.ledger.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keyed hashes of a data folder, one after the other. One thread. */
public final class KeyedHash {
  private final Mac mac;

  KeyedHash(SecretKeySpec key) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /**
   * The hash of two texts that stand one after the other, 64 lower-case hex digits.
   *
   * @param text in UTF-8
   * @param length how many of its bytes count
   */
  public String of(String before, byte[] text, int length) {
    mac.update(before.getBytes(StandardCharsets.UTF_8));
    mac.update(text, 0, length);
    return HexFormat.of().formatHex(mac.doFinal());
  }
}
