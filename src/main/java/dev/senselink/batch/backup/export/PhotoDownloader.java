package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.backup.BackedUpPhoto;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.gather.AnswerJournal;
import dev.senselink.batch.backup.gather.ExportShortfall;
import dev.senselink.batch.backup.gather.ExportShortfall.What;
import dev.senselink.batch.backup.gather.ExportedPerson;
import dev.senselink.batch.backup.gather.ExportedPerson.Text;
import dev.senselink.batch.backup.gather.KeyedRecord;
import dev.senselink.batch.backup.gather.KeyedRecordCodec;
import dev.senselink.batch.backup.gather.KeyedRecordSorter;
import dev.senselink.batch.backup.gather.KeyedRecords;
import dev.senselink.batch.backup.gather.MergeCursor;
import dev.senselink.batch.backup.gather.OrderedParallel;
import dev.senselink.batch.backup.gather.RequiredQueries;
import dev.senselink.batch.backup.gather.ScratchFiles;
import dev.senselink.batch.backup.gather.ThrottledProgress;
import dev.senselink.batch.disk.Sha256Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings everybody's photo into the backup and makes their list. A photo that is there, whole and
 * under the same image id, is not fetched again.
 */
final class PhotoDownloader {
  private static final String KEPT = "photos";
  private static final String KNOWN = "known-photos";

  private final RequiredQueries asking;
  private final BackupTarget place;
  private final ScratchFiles scratch;
  private final int concurrency;
  private final ThrottledProgress telling;
  private long fetched;
  private long done;

  PhotoDownloader(
      RequiredQueries asking,
      BackupTarget place,
      ScratchFiles scratch,
      int concurrency,
      ThrottledProgress telling) {
    this.asking = asking;
    this.place = place;
    this.scratch = scratch;
    this.concurrency = concurrency;
    this.telling = telling;
  }

  /**
   * Finds out which photos are in the place.
   *
   * @param listed by the list of an earlier backup in the same place
   * @param diary of the process before; null where there is none
   */
  void learn(Stream<BackedUpPhoto> listed, @Nullable Path diary) throws IOException {
    KeyedRecordSorter known = new KeyedRecordSorter(scratch, KNOWN);
    try (listed) {
      for (BackedUpPhoto photo : (Iterable<BackedUpPhoto>) listed::iterator) {
        known.add(packed(photo));
      }
    } catch (BackupException e) {
      known.clear(); // a list that cannot be trusted tells nothing
    }
    if (diary != null) {
      AnswerJournal.read(diary, known);
    }
    known.finish();
  }

  /**
   * What became of one photo.
   *
   * @param photo null if it could not be had
   * @param content still to be written; null if it is there
   * @param why it could not be had; blank if it could
   */
  private record Kept(
      @Nullable BackedUpPhoto photo, byte @Nullable [] content, boolean isNew, String why) {}

  /**
   * Keeps them all.
   *
   * @param people by id, ascending
   * @param diary notes each new one
   */
  void download(KeyedRecords people, AnswerJournal diary, ExportShortfall shortfall)
      throws IOException {
    try (MergeCursor known = new MergeCursor(KeyedRecords.of(scratch.open(KNOWN)));
        OutputStream list = scratch.create(KEPT)) {
      OrderedParallel.run(
          asking.server().machine(),
          concurrency,
          place.takesManyAtOnce() ? concurrency * 4 : 1,
          () -> next(people, known),
          kept -> store(kept, list, diary, shortfall));
    }
    scratch.delete(KNOWN);
  }

  /** Keeps none. */
  void keepNone() throws IOException {
    scratch.create(KEPT).close();
  }

  /** Writes the list of those kept, by id ascending. */
  Manifest.FileFacts writeList() throws IOException {
    Table table = Table.PHOTO_LIST;
    try (KeyedRecords kept = keptPhotos();
        BackupTableWriter writer = BackupTableWriter.create(place, table.file(), table.columns())) {
      for (KeyedRecord item = kept.next(); item != null; item = kept.next()) {
        writer.write(unpacked(item).cells());
      }
      return writer.finish();
    }
  }

  /** The photos kept, by id ascending. */
  KeyedRecords keptPhotos() throws IOException {
    return KeyedRecords.of(scratch.open(KEPT));
  }

  /** How many were fetched by this process. */
  long fetched() {
    return fetched;
  }

  private @Nullable Callable<Kept> next(KeyedRecords people, MergeCursor known) throws IOException {
    for (KeyedRecord item = people.next(); item != null; item = people.next()) {
      ExportedPerson person = ExportedPerson.of(item);
      String avatar = person.text(Text.AVATAR);
      if (!avatar.isBlank()) {
        KeyedRecord before = known.find(person.id());
        BackedUpPhoto photo = before == null ? null : unpacked(before);
        return () -> one(person.id(), avatar, photo);
      }
    }
    return null;
  }

  private Kept one(long person, String avatar, @Nullable BackedUpPhoto before) throws IOException {
    if (before != null && before.avatarId().equals(avatar) && place.keeps(before)) {
      return new Kept(before, null, false, "");
    }
    Kept kept =
        asking.askOr(
            new FetchImage(avatar),
            content -> new Kept(photo(person, avatar, content), content, true, ""),
            reply -> new Kept(null, null, false, why(reply)));
    if (kept.photo() == null || kept.content() == null || !place.takesManyAtOnce()) {
      return kept;
    }
    write(kept.photo(), kept.content());
    return new Kept(kept.photo(), null, true, "");
  }

  /** The words of other calls are about the whole server, or about a photo that is sent. */
  private static String why(Reply<byte[]> reply) {
    if (!(reply instanceof Reply.Refusal<byte[]> refusal)) {
      return reply.words();
    }
    return refusal.code() == ErrorCodes.IMAGE_TOO_LONG
        ? words("missing.photoTooLong")
        : words("missing.noPhoto", String.valueOf(refusal.code()));
  }

  private static BackedUpPhoto photo(long person, String avatar, byte[] content) {
    return new BackedUpPhoto(
        person, BackupLayout.photo(person), avatar, content.length, Sha256Digest.hexOf(content));
  }

  private void write(BackedUpPhoto photo, byte[] content) throws IOException {
    try (OutputStream out = place.create(photo.file())) {
      out.write(content);
    }
  }

  private void store(Kept kept, OutputStream list, AnswerJournal diary, ExportShortfall shortfall)
      throws IOException {
    done++;
    telling.now(() -> words("doing.photos", done, fetched));
    BackedUpPhoto photo = kept.photo();
    if (photo == null) {
      shortfall.add(What.PHOTO, kept.why(), 1);
      return;
    }
    if (kept.content() != null) {
      write(photo, kept.content());
    }
    if (kept.isNew()) {
      fetched++;
      diary.write(packed(photo));
    }
    KeyedRecords.write(list, packed(photo));
  }

  private static KeyedRecord packed(BackedUpPhoto photo) {
    return new KeyedRecord(
        photo.id(),
        KeyedRecordCodec.pack(
            out -> {
              KeyedRecordCodec.text(out, photo.avatarId());
              out.writeLong(photo.bytes());
              KeyedRecordCodec.text(out, photo.sha256());
            }));
  }

  static BackedUpPhoto unpacked(KeyedRecord item) throws IOException {
    return KeyedRecordCodec.unpack(
        item.data(),
        in ->
            new BackedUpPhoto(
                item.key(),
                BackupLayout.photo(item.key()),
                KeyedRecordCodec.text(in),
                in.readLong(),
                KeyedRecordCodec.text(in)));
  }
}
