package dev.senselink.batch.backup.verify;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackedUpPhoto;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupSource;
import dev.senselink.batch.backup.DamageListener;
import dev.senselink.batch.backup.Manifest.FileFacts;
import dev.senselink.batch.backup.PhotoKind;
import dev.senselink.batch.backup.UnlistedPhotos;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Holds the pictures taken at the doors against their list. There are two a record, so that, unlike
 * the other names of a backup, theirs are never all in memory.
 */
final class RecordPhotoCheck {
  private static final PhotoKind KIND = PhotoKind.RECORD;

  private final BackupSource source;
  private final DamageListener damages;
  private long last = -1;

  RecordPhotoCheck(BackupSource source, DamageListener damages) {
    this.source = source;
    this.damages = damages;
  }

  /**
   * Looks at every picture of the list, which is as it was written, and for what else lies there.
   *
   * @return how many there are to be
   */
  long run() throws IOException {
    BackupFileCheck check = new BackupFileCheck(source, Map.of(), damages);
    long count = 0;
    try (Stream<BackedUpPhoto> photos = list()) {
      for (BackedUpPhoto photo : (Iterable<BackedUpPhoto>) photos::iterator) {
        if (isNext(photo)) {
          count++;
          // What is wrong with the file is told there.
          boolean unused =
              check.isSound(photo.file(), new FileFacts(null, photo.bytes(), photo.sha256()));
        }
      }
    } catch (BackupException e) {
      damages.damaged(KIND.list().file(), e.what());
      return count;
    }
    strangers(this::list);
    return count;
  }

  /** Whether the line may be one at all; a file of another name is never opened. */
  private boolean isNext(BackedUpPhoto photo) {
    long key = KIND.key(photo);
    if (key <= last) {
      damages.damaged(KIND.list().file(), words("damage.photoName", String.valueOf(photo.id())));
      return false;
    }
    last = key;
    return true;
  }

  private Stream<BackedUpPhoto> list() throws IOException {
    return KIND.read(source.open(KIND.list().file()));
  }

  /** Tells what lies there and is not listed. */
  void strangers(UnlistedPhotos.Listed list) throws IOException {
    try (Stream<String> names = source.recordPhotos()) {
      UnlistedPhotos.find(
          KIND,
          names.iterator(),
          list,
          name -> damages.damaged(KIND.folder() + "/" + name, words("damage.stranger")));
    }
  }
}
