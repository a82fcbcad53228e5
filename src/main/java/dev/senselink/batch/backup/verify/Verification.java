package dev.senselink.batch.backup.verify;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackupDamage;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.BackupSource;
import dev.senselink.batch.backup.BackupSource.Entry;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.PhotoKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a backup against its manifest, and what is in it against itself: presence, size, checksum,
 * rows, references, photos, and that nothing else lies there. Every damage is told once; a file
 * that is damaged is not asked what else would be wrong in it. Changes nothing, and needs no
 * server.
 */
public final class Verification {
  private final BackupSource source;
  private final BackupKeys keys;
  private final Consumer<BackupDamage> told;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> sound = new HashSet<>();
  private final Set<String> claimed =
      new HashSet<>(List.of(BackupLayout.MANIFEST, BackupLayout.CHECKSUM, BackupLayout.SEAL));
  private long damages;
  private long photos;
  private long recordPhotos;

  private Verification(BackupSource source, BackupKeys keys, Consumer<BackupDamage> told) {
    this.source = source;
    this.keys = keys;
    this.told = told;
  }

  /**
   * What was looked at.
   *
   * @param files of the manifest
   * @param photos of the list of photos
   * @param recordPhotos of the list of pictures taken at the doors
   * @param damages how many were told
   * @param sealUnchecked whether the backup is sealed and no key or password was there to check it
   */
  public record Result(
      long files, long photos, long recordPhotos, long damages, boolean sealUnchecked) {
    public boolean ok() {
      return damages == 0;
    }
  }

  /**
   * Looks at a backup.
   *
   * @param keys the password of an encrypted zip, the key of a seal
   * @param told takes each damage
   * @throws BackupException if there is no folder or zip at the path, or the password does not fit
   */
  public static Result of(Path path, BackupKeys keys, Consumer<BackupDamage> told) {
    try (BackupSource source = BackupSource.open(path, keys.password())) {
      return new Verification(source, keys, told).run();
    } catch (BackupException e) {
      if (e.kind() != BackupException.Kind.DAMAGED) {
        throw e;
      }
      told.accept(new BackupDamage(e.file(), e.what()));
      return new Result(0, 0, 0, 1, false);
    } catch (IOException e) {
      throw new BackupException(
          BackupException.Kind.NOT_THERE, path.toString(), words("open.notThere", path), e);
    }
  }

  private Result run() throws IOException {
    for (Entry entry : source.entries()) {
      Entry twin = entries.putIfAbsent(entry.name(), entry);
      if (twin != null) {
        damaged(entry.name(), words("damage.twice"));
      }
    }
    Manifest manifest = new ManifestCheck(source, keys, this::damaged).run();
    if (manifest == null) {
      withoutManifest();
    } else {
      files(manifest);
    }
    PhotoListCheck photoCheck = new PhotoListCheck(source, entries, sound, this::damaged);
    photos = photoCheck.run(claimed);
    recordPhotos(manifest);
    new ReferenceCheck(source, sound, this::damaged).run();
    strangers();
    boolean sealUnchecked = !keys.canSeal() && entries.containsKey(BackupLayout.SEAL);
    long files = manifest == null ? 0 : manifest.files().size();
    return new Result(files, photos, recordPhotos, damages, sealUnchecked);
  }

  private void damaged(String file, String what) {
    damages++;
    told.accept(new BackupDamage(file, what));
  }

  private void files(Manifest manifest) throws IOException {
    for (String file : BackupLayout.always()) {
      if (!manifest.files().containsKey(file)) {
        damaged(file, words("damage.notInManifest"));
        claimed.add(file);
      }
    }
    BackupFileCheck check = new BackupFileCheck(source, entries, this::damaged);
    manifest.files().forEach((file, facts) -> file(check, file, facts));
  }

  /** Then nothing can be held against it, but the tables still tell of each other. */
  private void withoutManifest() {
    BackupFileCheck check = new BackupFileCheck(source, entries, this::damaged);
    for (String file : BackupLayout.always()) {
      claimed.add(file);
      if (!entries.containsKey(file)) {
        damaged(file, words("damage.missing"));
      } else if (BackupLayout.isTable(file) && check.isTable(file)) {
        sound.add(file);
      }
    }
    entries.keySet().stream().filter(BackupLayout::isKnown).forEach(claimed::add);
  }

  private void file(BackupFileCheck check, String file, Manifest.FileFacts facts) {
    claimed.add(file);
    if (!BackupLayout.isKnown(file)) {
      damaged(BackupLayout.MANIFEST, words("manifest.stranger", file));
    } else if (check.isSound(file, facts)) {
      sound.add(file);
    }
  }

  /** Where their list cannot be trusted, nothing tells which have to be there. */
  private void recordPhotos(@Nullable Manifest manifest) throws IOException {
    RecordPhotoCheck check = new RecordPhotoCheck(source, this::damaged);
    if (sound.contains(PhotoKind.RECORD.list().file())) {
      recordPhotos = check.run();
    } else if (manifest != null && !PhotoKind.RECORD.isIn(manifest)) {
      check.strangers(Stream::empty);
    }
  }

  private void strangers() {
    entries.values().stream()
        .filter(entry -> !claimed.contains(entry.name()))
        .forEach(entry -> damaged(entry.name(), words("damage.stranger")));
  }
}
