package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackupException.Kind;
import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.Manifest.FileFacts;
import dev.senselink.batch.backup.verify.Verification;
import dev.senselink.batch.disk.TrustedFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a backup, a folder or a zip, as exactly as it was written: the formula guard comes off,
 * nothing else happens to a cell. All that is read is held against the manifest, which was held
 * against its seal: what somebody exchanges later does not count, however long the backup is open.
 * Whether all of it is there and fits together is for {@link Verification}.
 *
 * <p>Every stream reads its file line by line, may be asked for again, and has to be closed. What
 * cannot be read, or has come to another end than was written, is a {@link BackupException} of kind
 * {@code DAMAGED} that names the file, thrown when it is come upon: nothing is to be done with what
 * was read before the end is reached.
 *
 * <pre>{@code
 * try (Backup backup = Backup.open(path, keys);
 *     Stream<BackedUpUser> users = backup.users()) {
 *   users.forEach(user -> …);
 * }
 * }</pre>
 */
public final class Backup implements Closeable {
  /** Twenty times what a server takes, in bytes: a few packed ones may be larger than memory. */
  private static final int MOST_PHOTO = 50 << 20;

  private final BackupSource source;
  private final Manifest manifest;
  private @Nullable PhotoFacts photoFacts;

  private Backup(BackupSource source, Manifest manifest) {
    this.source = source;
    this.manifest = manifest;
  }

  /**
   * Opens a backup.
   *
   * @param keys the password of an encrypted zip, the key of a seal
   * @throws BackupException if nothing is there, it is neither folder nor zip, the password is
   *     missing or wrong, or its manifest is missing, cannot be read or does not fit its seal
   */
  public static Backup open(Path path, BackupKeys keys) {
    BackupSource source = BackupSource.open(path, keys.password());
    try {
      return new Backup(source, manifest(source, keys));
    } catch (IOException e) {
      close(source);
      throw BackupException.damaged(BackupLayout.MANIFEST, words("damage.unreadable"));
    } catch (RuntimeException e) {
      close(source);
      throw e;
    }
  }

  /**
   * The password in a file: its first line, UTF-8.
   *
   * @throws BackupException of kind {@code PASSWORD} if the file cannot be read or its first line
   *     is empty
   */
  public static char[] password(Path file) {
    try {
      String text = TrustedFile.text(file, TrustedFile.SECRET);
      String first = text.lines().findFirst().orElse("");
      if (!first.isEmpty()) {
        return first.toCharArray();
      }
    } catch (IOException e) {
      throw new BackupException(
          Kind.PASSWORD, file.toString(), words("password.unreadable", file), e);
    }
    throw new BackupException(Kind.PASSWORD, file.toString(), words("password.empty", file));
  }

  private static Manifest manifest(BackupSource source, BackupKeys keys) throws IOException {
    if (source.size(BackupLayout.MANIFEST).isEmpty()) {
      throw BackupException.damaged(BackupLayout.MANIFEST, words("manifest.missing"));
    }
    byte[] json;
    try (InputStream in = source.open(BackupLayout.MANIFEST)) {
      json = in.readNBytes(Manifest.MOST_BYTES);
    }
    Optional<String> fault = ManifestSeal.fault(source, json, keys);
    if (fault.isPresent()) {
      throw BackupException.damaged(BackupLayout.SEAL, fault.get());
    }
    return Manifest.of(json);
  }

  public Manifest manifest() {
    return manifest;
  }

  /** Parents before their children. */
  public Stream<BackedUpDepartment> departments() {
    return table(Table.DEPARTMENTS, BackedUpDepartment::of);
  }

  /** By id, ascending. */
  public Stream<BackedUpGroup> groups() {
    return table(Table.GROUPS, BackedUpGroup::of);
  }

  /** By id, ascending. */
  public Stream<BackedUpDevice> devices() {
    return table(Table.DEVICES, BackedUpDevice::of);
  }

  /** The staff, by id, ascending. */
  public Stream<BackedUpUser> users() {
    return table(Table.USERS, BackedUpUser::of);
  }

  /** The visitors, by id, ascending. */
  public Stream<BackedUpGuest> guests() {
    return table(Table.GUESTS, BackedUpGuest::of);
  }

  /** The list of the photos, by id, ascending. */
  public Stream<BackedUpPhoto> photos() {
    return table(Table.PHOTO_LIST, BackedUpPhoto::of);
  }

  /** The list of the pictures taken at the doors, ascending; none where they were not wanted. */
  public Stream<BackedUpPhoto> recordPhotos() {
    return PhotoKind.RECORD.isIn(manifest)
        ? table(Table.RECORD_PHOTO_LIST, BackedUpPhoto::of)
        : Stream.empty();
  }

  /** Of how many lines a table is by the manifest; 0 where it does not say. */
  public long rows(String file) {
    return manifest.rows(file);
  }

  /**
   * The photo of a person of this backup, as the server gave it; empty where there is none. Safe
   * between threads.
   *
   * @return to be closed; it is that photo if its end is reached, else reading it fails
   * @throws BackupException if it cannot be read, or the list of the photos is not what was written
   */
  public Optional<InputStream> photo(long person) {
    String file = BackupLayout.photo(person);
    FileFacts facts = photoFacts().of(person);
    try {
      OptionalLong size = source.size(file);
      if (facts == null || size.isEmpty()) {
        return Optional.empty();
      }
      if (size.getAsLong() > MOST_PHOTO || facts.bytes() > MOST_PHOTO) {
        throw BackupException.damaged(file, words("damage.photoTooLarge"));
      }
      return Optional.of(new ProvenInputStream(source.open(file), facts));
    } catch (IOException e) {
      throw BackupException.damaged(file, words("damage.unreadable"));
    }
  }

  private synchronized PhotoFacts photoFacts() {
    PhotoFacts known = photoFacts;
    if (known == null) {
      try (Stream<BackedUpPhoto> all = photos()) {
        known = PhotoFacts.of(all);
      }
      photoFacts = known;
    }
    return known;
  }

  private <T> Stream<T> table(Table table, Function<CellCursor, T> reading) {
    FileFacts facts = manifest.files().get(table.file());
    if (facts == null) {
      throw BackupException.damaged(table.file(), words("damage.notInManifest"));
    }
    try {
      if (source.size(table.file()).isEmpty()) {
        throw BackupException.damaged(table.file(), words("damage.missing"));
      }
      InputStream in = new ProvenInputStream(source.open(table.file()), facts);
      try {
        return BackupTableReader.of(in, table.file(), table.columns()).stream(reading);
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
    } catch (IOException e) {
      throw BackupException.damaged(table.file(), words("damage.unreadable"));
    }
  }

  private static void close(BackupSource source) {
    try {
      source.close();
    } catch (IOException e) {
      // It was only read.
    }
  }

  /** Closes the zip, if it is one. */
  @Override
  public void close() {
    close(source);
  }
}
