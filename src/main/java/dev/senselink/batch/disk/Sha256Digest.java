package dev.senselink.batch.disk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java has. */
public final class Sha256Digest {
  private Sha256Digest() {}

  /** One to be fed with parts. */
  public static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The 32 bytes of a text in UTF-8. */
  public static byte[] of(String text) {
    return start().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** 64 hex digits, lower case, of a text in UTF-8. */
  public static String hex(String text) {
    return hex(of(text));
  }

  /** 64 hex digits, lower case, of some content. */
  public static String hexOf(byte[] content) {
    return hex(start().digest(content));
  }

  /** A finished digest as it is written, in lower case. */
  public static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
