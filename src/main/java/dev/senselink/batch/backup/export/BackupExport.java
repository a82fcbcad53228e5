package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.api.WithRawJson;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.DigestingOutputStream;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.PhotoKind;
import dev.senselink.batch.backup.gather.AnswerJournal;
import dev.senselink.batch.backup.gather.ExportShortfall;
import dev.senselink.batch.backup.gather.ExportShortfall.What;
import dev.senselink.batch.backup.gather.ExportedPerson;
import dev.senselink.batch.backup.gather.KeyedRecords;
import dev.senselink.batch.backup.gather.OrganisationExport;
import dev.senselink.batch.backup.gather.PeopleCollector;
import dev.senselink.batch.backup.gather.RequiredQueries;
import dev.senselink.batch.backup.gather.ScratchFiles;
import dev.senselink.batch.backup.gather.ThrottledProgress;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a backup where {@link ExportTarget} has begun it, step by step: {@link #company}, {@link
 * #people}, {@link #groups}, {@link #organisation}, {@link #photos}, {@link #records}, {@link
 * #tables}, {@link #book}, {@link #finish}. Closed before the last it leaves no backup; in a folder
 * the same steps go on where they were cut short, with what was answered within a day. For one
 * thread.
 *
 * <p>Every step throws a {@link BackupException} of kind {@code STOPPED} where the server does not
 * give what nothing goes without.
 */
public final class BackupExport implements Closeable {
  private final ExportResources setup;
  private final BackupTarget place;
  private final ScratchFiles scratch;
  private final @Nullable Path work;
  private final RequiredQueries asking;
  private final ThrottledProgress telling;
  private final ExportShortfall shortfall = new ExportShortfall();
  private final Map<String, Manifest.FileFacts> files = new TreeMap<>();
  private final PeopleCollector crowd;
  private final PhotoDownloader photos;
  private final PhotoDownloader recordPhotos;
  private final RecordDownloader records;
  private final @Nullable Manifest before;
  private ExportCheckpoint bookmark;
  private @Nullable OrganisationExport grounds;
  private @Nullable RecordScan recorded;

  /**
   * @param work where notes are kept for the process that goes on; null where a rerun starts over
   * @param before of the backup that is there already
   */
  BackupExport(
      ExportResources setup,
      BackupTarget place,
      ScratchFiles scratch,
      @Nullable Path work,
      @Nullable Manifest before)
      throws IOException {
    this.before = before;
    this.setup = setup;
    this.place = place;
    this.scratch = scratch;
    this.work = work;
    this.asking = new RequiredQueries(setup.server());
    this.telling = new ThrottledProgress(setup.server().machine(), setup.told());
    this.bookmark = settle();
    this.crowd = new PeopleCollector(asking, scratch, setup.concurrency(), telling);
    this.photos = downloader(PhotoKind.PERSON);
    this.recordPhotos = downloader(PhotoKind.RECORD);
    this.records = new RecordDownloader(setup, asking, telling, shortfall);
  }

  private PhotoDownloader downloader(PhotoKind kind) {
    return new PhotoDownloader(kind, asking, place, scratch, setup.concurrency(), telling);
  }

  /** Goes on with what was settled, or settles it anew and forgets all answers. */
  private ExportCheckpoint settle() throws IOException {
    Instant now = setup.clock().instant();
    String wanted = setup.wanted() + " " + setup.zone();
    if (work == null) {
      return ExportCheckpoint.begin(now, wanted);
    }
    ExportCheckpoint known = ExportCheckpoint.read(work, now, wanted);
    if (known != null) {
      return known;
    }
    MonthlyRecordSpool.forget(work);
    ExportCheckpoint begun = ExportCheckpoint.begin(now, wanted);
    begun.write(work);
    return begun;
  }

  private AnswerJournal diary(String name) throws IOException {
    return work == null ? AnswerJournal.none() : AnswerJournal.at(work.resolve(name));
  }

  private @Nullable Path before(String name) {
    return work == null ? null : work.resolve(name);
  }

  /** The company as the server tells it; and from now on no later record belongs to the backup. */
  public void company() throws IOException {
    if (setup.wanted().records()) {
      fixLastRecord();
    }
    WithRawJson.Said<?> said = asking.need(new WithRawJson<>(OrganisationCalls.company()));
    String json = new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(said.data());
    DigestingOutputStream measured = new DigestingOutputStream(place.create(BackupLayout.COMPANY));
    try (OutputStream out = measured) {
      out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
    }
    files.put(BackupLayout.COMPANY, measured.facts(null));
  }

  /**
   * Departments, groups and devices: after the people, so that a place made meanwhile is not
   * missing where they are in it; and who leads one by then is among the people.
   */
  public void organisation() throws IOException {
    telling.begin(words("doing.grounds"));
    grounds = OrganisationExport.ask(asking, setup.concurrency());
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
      photos.keepNone();
      files.put(BackupLayout.Table.PHOTO_LIST.file(), photos.writeList());
      return;
    }
    telling.begin(words("doing.fetching"));
    fetch(
        PhotoKind.PERSON,
        photos,
        crowd.people(),
        person -> ExportedPerson.of(person).text(ExportedPerson.Text.AVATAR));
  }

  private void fetch(
      PhotoKind kind, PhotoDownloader pictures, KeyedRecords items, PhotoDownloader.ImageId imageId)
      throws IOException {
    String log = kind.folder() + ".log";
    try (items;
        AnswerJournal diary = diary(log)) {
      pictures.learn(before(log));
      pictures.download(items, imageId, diary, shortfall);
    }
    files.put(kind.list().file(), pictures.writeList());
  }

  /** The tables of departments, groups, devices, users and guests. */
  public void tables() throws IOException {
    if (grounds == null || recorded == null) {
      throw new IllegalStateException("grounds and records come before tables");
    }
    telling.begin(words("doing.tables"));
    files.putAll(
        new BackupTables(place, crowd, photos, grounds, setup.visits(), recorded, shortfall)
            .write());
  }

  /** The records, a table a month, and the pictures taken at the doors, if they are wanted. */
  public void records() throws IOException {
    Map<String, Manifest.FileFacts> months = Map.of();
    if (setup.wanted().records()) {
      telling.begin(words("doing.records"));
      Long last = bookmark.lastRecord();
      months = records.download(last == null ? 0 : last, bookmark.records(), place, scratch, work);
      files.putAll(months);
    }
    boolean pictures = setup.wanted().records() && setup.wanted().recordPhotos();
    recorded = RecordScan.of(place, months.keySet(), scratch, pictures);
    if (pictures) {
      telling.begin(words("doing.fetchingRecordPhotos", recorded.pictures()));
      fetch(PhotoKind.RECORD, recordPhotos, recorded.imageIds(), RecordScan::imageId);
      if (recorded.unkept() > 0) {
        shortfall.add(What.RECORD_PHOTO, words("missing.recordId"), recorded.unkept());
      }
    }
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
    DigestingOutputStream measured = new DigestingOutputStream(place.create(BackupLayout.BOOK));
    try (OutputStream out = measured;
        WorkbookSheets sheets = new WorkbookSheets(place, files.keySet(), setup.zone())) {
      setup.book().write(out, sheets.list());
    }
    files.put(BackupLayout.BOOK, measured.facts(null));
  }

  /** Makes it a backup: in its place, or beside the old one that would shrink too much. */
  public ExportResult finish() throws IOException {
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
            shortfall.list(),
            notIncluded());
    List<BackupShrinkage> shrunk = shrunk(manifest);
    Path beside = null;
    if (shrunk.isEmpty()) {
      place.finish(manifest);
    } else {
      beside = place.finishBeside(manifest);
    }
    return new ExportResult(
        manifest,
        shortfall.owed(),
        photos.fetched(),
        recordPhotos.fetched(),
        records.count(),
        beside,
        shrunk);
  }

  private List<BackupShrinkage> shrunk(Manifest manifest) {
    boolean narrower =
        before != null && DroppedContents.isNarrower(before, setup.wanted(), setup::time);
    return BackupShrinkage.of(before, manifest, setup.wanted(), narrower, setup.maxShrink());
  }

  private List<Manifest.NotIncluded> notIncluded() {
    ExportResources.Wanted wanted = setup.wanted();
    List<Manifest.NotIncluded> all = new ArrayList<>();
    if (!wanted.photos()) {
      all.add(new Manifest.NotIncluded("photo", null, words("notIncluded.photo")));
    }
    if (!wanted.records()) {
      all.add(new Manifest.NotIncluded("record", null, words("notIncluded.record")));
    } else if (wanted.from() != null || wanted.to() != null) {
      all.add(new Manifest.NotIncluded("record", null, words("notIncluded.span")));
    }
    long pictures = recorded == null ? 0 : recorded.pictures();
    if (pictures > 0 && !wanted.recordPhotos()) {
      all.add(new Manifest.NotIncluded("recordPhoto", pictures, words("notIncluded.recordPhoto")));
    }
    return all;
  }

  private @Nullable String bound(@Nullable Instant moment) {
    return moment == null || !setup.wanted().records() ? null : setup.time(moment);
  }

  @Override
  public void close() throws IOException {
    place.close();
  }
}
