package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackupException.Kind;
import dev.senselink.batch.disk.TrustedFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What proves who wrote a backup, and opens an encrypted one. Never printed.
 *
 * @param password of an encrypted zip; empty for none
 * @param sealKey the content of the file of {@code --seal-key}; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BackupKeys(char[] password, byte[] sealKey) {
  /** A key that can be guessed proves nothing. */
  private static final int LEAST = 16;

  /** Neither password nor key. */
  public static BackupKeys none() {
    return new BackupKeys(new char[0], new byte[0]);
  }

  /** A password alone. */
  public static BackupKeys ofPassword(char[] password) {
    return new BackupKeys(password, new byte[0]);
  }

  /**
   * What the files hold.
   *
   * @throws BackupException of kind {@code PASSWORD} if one cannot be read, is empty, or the key is
   *     shorter than 16 bytes
   */
  public static BackupKeys read(@Nullable Path passwordFile, @Nullable Path sealKeyFile) {
    return new BackupKeys(
        passwordFile == null ? new char[0] : Backup.password(passwordFile),
        sealKeyFile == null ? new byte[0] : key(sealKeyFile));
  }

  private static byte[] key(Path file) {
    try {
      byte[] key = TrustedFile.bytes(file, TrustedFile.SECRET);
      if (key.length >= LEAST) {
        return key;
      }
      throw new BackupException(Kind.PASSWORD, file.toString(), words("sealKey.short", file));
    } catch (IOException e) {
      throw new BackupException(
          Kind.PASSWORD, file.toString(), words("sealKey.unreadable", file), e);
    }
  }

  public boolean hasPassword() {
    return password.length > 0;
  }

  public boolean hasSealKey() {
    return sealKey.length > 0;
  }

  /** Whether a backup written with these is sealed. */
  public boolean canSeal() {
    return hasPassword() || hasSealKey();
  }

  @Override
  public String toString() {
    return "(keys)";
  }
}
