package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.RestoreSettings;
import dev.senselink.batch.job.intake.BackupSheet;
import dev.senselink.batch.job.intake.BackupSheet.Cell;
import dev.senselink.batch.job.intake.BackupSheetPerson;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.cell.HostCell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A backup taken in: its people on a sheet of our own, read through once, so that it is known which
 * of them nothing but their key would tell apart.
 */
public final class RestoreIntake implements AutoCloseable {
  private final @Nullable Path folder;
  private final String displayName;
  private final String sha256;
  private final String server;
  private final long company;
  private final String source;
  private final Instant startedAt;
  private final SharedKeyIndex keys = new SharedKeyIndex();
  private final BitSet shared = new BitSet();
  private final BitSet oneByOne = new BitSet();
  private final BitSet photoLost = new BitSet();
  private final BackupHosts hosts = new BackupHosts();
  private Path sheet;
  private long[] ids = new long[1024];
  private long[] sortedIds = new long[0];
  private int rows;
  private int staff;

  private RestoreIntake(@Nullable Path folder, Path sheet, Backup backup, String displayName) {
    this.folder = folder;
    this.sheet = sheet;
    this.displayName = displayName;
    this.sha256 = identity(backup.manifest());
    this.startedAt = startedAt(backup.manifest());
    this.server = backup.manifest().server();
    this.company = backup.manifest().companyId();
    this.source = server + "/" + company;
  }

  /**
   * Takes a backup in that was found sound.
   *
   * @param below the folder in which a temporary one is made
   */
  static RestoreIntake take(RestoreSettings settings, Backup backup, Path below) {
    Path folder = null;
    try {
      PrivateFiles.folder(below);
      folder = PrivateFiles.temporaryBelow(below, DataFolder.INCOMING);
      Path sheet = folder.resolve("sheet");
      BackupSheet.write(backup, sheet);
      RestoreIntake intake =
          new RestoreIntake(folder, sheet, backup, String.valueOf(settings.backup().getFileName()));
      HostCell always = settings.guests().host();
      intake.read(always == null ? "" : always.text());
      return intake;
    } catch (IOException e) {
      discard(folder);
      throw DataFolderFailure.unwritable(below, e);
    } catch (RuntimeException | Error e) {
      discard(folder);
      throw e;
    }
  }

  /**
   * Takes in anew what an earlier run has a sheet of.
   *
   * @param sheet stays where it is
   * @param backup the very one that the run restored
   */
  public static RestoreIntake again(RosterInput sheet, Backup backup) {
    RestoreIntake intake = new RestoreIntake(null, sheet.file(), backup, sheet.displayName());
    intake.read("");
    return intake;
  }

  /** Two backups are one and the same if everything in them is. */
  private static String identity(Manifest manifest) {
    return Sha256Digest.hex(manifest.toString());
  }

  private static Instant startedAt(Manifest manifest) {
    try {
      return OffsetDateTime.parse(manifest.startedAt()).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.EPOCH; // not told: everybody who has ever left may have left since
    }
  }

  private void read(String hostOfAll) {
    hosts.wantAlways(hostOfAll);
    each(this::first);
    ids = Arrays.copyOf(ids, rows);
    sortedIds = ids.clone();
    Arrays.sort(sortedIds);
    keys.sort();
    each(this::second);
  }

  private void first(BackupSheetPerson person) {
    if (rows == ids.length) {
      ids = Arrays.copyOf(ids, 2 * rows);
    }
    ids[rows++] = person.id();
    keys.add(BackupPersonMapper.known(person));
    if (person.isGuest()) {
      hosts.want(person.text(Cell.HOST));
    } else {
      staff++;
    }
  }

  private void second(BackupSheetPerson person) {
    int row = person.row().ref().number();
    RosterPerson known = BackupPersonMapper.known(person);
    shared.set(row, keys.isShared(known));
    oneByOne.set(row, shared.get(row) || keys.isLinked(known));
    photoLost.set(row, !person.hasPhoto() && !person.text(Cell.AVATAR_ID).isEmpty());
    if (!person.isGuest()) {
      hosts.offer(person);
    }
  }

  private void each(Consumer<BackupSheetPerson> what) {
    try (Roster roster = open()) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        what.accept(new BackupSheetPerson(row));
      }
    }
  }

  /** The people from the first to the last. */
  Roster open() {
    return BackupSheet.open(sheet, displayName);
  }

  /** What messages call the backup. */
  String displayName() {
    return displayName;
  }

  /** The same for the same backup, wherever it lies. */
  public String sha256() {
    return sha256;
  }

  /** The server that the backup is of, host and port. */
  String server() {
    return server;
  }

  /** The company's id there. */
  long company() {
    return company;
  }

  /** Whose backup it is: server and company. */
  String source() {
    return source;
  }

  /** When the backup was begun: whom it shows may have left since. */
  Instant startedAt() {
    return startedAt;
  }

  int rows() {
    return rows;
  }

  /** So many of the rows, the first, are staff. */
  public int staff() {
    return staff;
  }

  /** The id in the backup of who stands in a row. */
  long id(int row) {
    return ids[row - 1];
  }

  /** Whether somebody of the backup has this id there. */
  boolean has(long id) {
    return place(id) >= 0;
  }

  /** The place of an id among all of the backup, from 0; negative for none of them. */
  int place(long id) {
    return Arrays.binarySearch(sortedIds, id);
  }

  /** The rows with a key that another one has, too. */
  BitSet shared() {
    return (BitSet) shared.clone();
  }

  /** The rows of people of whom two may seem to be one: those, and some more. */
  BitSet oneByOne() {
    return (BitSet) oneByOne.clone();
  }

  /** The rows of people who had a photo that is not in the backup. */
  BitSet photoLost() {
    return (BitSet) photoLost.clone();
  }

  public BackupHosts hosts() {
    return hosts;
  }

  /** Gives the sheet to the run's own folder below the same data folder, where it stays. */
  void moveTo(Path runFolder) {
    Path target = runFolder.resolve("roster");
    try {
      PrivateFiles.folder(runFolder);
      if (!Files.exists(target)) {
        Files.move(sheet, target, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(runFolder, e);
    }
    sheet = target;
  }

  @Override
  public void close() {
    discard(folder);
  }

  private static void discard(@Nullable Path folder) {
    if (folder != null) {
      try {
        PrivateFiles.remove(folder);
      } catch (IOException e) {
        throw new LedgerException(LedgerException.Kind.BROKEN, words("folder.left", folder), e);
      }
    }
  }
}
