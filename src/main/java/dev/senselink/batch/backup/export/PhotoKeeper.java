package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.Words.words;

import dev.senselink.batch.api.Codes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.backup.BackedUpPhoto;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.Layout.Table;
import dev.senselink.batch.backup.Layout;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.Measured;
import dev.senselink.batch.backup.gather.Ascending;
import dev.senselink.batch.backup.gather.Asking;
import dev.senselink.batch.backup.gather.Diary;
import dev.senselink.batch.backup.gather.InOrder;
import dev.senselink.batch.backup.gather.Item;
import dev.senselink.batch.backup.gather.Items;
import dev.senselink.batch.backup.gather.Packing;
import dev.senselink.batch.backup.gather.Scratch;
import dev.senselink.batch.backup.gather.Shortfall.What;
import dev.senselink.batch.backup.gather.Shortfall;
import dev.senselink.batch.backup.gather.Somebody.Text;
import dev.senselink.batch.backup.gather.Somebody;
import dev.senselink.batch.backup.gather.Sorter;
import dev.senselink.batch.backup.gather.Telling;
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
final class PhotoKeeper {
  private static final String KEPT = "photos";
  private static final String KNOWN = "known-photos";

  private final Asking asking;
  private final Place place;
  private final Scratch scratch;
  private final int concurrency;
  private final Telling telling;
  private long fetched;
  private long done;

  PhotoKeeper(Asking asking, Place place, Scratch scratch, int concurrency, Telling telling) {
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
    Sorter known = new Sorter(scratch, KNOWN);
    try (listed) {
      for (BackedUpPhoto photo : (Iterable<BackedUpPhoto>) listed::iterator) {
        known.add(packed(photo));
      }
    } catch (BackupException e) {
      known.clear(); // a list that cannot be trusted tells nothing
    }
    if (diary != null) {
      Diary.read(diary, known);
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
  void keep(Items people, Diary diary, Shortfall shortfall) throws IOException {
    try (Ascending known = new Ascending(Items.of(scratch.open(KNOWN)));
        OutputStream list = scratch.create(KEPT)) {
      InOrder.run(
          asking.server().machine(),
          concurrency,
          place.takesManyAtOnce() ? concurrency * 4 : 1,
          () -> next(people, known),
          kept -> store(kept, list, diary, shortfall));
    }
    scratch.delete(KNOWN);
  }

  /** Keeps none. */
  void none() throws IOException {
    scratch.create(KEPT).close();
  }

  /** Writes the list of those kept, by id ascending. */
  Manifest.FileFacts list() throws IOException {
    Table table = Table.PHOTO_LIST;
    try (Items kept = kept();
        TableWriter writer = TableWriter.create(place, table.file(), table.columns())) {
      for (Item item = kept.next(); item != null; item = kept.next()) {
        writer.write(unpacked(item).cells());
      }
      return writer.finish();
    }
  }

  /** The photos kept, by id ascending. */
  Items kept() throws IOException {
    return Items.of(scratch.open(KEPT));
  }

  /** How many were fetched by this process. */
  long fetched() {
    return fetched;
  }

  private @Nullable Callable<Kept> next(Items people, Ascending known) throws IOException {
    for (Item item = people.next(); item != null; item = people.next()) {
      Somebody person = Somebody.of(item);
      String avatar = person.text(Text.AVATAR);
      if (!avatar.isBlank()) {
        Item before = known.find(person.id());
        BackedUpPhoto photo = before == null ? null : unpacked(before);
        return () -> one(person.id(), avatar, photo);
      }
    }
    return null;
  }

  private Kept one(long person, String avatar, @Nullable BackedUpPhoto before) throws IOException {
    if (before != null && before.avatarId().equals(avatar) && place.holds(before)) {
      return new Kept(before, null, false, "");
    }
    Kept kept =
        asking.have(
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
    return refusal.code() == Codes.IMAGE_TOO_LONG
        ? words("missing.photoTooLong")
        : words("missing.noPhoto", String.valueOf(refusal.code()));
  }

  private static BackedUpPhoto photo(long person, String avatar, byte[] content) {
    return new BackedUpPhoto(
        person, Layout.photo(person), avatar, content.length, Measured.sha256(content));
  }

  private void write(BackedUpPhoto photo, byte[] content) throws IOException {
    try (OutputStream out = place.create(photo.file())) {
      out.write(content);
    }
  }

  private void store(Kept kept, OutputStream list, Diary diary, Shortfall shortfall)
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
    Items.write(list, packed(photo));
  }

  private static Item packed(BackedUpPhoto photo) {
    return new Item(
        photo.id(),
        Packing.pack(
            out -> {
              Packing.text(out, photo.avatarId());
              out.writeLong(photo.bytes());
              Packing.text(out, photo.sha256());
            }));
  }

  static BackedUpPhoto unpacked(Item item) throws IOException {
    return Packing.unpack(
        item.data(),
        in ->
            new BackedUpPhoto(
                item.key(),
                Layout.photo(item.key()),
                Packing.text(in),
                in.readLong(),
                Packing.text(in)));
  }
}
