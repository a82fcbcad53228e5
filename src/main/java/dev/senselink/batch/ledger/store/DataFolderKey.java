package dev.senselink.batch.ledger.store;

import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.TrustedFile;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The data folder's own random key. Numbers of people are few enough that whoever has their plain
 * digests finds them by trying all, so what the ledger remembers beyond a run it keeps only in
 * forms that mean nothing without this key. Safe between threads.
 */
public final class DataFolderKey {
  private static final int BYTES = 32;
  private static final int BLOCK = 16;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final SecretKeySpec sealing;
  private final SecretKeySpec hashing;
  private final WrappingKey texts;
  private final Cipher sealer;
  private final Cipher opener;

  private DataFolderKey(byte[] key) {
    this.sealing = new SecretKeySpec(key, "AES");
    this.hashing = new SecretKeySpec(key, "HmacSHA256");
    this.texts = WrappingKey.of(hash("texts").getBytes(StandardCharsets.US_ASCII));
    this.sealer = cipher(Cipher.ENCRYPT_MODE);
    this.opener = cipher(Cipher.DECRYPT_MODE);
  }

  /** A new one, by chance that nobody can foretell. */
  static DataFolderKey made(RandomGenerator chance) {
    byte[] made = new byte[BYTES];
    chance.nextBytes(made);
    return new DataFolderKey(made);
  }

  /** Of the bytes of one. */
  static DataFolderKey of(byte[] bytes) {
    return new DataFolderKey(bytes);
  }

  /** Its bytes. */
  byte[] bytes() {
    return sealing.getEncoded();
  }

  /** Tells it from others, and nothing else of it. */
  String fingerprint() {
    return hash("fingerprint");
  }

  /**
   * From now on it is the key of a locked data folder, too: what that keeps of photos and plans
   * belongs to the ledger that its key is of.
   */
  void keepIn(Path folder) throws IOException {
    Optional<DataFolderKey> there = existing(folder);
    if (there.isEmpty() || !there.get().fingerprint().equals(fingerprint())) {
      write(folder, HexFormat.of().formatHex(bytes()) + "\n");
    }
  }

  /** The file that holds a folder's key. */
  static Path file(Path folder) {
    return folder.resolve("key");
  }

  /**
   * A folder's key, made if there is none.
   *
   * @param chance that nobody can foretell
   * @throws IOException if it can be neither read nor made
   */
  static DataFolderKey of(Path folder, RandomGenerator chance) throws IOException {
    Path file = file(folder);
    if (!Files.exists(file)) {
      made(chance).keepIn(folder);
    }
    String text = TrustedFile.text(file, TrustedFile.SECRET).strip();
    if (!DIGEST.matcher(text).matches()) {
      throw new IOException("no key in " + file);
    }
    return new DataFolderKey(HexFormat.of().parseHex(text));
  }

  /**
   * The same of a folder that is locked.
   *
   * @throws IOException if it can be neither read nor made
   */
  public static DataFolderKey of(DataFolder locked) throws IOException {
    return of(locked.path(), locked.machine().chance());
  }

  /**
   * The same for who has not locked the folder. A key is made only where there is no database yet:
   * one beside a database whose key is gone would pass for that key.
   *
   * @throws IOException if there is none and none can be made
   * @throws LedgerException if another process is about to make one
   */
  public static DataFolderKey of(Path folder, Machine machine) throws IOException {
    if (Files.exists(file(folder))) {
      return of(folder, machine.chance());
    }
    if (Files.exists(folder.resolve("db")) || LedgerPlace.isElsewhere(folder)) {
      throw new NoSuchFileException(file(folder).toString());
    }
    try (DataFolder locked = DataFolder.lock(machine, folder, "photos")) {
      return of(locked.path(), machine.chance());
    }
  }

  /**
   * A folder's key, empty if it has none yet.
   *
   * @throws IOException if it cannot be read
   */
  public static Optional<DataFolderKey> existing(Path folder) throws IOException {
    if (!Files.exists(file(folder))) {
      return Optional.empty();
    }
    String text = TrustedFile.text(file(folder), TrustedFile.SECRET).strip();
    return DIGEST.matcher(text).matches()
        ? Optional.of(new DataFolderKey(HexFormat.of().parseHex(text)))
        : Optional.empty();
  }

  /** On the disk when this returns: without it whatever is kept under it is nobody's. */
  private static void write(Path folder, String key) throws IOException {
    Path part = folder.resolve("key.part");
    try (OutputStream out = DurableFiles.createDurable(part)) {
      out.write(key.getBytes(StandardCharsets.US_ASCII));
    }
    Files.move(part, file(folder), StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.force(folder);
  }

  /**
   * The form in which a digest is kept: equal digests have equal forms, and {@link #opened} gives
   * the digest back.
   *
   * @param sha256 64 lower-case hex digits; what is no digest, such as {@code ""}, stays as it is
   */
  public String sealed(String sha256) {
    return crypt(sealer, sha256);
  }

  /** The digest of a kept form. */
  public String opened(String kept) {
    return crypt(opener, kept);
  }

  /**
   * A text that only this key opens again; equal texts have different forms.
   *
   * @param chance that nobody can foretell
   * @return hex digits; {@code ""} for {@code ""}
   */
  public String encrypted(String text, RandomGenerator chance) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    return text.isEmpty() ? "" : texts.wrapped(plain, chance);
  }

  /** The text of an encrypted form; empty if another key has encrypted it. */
  public Optional<String> decrypted(String encrypted) {
    return encrypted.isEmpty()
        ? Optional.of("")
        : texts.opened(encrypted).map(plain -> new String(plain, StandardCharsets.UTF_8));
  }

  /** The keyed hash of a text, 64 lower-case hex digits, which nothing turns back. */
  public String hash(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return hasher().of("", bytes, bytes.length);
  }

  /**
   * The message authentication code of a text, 128 lower-case hex digits. Its algorithm is used for
   * nothing else, so that no stored {@link #hash} of a text is ever the code of one.
   */
  public String mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(bytes(), "HmacSHA512"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA512", e);
    }
  }

  /** Hashes many texts in the same way; for one thread. */
  public KeyedHash hasher() {
    return new KeyedHash(hashing);
  }

  /**
   * One start for all: what is sealed is chance itself to who does not know it, and equal digests
   * have to be found by their form.
   */
  private Cipher cipher(int mode) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(mode, sealing, new IvParameterSpec(new byte[BLOCK]));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES", e);
    }
  }

  /** A cipher is back at its start after each text; to look for one takes much longer than that. */
  private static String crypt(Cipher cipher, String text) {
    if (!DIGEST.matcher(text).matches()) {
      return text;
    }
    byte[] bytes = HexFormat.of().parseHex(text);
    try {
      synchronized (cipher) {
        return HexFormat.of().formatHex(cipher.doFinal(bytes));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("digests are whole blocks", e);
    }
  }
}
