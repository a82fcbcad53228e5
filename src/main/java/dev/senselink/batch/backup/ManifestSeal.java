package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code manifest.seal}: what only whoever has the password or the key can have written beside a
 * manifest. The manifest holds a checksum of every file, and so the seal proves them all. A line
 * for each of the two:
 *
 * <pre>
 * password ITERATIONS SALT MAC
 * key MAC
 * </pre>
 */
public final class ManifestSeal {
  private static final String PASSWORD = "password";
  private static final String KEY = "key";
  private static final String MAC = "HmacSHA256";
  private static final int KEY_BITS = 256;
  private static final int SALT_BYTES = 16;
  private static final int MOST_BYTES = 1 << 12;

  /**
   * Trying passwords is no faster than at the zip's own files, whose encryption (that of WinZip, so
   * that any program can open them) prescribes 1,000.
   */
  private static final int ITERATIONS = 20_000;

  /** More would only keep whoever verifies busy. */
  private static final int MOST_ITERATIONS = 10_000_000;

  private ManifestSeal() {}

  /** The file's text. */
  public static byte[] of(byte[] manifest, BackupKeys keys) {
    StringBuilder lines = new StringBuilder();
    if (keys.hasPassword()) {
      byte[] salt = new byte[SALT_BYTES];
      Machine.real().chance().nextBytes(salt);
      byte[] key = derived(keys.password(), salt, ITERATIONS);
      lines.append(PASSWORD).append(' ').append(ITERATIONS).append(' ');
      lines.append(hex(salt)).append(' ').append(hex(mac(key, manifest))).append('\n');
    }
    if (keys.hasSealKey()) {
      lines.append(KEY).append(' ').append(hex(mac(keys.sealKey(), manifest))).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What is wrong with the seal of a backup.
   *
   * @param manifest as it was read
   * @return in words; empty where it fits the password and the key, as far as they are there
   */
  public static Optional<String> fault(BackupSource source, byte[] manifest, BackupKeys keys)
      throws IOException {
    if (!keys.canSeal()) {
      return Optional.empty();
    }
    if (source.size(BackupLayout.SEAL).isEmpty()) {
      return Optional.of(words("seal.missing"));
    }
    List<String> lines = lines(source);
    boolean fits =
        (!keys.hasPassword() || fitsPassword(lines, manifest, keys.password()))
            && (!keys.hasSealKey() || fitsKey(lines, manifest, keys.sealKey()));
    return fits ? Optional.empty() : Optional.of(words("seal.wrong"));
  }

  private static List<String> lines(BackupSource source) {
    try (InputStream in = source.open(BackupLayout.SEAL)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of(); // which fits nothing
    }
  }

  /** Whether one of the lines was made with this password. */
  public static boolean fitsPassword(List<String> lines, byte[] manifest, char[] password) {
    return lines.stream().anyMatch(line -> fitsPassword(line.split(" "), manifest, password));
  }

  private static boolean fitsPassword(String[] parts, byte[] manifest, char[] password) {
    if (parts.length != 4 || !parts[0].equals(PASSWORD)) {
      return false;
    }
    try {
      int iterations = Integer.parseInt(parts[1]);
      byte[] salt = HexFormat.of().parseHex(parts[2]);
      return iterations > 0
          && iterations <= MOST_ITERATIONS
          && salt.length > 0
          && fits(parts[3], mac(derived(password, salt, iterations), manifest));
    } catch (IllegalArgumentException e) {
      return false; // no number, no digits
    }
  }

  /** Whether one of the lines was made with this key. */
  private static boolean fitsKey(List<String> lines, byte[] manifest, byte[] key) {
    return lines.stream()
        .map(line -> line.split(" "))
        .anyMatch(
            parts ->
                parts.length == 2 && parts[0].equals(KEY) && fits(parts[1], mac(key, manifest)));
  }

  /** In constant time: how long it takes must tell nothing of the right one. */
  private static boolean fits(String said, byte[] mac) {
    return MessageDigest.isEqual(
        said.getBytes(StandardCharsets.UTF_8), hex(mac).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] mac(byte[] key, byte[] manifest) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      mac.update("senselink-backup-seal\n".getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(manifest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  private static byte[] derived(char[] password, byte[] salt, int iterations) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(password, salt, iterations, KEY_BITS))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
