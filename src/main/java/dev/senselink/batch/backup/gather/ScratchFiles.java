package dev.senselink.batch.backup.gather;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.machine.Machine;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Files that are needed for a while. Where no plain copy may lie anywhere they are sealed with a
 * key that dies with this process: what a crash leaves is noise.
 */
public final class ScratchFiles {
  private static final int KEY_BYTES = 32;
  private static final int BLOCK = 16;
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final @Nullable SecretKeySpec key;
  private final RandomGenerator chance;

  private ScratchFiles(Path folder, @Nullable SecretKeySpec key, RandomGenerator chance) {
    this.folder = folder;
    this.key = key;
    this.chance = chance;
  }

  /** In a folder that is as private as the backup itself. */
  public static ScratchFiles plain(Path folder) {
    return new ScratchFiles(folder, null, Machine.real().chance());
  }

  /**
   * In a folder where no plain copy may lie.
   *
   * @param chance what the key is made from: nobody must be able to guess it
   */
  public static ScratchFiles sealed(Path folder, RandomGenerator chance) {
    SecretKeySpec key = new SecretKeySpec(random(chance, KEY_BYTES), "AES");
    return new ScratchFiles(folder, key, chance);
  }

  private static byte[] random(RandomGenerator chance, int bytes) {
    byte[] random = new byte[bytes];
    chance.nextBytes(random);
    return random;
  }

  /** Begins a file, in the place of one of this name. */
  public OutputStream create(String name) throws IOException {
    OutputStream file =
        new BufferedOutputStream(
            Channels.newOutputStream(PrivateFiles.replace(folder.resolve(name))), BUFFER);
    if (key == null) {
      return file;
    }
    byte[] start = random(chance, BLOCK);
    file.write(start);
    return new BufferedOutputStream(
        new CipherOutputStream(file, cipher(Cipher.ENCRYPT_MODE, key, start)), BUFFER);
  }

  /** Reads a file that was closed. */
  public InputStream open(String name) throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(folder.resolve(name)), BUFFER);
    if (key == null) {
      return file;
    }
    byte[] start = file.readNBytes(BLOCK);
    return new BufferedInputStream(
        new CipherInputStream(file, cipher(Cipher.DECRYPT_MODE, key, start)), BUFFER);
  }

  boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  /** Gives a file that was closed another name, in the place of one of that. */
  void rename(String name, String other) throws IOException {
    Files.move(folder.resolve(name), folder.resolve(other), StandardCopyOption.REPLACE_EXISTING);
  }

  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] start) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(mode, key, new IvParameterSpec(start));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES", e);
    }
  }
}
