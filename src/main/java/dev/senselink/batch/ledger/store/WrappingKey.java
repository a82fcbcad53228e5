package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.TrustedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a database's own key is wrapped with: the content of a file that every machine has and the
 * database never sees, so that a copy of the database alone tells of nobody. Never printed.
 */
public final class WrappingKey {
  /** Fewer bytes may be guessed. */
  private static final int LEAST = 32;

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final byte[] USE = "senselink-ledger-key-1".getBytes(StandardCharsets.US_ASCII);

  private final SecretKeySpec key;

  private WrappingKey(SecretKeySpec key) {
    this.key = key;
  }

  /**
   * Of a file's content, all of which counts.
   *
   * @throws IllegalArgumentException if it is shorter than 32 bytes
   */
  public static WrappingKey of(byte[] content) {
    if (content.length < LEAST) {
      throw new IllegalArgumentException("a key of less than " + LEAST + " bytes");
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(USE);
      return new WrappingKey(new SecretKeySpec(digest.digest(content), "AES"));
    } catch (GeneralSecurityException e) {
      throw none(e);
    }
  }

  /**
   * Of a file.
   *
   * @throws LedgerException if it cannot be read, or is too short
   */
  static WrappingKey read(Path file) {
    try {
      byte[] content = TrustedFile.bytes(file, TrustedFile.SECRET);
      if (content.length < LEAST) {
        throw new LedgerException(LedgerException.Kind.UNFIT, words("place.keyShort", file, LEAST));
      }
      return of(content);
    } catch (IOException e) {
      throw LedgerPlace.unread(file, e);
    }
  }

  /**
   * The wrapped form of a key.
   *
   * @param chance that nobody can foretell
   */
  String wrapped(byte[] plain, RandomGenerator chance) {
    byte[] nonce = new byte[NONCE];
    chance.nextBytes(nonce);
    try {
      byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
      ByteBuffer both = ByteBuffer.allocate(NONCE + closed.length).put(nonce).put(closed);
      return HexFormat.of().formatHex(both.array());
    } catch (GeneralSecurityException e) {
      throw none(e);
    }
  }

  /** The key of a wrapped form; empty if it was wrapped with another, or changed since. */
  Optional<byte[]> opened(String wrapped) {
    try {
      byte[] both = HexFormat.of().parseHex(wrapped);
      byte[] nonce = Arrays.copyOf(both, NONCE);
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, nonce).doFinal(both, NONCE, both.length - NONCE));
    } catch (AEADBadTagException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw none(e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(USE);
    return cipher;
  }

  private static IllegalStateException none(GeneralSecurityException e) {
    return new IllegalStateException("every Java has AES and SHA-256", e);
  }

  @Override
  public String toString() {
    return "(key)";
  }
}
