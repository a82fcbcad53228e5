package dev.senselink.batch.sandbox.call;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** ID numbers as the API gives them back: something like ciphertext that nobody can turn back. */
public final class IdNumberCipher {
  private static final int BLOCK = 8;
  private final SecretKeySpec key;

  public IdNumberCipher() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, "HmacSHA512");
  }

  /** Base64 of whole 8-byte blocks as in the manual's samples; null and blank stay as they are. */
  @Nullable
  public String encrypted(@Nullable String idNumber) {
    if (idNumber == null || idNumber.isEmpty()) {
      return idNumber;
    }
    byte[] plain = idNumber.getBytes(StandardCharsets.UTF_8);
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      byte[] digest = mac.doFinal(plain);
      int length = Math.min(digest.length, (plain.length / BLOCK + 1) * BLOCK);
      return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, length));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java lacks " + key.getAlgorithm(), e);
    }
  }
}
