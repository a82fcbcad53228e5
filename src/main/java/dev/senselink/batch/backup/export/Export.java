package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.Words.words;

import dev.senselink.batch.api.Verbatim;
import dev.senselink.batch.api.organisation.GetCompany;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.Layout;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.Measured;
import dev.senselink.batch.backup.gather.Asking;
import dev.senselink.batch.backup.gather.Crowd;
import dev.senselink.batch.backup.gather.Diary;
import dev.senselink.batch.backup.gather.Grounds;
import dev.senselink.batch.backup.gather.Items;
import dev.senselink.batch.backup.gather.Scratch;
import dev.senselink.batch.backup.gather.Shortfall;
import dev.senselink.batch.backup.gather.Telling;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a backup where {@link ExportTarget} has begun it, step by step: {@link #company}, {@link
 * #people}, {@link #groups}, {@link #grounds}, {@link #photos}, {@link #tables}, {@link #records},
 * {@link #book}, {@link #finish}. Closed before the last it leaves no backup; in a folder the same
 * steps go on where they were cut short, with what was answered within a day. For one thread.
 *
 * <p>Every step throws a {@link BackupException} of kind {@code STOPPED} where the server does not
 * give what nothing goes without.
 */
public final class Export implements Closeable {
  private static final String PHOTOS = "photos.log";

  private final ExportSetup setup;
  private final Place place;
  private final Scratch scratch;
  private final @Nullable Path work;
  private final Asking asking;
  private final Telling telling;
  private final Shortfall shortfall = new Shortfall();
  private final Map<String, Manifest.FileFacts> files = new TreeMap<>();
  private final Crowd crowd;
  private final PhotoKeeper photos;
  private final RecordKeeper records;
  private final @Nullable Manifest before;
  private Bookmark bookmark;
  private @Nullable Grounds grounds;

  /**
   * @param work where notes are kept for the process that goes on; null where a rerun starts over
   * @param before of the backup that is there already
   */
  Export(
      ExportSetup setup,
      Place place,
      Scratch scratch,
      @Nullable Path work,
      @Nullable Manifest before)
      throws IOException {
    this.before = before;
    this.setup = setup;
    this.place = place;
    this.scratch = scratch;
    this.work = work;
    this.asking = new Asking(setup.server());
    this.telling = new Telling(setup.server().machine(), setup.told());
    this.bookmark = settle();
    this.crowd = new Crowd(asking, scratch, setup.concurrency(), telling);
    this.photos = new PhotoKeeper(asking, place, scratch, setup.concurrency(), telling);
    this.records = new RecordKeeper(setup, asking, telling, shortfall);
  }

  /** Goes on with what was settled, or settles it anew and forgets all answers. */
  private Bookmark settle() throws IOException {
    Instant now = setup.clock().instant();
    String wanted = setup.wanted() + " " + setup.zone();
    if (work == null) {
      return Bookmark.begin(now, wanted);
    }
    Bookmark known = Bookmark.read(work, now, wanted);
    if (known != null) {
      return known;
    }
    RecordSpool.forget(work);
    Bookmark begun = Bookmark.begin(now, wanted);
    begun.write(work);
    return begun;
  }

  private Diary diary(String name) throws IOException {
    return work == null ? Diary.none() : Diary.at(work.resolve(name));
  }

  private @Nullable Path before(String name) {
    return work == null ? null : work.resolve(name);
  }

  /** The company as the server tells it; and from now on no later record belongs to the backup. */
  public void company() throws IOException {
    if (setup.wanted().records()) {
      fixLastRecord();
    }
    Verbatim.Said<?> said = asking.need(new Verbatim<>(new GetCompany()));
    String json = new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(said.data());
    Measured measured = new Measured(place.create(Layout.COMPANY));
    try (OutputStream out = measured) {
      out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
    }
    files.put(Layout.COMPANY, measured.facts(null));
  }

  /**
   * Departments, groups and devices: after the people, so that a place made meanwhile is not
   * missing where they are in it; and who leads one by then is among the people.
   */
  public void grounds() throws IOException {
    telling.begin(words("doing.grounds"));
    grounds = Grounds.ask(asking, setup.concurrency());
    crowd.join(grounds.leaders(), shortfall);
  }

  /** Everybody, in one list. */
  public void people() throws IOException {
    telling.begin(words("doing.people"));
    crowd.list();
  }

  /** Their groups, asked for one by one. */
  public void groups() throws IOException {
    telling.begin(words("doing.asking", crowd.count()));
    crowd.askGroups(shortfall);
  }

  /** Their photos, if they are wanted. */
  public void photos() throws IOException {
    if (!setup.wanted().photos()) {
      photos.none();
      files.put(Layout.Table.PHOTO_LIST.file(), photos.list());
      return;
    }
    telling.begin(words("doing.fetching"));
    photos.learn(place.listedPhotos(), before(PHOTOS));
    try (Items people = crowd.people();
        Diary diary = diary(PHOTOS)) {
      photos.keep(people, diary, shortfall);
    }
    files.put(Layout.Table.PHOTO_LIST.file(), photos.list());
  }

  /** The tables of departments, groups, devices, users and guests. */
  public void tables() throws IOException {
    if (grounds == null) {
      throw new IllegalStateException("grounds come before tables");
    }
    telling.begin(words("doing.tables"));
    files.putAll(new Tables(place, crowd, photos, grounds, setup.visits(), shortfall).write());
  }

  /** The records, a table a month, if they are wanted. */
  public void records() throws IOException {
    if (!setup.wanted().records()) {
      return;
    }
    telling.begin(words("doing.records"));
    Long last = bookmark.lastRecord();
    files.putAll(records.keep(last == null ? 0 : last, bookmark.records(), place, scratch, work));
  }

  /** Fixed once: also for the process that goes on. */
  private void fixLastRecord() throws IOException {
    if (bookmark.lastRecord() == null) {
      long newest = records.newest();
      bookmark = bookmark.upTo(newest, newest == 0 ? Long.valueOf(0) : records.there());
      if (work != null) {
        bookmark.write(work);
      }
    }
  }

  /** The workbook, made of the tables. */
  public void book() throws IOException {
    telling.begin(words("doing.book"));
    Measured measured = new Measured(place.create(Layout.BOOK));
    try (OutputStream out = measured;
        BookSheets sheets = new BookSheets(place, files.keySet(), setup.zone())) {
      setup.book().write(out, sheets.list());
    }
    files.put(Layout.BOOK, measured.facts(null));
  }

  /** Makes it a backup: in its place, or beside the old one that would shrink too much. */
  public Exported finish() throws IOException {
    Manifest manifest =
        new Manifest(
            setup.tool(),
            setup.address(),
            setup.company().id(),
            setup.company().name(),
            setup.time(bookmark.startedAt()),
            setup.time(setup.clock().instant()),
            bound(setup.wanted().from()),
            bound(setup.wanted().to()),
            files,
            shortfall.list());
    List<Shrinkage> shrunk = shrunk(manifest);
    Path beside = null;
    if (shrunk.isEmpty()) {
      place.finish(manifest);
    } else {
      beside = place.finishBeside(manifest);
    }
    return new Exported(
        manifest, shortfall.owed(), photos.fetched(), records.count(), beside, shrunk);
  }

  private List<Shrinkage> shrunk(Manifest manifest) {
    boolean narrower = before != null && LeftOut.isNarrower(before, setup.wanted(), setup::time);
    return Shrinkage.of(before, manifest, setup.wanted(), narrower, setup.maxShrink());
  }

  private @Nullable String bound(@Nullable Instant moment) {
    return moment == null || !setup.wanted().records() ? null : setup.time(moment);
  }

  @Override
  public void close() throws IOException {
    place.close();
  }
}
