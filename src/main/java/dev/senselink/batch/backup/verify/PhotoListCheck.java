package dev.senselink.batch.backup.verify;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackedUpGuest;
import dev.senselink.batch.backup.BackedUpPhoto;
import dev.senselink.batch.backup.BackedUpUser;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.BackupSource;
import dev.senselink.batch.backup.BackupSource.Entry;
import dev.senselink.batch.backup.BackupTableReader;
import dev.senselink.batch.backup.CellCursor;
import dev.senselink.batch.backup.DamageListener;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.PhotoKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Holds the photos against their list, and the list against the people. */
final class PhotoListCheck {
  private final BackupSource source;
  private final Map<String, Entry> entries;
  private final Set<String> sound;
  private final DamageListener damages;

  /**
   * @param sound the tables that are as they were written
   */
  PhotoListCheck(
      BackupSource source, Map<String, Entry> entries, Set<String> sound, DamageListener damages) {
    this.source = source;
    this.entries = entries;
    this.sound = sound;
    this.damages = damages;
  }

  /**
   * Looks at every photo.
   *
   * @param claimed takes the names of the files that belong to the backup
   * @return how many there are to be
   */
  long run(Set<String> claimed) {
    String list = Table.PHOTO_LIST.file();
    if (!sound.contains(list)) {
      people(claimed);
      return 0;
    }
    long[] ids = listed(claimed);
    BitSet owned = new BitSet(ids.length);
    boolean all =
        owners(Table.USERS, BackedUpUser::of, BackedUpUser::photo, BackedUpUser::id, ids, owned)
            & owners(
                Table.GUESTS,
                BackedUpGuest::of,
                BackedUpGuest::photo,
                BackedUpGuest::id,
                ids,
                owned);
    if (all && owned.cardinality() < ids.length) {
      damages.damaged(
          list, words("damage.photoOfNobody", String.valueOf(ids[owned.nextClearBit(0)])));
    }
    return ids.length;
  }

  private long[] listed(Set<String> claimed) {
    BackupFileCheck check = new BackupFileCheck(source, entries, damages);
    try (Stream<BackedUpPhoto> photos = stream(Table.PHOTO_LIST, BackedUpPhoto::of)) {
      return photos
          .filter(photo -> photo(photo, check, claimed))
          .mapToLong(BackedUpPhoto::id)
          .toArray();
    } catch (BackupException e) {
      damages.damaged(Table.PHOTO_LIST.file(), e.what());
      return new long[0];
    }
  }

  /** Whether the line may be one at all; a file of another name is never opened. */
  private boolean photo(BackedUpPhoto photo, BackupFileCheck check, Set<String> claimed) {
    if (PhotoKind.PERSON.key(photo) < 0) {
      damages.damaged(
          Table.PHOTO_LIST.file(), words("damage.photoName", String.valueOf(photo.id())));
      return false;
    }
    claimed.add(photo.file());
    // What is wrong with the file is told there.
    boolean unused =
        check.isSound(photo.file(), new Manifest.FileFacts(null, photo.bytes(), photo.sha256()));
    return true;
  }

  private interface PhotoOf<T> {
    String photo(T person);
  }

  /** Marks whose photos are somebody's; false where the table tells nothing. */
  private <T> boolean owners(
      Table table,
      Function<CellCursor, T> reading,
      PhotoOf<T> photoOf,
      ToLongFunction<T> idOf,
      long[] ids,
      BitSet owned) {
    if (!sound.contains(table.file())) {
      return false;
    }
    try (Stream<T> people = stream(table, reading)) {
      people
          .filter(person -> !photoOf.photo(person).isEmpty())
          .forEach(
              person -> {
                long id = idOf.applyAsLong(person);
                int at = Arrays.binarySearch(ids, id);
                if (at < 0 || !photoOf.photo(person).equals(BackupLayout.photoName(id))) {
                  damages.damaged(table.file(), words("damage.noPhoto", String.valueOf(id)));
                } else {
                  owned.set(at);
                }
              });
      return true;
    } catch (BackupException e) {
      damages.damaged(table.file(), e.what());
      return false;
    }
  }

  /** Without a list only the people tell which photos there have to be. */
  private void people(Set<String> claimed) {
    claim(Table.USERS, BackedUpUser::of, BackedUpUser::photo, claimed);
    claim(Table.GUESTS, BackedUpGuest::of, BackedUpGuest::photo, claimed);
    if (!sound.contains(Table.USERS.file()) || !sound.contains(Table.GUESTS.file())) {
      entries.keySet().stream()
          .filter(name -> name.startsWith(BackupLayout.PHOTOS + "/"))
          .forEach(claimed::add);
    }
  }

  private <T> void claim(
      Table table, Function<CellCursor, T> reading, PhotoOf<T> photoOf, Set<String> claimed) {
    if (!sound.contains(table.file())) {
      return;
    }
    try (Stream<T> people = stream(table, reading)) {
      people
          .map(photoOf::photo)
          .filter(photo -> !photo.isEmpty())
          .map(photo -> BackupLayout.PHOTOS + "/" + photo)
          .forEach(
              file -> {
                claimed.add(file);
                if (!entries.containsKey(file)) {
                  damages.damaged(file, words("damage.missing"));
                }
              });
    }
  }

  private <T> Stream<T> stream(Table table, Function<CellCursor, T> reading) {
    try {
      return BackupTableReader.of(source.open(table.file()), table.file(), table.columns()).stream(
          reading);
    } catch (IOException e) {
      throw BackupException.damaged(table.file(), words("damage.unreadable"));
    }
  }
}
