package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.backup.BackedUpPhoto;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.PhotoKind;
import dev.senselink.batch.backup.gather.AnswerJournal;
import dev.senselink.batch.backup.gather.ExportShortfall;
import dev.senselink.batch.backup.gather.ExportShortfall.What;
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
 * Brings the pictures of a kind into the backup and makes their list. A picture that is there,
 * whole and under the same image id, is not fetched again.
 */
final class PhotoDownloader {
  private final PhotoKind kind;
  private final String kept;
  private final String known;
  private final RequiredQueries asking;
  private final BackupTarget place;
  private final ScratchFiles scratch;
  private final int concurrency;
  private final ThrottledProgress telling;
  private long fetched;
  private long done;

  PhotoDownloader(
      PhotoKind kind,
      RequiredQueries asking,
      BackupTarget place,
      ScratchFiles scratch,
      int concurrency,
      ThrottledProgress telling) {
    this.kind = kind;
    this.kept = kind.folder();
    this.known = "known-" + kind.folder();
    this.asking = asking;
    this.place = place;
    this.scratch = scratch;
    this.concurrency = concurrency;
    this.telling = telling;
  }

  /**
   * Finds out which pictures are in the place, by the list of an earlier backup there too.
   *
   * @param diary of the process before; null where there is none
   */
  void learn(@Nullable Path diary) throws IOException {
    KeyedRecordSorter sorter = new KeyedRecordSorter(scratch, known);
    try (Stream<BackedUpPhoto> listed = place.listedPhotos(kind)) {
      for (BackedUpPhoto photo : (Iterable<BackedUpPhoto>) listed::iterator) {
        if (kind.key(photo) >= 0) {
          sorter.add(packed(photo));
        }
      }
    } catch (BackupException e) {
      sorter.clear(); // a list that cannot be trusted tells nothing
    }
    if (diary != null) {
      AnswerJournal.read(diary, sorter);
    }
    sorter.finish();
  }

  /** The image id of an item; blank where there is none. */
  interface ImageId {
    String of(KeyedRecord item) throws IOException;
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
   * @param items by key, ascending
   * @param diary notes each new one
   */
  void download(KeyedRecords items, ImageId imageId, AnswerJournal diary, ExportShortfall shortfall)
      throws IOException {
    place.prepare(kind);
    try (MergeCursor before = new MergeCursor(KeyedRecords.of(scratch.open(known)));
        OutputStream list = scratch.create(kept)) {
      OrderedParallel.run(
          asking.server().machine(),
          concurrency,
          place.takesManyAtOnce() ? concurrency * 4 : 1,
          () -> next(items, imageId, before),
          one -> store(one, list, diary, shortfall));
    }
    scratch.delete(known);
  }

  /** Keeps none. */
  void keepNone() throws IOException {
    scratch.create(kept).close();
  }

  /** Writes the list of those kept, by key ascending. */
  Manifest.FileFacts writeList() throws IOException {
    Table table = kind.list();
    try (KeyedRecords photos = keptPhotos();
        BackupTableWriter writer = BackupTableWriter.create(place, table.file(), table.columns())) {
      for (KeyedRecord item = photos.next(); item != null; item = photos.next()) {
        writer.write(unpacked(item).cells());
      }
      return writer.finish();
    }
  }

  /** The pictures kept, by key ascending. */
  KeyedRecords keptPhotos() throws IOException {
    return KeyedRecords.of(scratch.open(kept));
  }

  /** How many were fetched by this process. */
  long fetched() {
    return fetched;
  }

  private @Nullable Callable<Kept> next(KeyedRecords items, ImageId imageId, MergeCursor known)
      throws IOException {
    for (KeyedRecord item = items.next(); item != null; item = items.next()) {
      long key = item.key();
      String avatar = imageId.of(item);
      if (!avatar.isBlank()) {
        KeyedRecord before = known.find(key);
        BackedUpPhoto photo = before == null ? null : unpacked(before);
        return () -> one(key, avatar, photo);
      }
    }
    return null;
  }

  private Kept one(long key, String avatar, @Nullable BackedUpPhoto before) throws IOException {
    if (before != null && before.avatarId().equals(avatar) && place.keeps(before)) {
      return new Kept(before, null, false, "");
    }
    Kept kept =
        asking.askOr(
            new FetchImage(avatar),
            content -> new Kept(photo(key, avatar, content), content, true, ""),
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

  private BackedUpPhoto photo(long key, String avatar, byte[] content) {
    return new BackedUpPhoto(
        kind.id(key), kind.file(key), avatar, content.length, Sha256Digest.hexOf(content));
  }

  private void write(BackedUpPhoto photo, byte[] content) throws IOException {
    try (OutputStream out = place.create(photo.file())) {
      out.write(content);
    }
  }

  private void store(Kept kept, OutputStream list, AnswerJournal diary, ExportShortfall shortfall)
      throws IOException {
    done++;
    telling.now(
        () ->
            kind == PhotoKind.PERSON
                ? words("doing.photos", done, fetched)
                : words("doing.recordPhotos", done, fetched));
    BackedUpPhoto photo = kept.photo();
    if (photo == null) {
      What what = kind == PhotoKind.PERSON ? What.PHOTO : What.RECORD_PHOTO;
      shortfall.add(what, kept.why(), 1);
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

  private KeyedRecord packed(BackedUpPhoto photo) {
    return new KeyedRecord(
        kind.key(photo),
        KeyedRecordCodec.pack(
            out -> {
              KeyedRecordCodec.text(out, photo.avatarId());
              out.writeLong(photo.bytes());
              KeyedRecordCodec.text(out, photo.sha256());
            }));
  }

  private BackedUpPhoto unpacked(KeyedRecord item) throws IOException {
    return KeyedRecordCodec.unpack(
        item.data(),
        in ->
            new BackedUpPhoto(
                kind.id(item.key()),
                kind.file(item.key()),
                KeyedRecordCodec.text(in),
                in.readLong(),
                KeyedRecordCodec.text(in)));
  }
}
