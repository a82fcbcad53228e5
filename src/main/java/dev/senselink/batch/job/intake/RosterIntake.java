package dev.senselink.batch.job.intake;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.ledger.firstpass.FirstPassStore;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.photo.folder.PhotoPlaces;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterCopier;
import dev.senselink.batch.roster.RosterQuestions;
import dev.senselink.batch.roster.RosterShape;
import dev.senselink.batch.roster.RowLines;
import dev.senselink.batch.roster.UnclearColumnsException;
import dev.senselink.batch.roster.cell.RosterSettingsException;
import dev.senselink.batch.roster.corrections.CorrectionsFile;
import dev.senselink.batch.table.TableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A roster taken in: copied, hashed and read once, its photos listed. What the first pass has to
 * remember lies in a temporary folder that goes when this is closed.
 */
public final class RosterIntake implements AutoCloseable {
  private final Path folder;
  private final Path roster;
  private final PhotoFolder photos;
  private final FirstPassStore store;
  private final String rosterSha256;
  private final String sha256;
  private final boolean changed;
  private final FirstPass.Result result;
  private final @Nullable PhotoFolder own;
  private RosterInput input;

  private RosterIntake(
      Path folder,
      Path roster,
      PhotoFolder photos,
      @Nullable PhotoFolder own,
      FirstPassStore store,
      String rosterSha256,
      String sha256,
      boolean changed,
      RosterInput input,
      FirstPass.Result result) {
    this.folder = folder;
    this.roster = roster;
    this.photos = photos;
    this.own = own;
    this.store = store;
    this.rosterSha256 = rosterSha256;
    this.sha256 = sha256;
    this.changed = changed;
    this.input = input;
    this.result = result;
  }

  /**
   * Takes a roster in.
   *
   * @param below the folder in which a temporary one is made
   * @throws TableFileException if the roster cannot be read
   * @throws UnclearColumnsException if a person has to say first what some of its columns are
   * @throws RosterSettingsException if its corrections do not fit it
   */
  public static RosterIntake take(ImportSettings settings, Path below) {
    return take(settings, settings.roster().toAbsolutePath().normalize(), below);
  }

  /**
   * The same of a copy that was kept of the roster.
   *
   * @param kept what is read; names and photos are those of the roster
   */
  public static RosterIntake take(ImportSettings settings, Path kept, Path below) {
    Path roster = settings.roster().toAbsolutePath().normalize();
    Path folder = null;
    FirstPassStore store = null;
    PhotoFolder photos = null;
    try {
      // Before the copy, which needs as much room again.
      settings.reading().limit().check(kept, String.valueOf(roster.getFileName()));
      PrivateFiles.folder(below);
      folder = PrivateFiles.temporaryBelow(below, DataFolder.INCOMING);
      RosterCopier.Copied copied = RosterCopier.copy(kept, folder);
      RosterInput input =
          new RosterInput(copied.file(), String.valueOf(roster.getFileName()), settings.reading());
      questions(input).mustBeClear(); // a wrong file is told before a wrong photos folder
      String sha = copied.sha256();
      Path corrections = settings.corrections();
      if (corrections != null) {
        CorrectionsFile.Taken taken =
            CorrectionsFile.take(corrections, folder.resolve(RosterInput.CORRECTIONS));
        try (Roster asItIs = input.open()) {
          taken.file().mustFit(asItIs);
        }
        input = input.corrected(taken.file());
        sha = bothHashes(sha, taken.sha256());
      }
      photos = openPhotos(settings, roster);
      photos = photos.with(input.pictures());
      store = new FirstPassStore(PrivateFiles.temporaryBelow(folder, "first-pass"));
      FirstPass.Result result = firstPass(input, photos, store);
      if (result.rows() == 0 && !settings.mode().allowEmpty()) {
        throw TableFileException.onlyHeader(input.displayName());
      }
      return new RosterIntake(
          folder,
          roster,
          photos,
          photos,
          store,
          copied.sha256(),
          sha,
          copied.changed(),
          input,
          result);
    } catch (IOException e) {
      discard(folder, store, photos);
      throw DataFolderFailure.unwritable(below, e);
    } catch (RuntimeException | Error e) {
      discard(folder, store, photos);
      throw e;
    }
  }

  /**
   * Takes in anew the roster that an earlier run has a copy of, with the photos there are today.
   *
   * @param input the copy, which stays where it is
   * @param roster where it came from
   * @param photos not closed with this
   * @param below the folder in which a temporary one is made
   */
  public static RosterIntake again(
      RosterInput input, String sha256, Path roster, PhotoFolder photos, Path below) {
    Path folder = null;
    FirstPassStore store = null;
    try {
      PrivateFiles.folder(below);
      folder = PrivateFiles.temporaryBelow(below, DataFolder.INCOMING);
      store = new FirstPassStore(PrivateFiles.temporaryBelow(folder, "first-pass"));
      FirstPass.Result result = new FirstPass(input, photos, store).run();
      return new RosterIntake(
          folder, roster, photos, null, store, sha256, sha256, false, input, result);
    } catch (IOException e) {
      discard(folder, store, null);
      throw DataFolderFailure.unwritable(below, e);
    } catch (RuntimeException | Error e) {
      discard(folder, store, null);
      throw e;
    }
  }

  /** A list with other corrections is another list. */
  private static String bothHashes(String roster, String corrections) {
    MessageDigest digest = Sha256Digest.start();
    digest.update((roster + corrections).getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static RosterQuestions questions(RosterInput input) {
    return new RosterQuestions(
        input.settings(), answered -> input.read(answered).open(), input.displayName());
  }

  private static FirstPass.Result firstPass(
      RosterInput input, PhotoFolder photos, FirstPassStore store) {
    try {
      return new FirstPass(input, photos, store).run();
    } catch (UnclearColumnsException e) {
      throw questions(input).whole(e);
    }
  }

  private static PhotoFolder openPhotos(ImportSettings settings, Path roster) {
    Path named = settings.photos();
    if (named != null) {
      return PhotoFolder.open(named, true);
    }
    Path parent = roster.getParent();
    if (parent == null) {
      return PhotoFolder.none();
    }
    List<Path> beside = PhotoPlaces.in(parent);
    return beside.isEmpty()
        ? PhotoFolder.open(parent, false)
        : PhotoFolder.open(beside.get(0), true);
  }

  public FirstPass.Result result() {
    return result;
  }

  public RosterShape shape() {
    return result.shape();
  }

  public RosterInput input() {
    return input;
  }

  /** What tells this roster, with what was corrected in it, from any other. */
  public String sha256() {
    return sha256;
  }

  /** Of the roster alone. */
  public String rosterSha256() {
    return rosterSha256;
  }

  /** Whether the roster's file was written to while it was copied. */
  public boolean isChanged() {
    return changed;
  }

  /** Where the roster came from, absolute. */
  public Path roster() {
    return roster;
  }

  public PhotoFolder photos() {
    return photos;
  }

  /** A folder for what need not outlive this, e.g. a dry run's outcomes. */
  public Path temporary() {
    return folder;
  }

  public RosterRowStream rows() {
    return new RosterRowStream(input, photos, store);
  }

  /**
   * All rows.
   *
   * @param settled has the last word on rows that have ended
   */
  public RosterRowStream rows(RosterRowStream.LastWord settled) {
    return new RosterRowStream(input, photos, store, settled);
  }

  /** Gives the copy to the run's own folder below the same data folder, where it stays. */
  public void moveTo(Path runFolder) {
    Path target = runFolder.resolve("roster");
    try {
      PrivateFiles.folder(runFolder);
      if (!Files.exists(target)) {
        // Whole or not at all: a resumed run would take half a copy for the roster.
        moveCorrections(runFolder);
        RowLines lines = input.settings().lines();
        if (lines != null) { // once: a run's rows stay where they stood when it began
          PrivateFiles.write(runFolder.resolve(RosterInput.LINES), lines.text());
        }
        if (photos.pictures().ofRoster() instanceof WorkbookPictures pictures) {
          pictures.pause(); // no system moves a file that is open as gladly as one that is not
          Files.move(input.file(), target, StandardCopyOption.ATOMIC_MOVE);
          pictures.goOn(target);
        } else {
          Files.move(input.file(), target, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("folder.unwritable", runFolder), e);
    }
    Path corrections = runFolder.resolve(RosterInput.CORRECTIONS);
    input =
        new RosterInput(
                target,
                input.displayName(),
                input.settings().withLines(RosterInput.lines(runFolder)))
            .corrected(input.corrections() == null ? null : CorrectionsFile.at(corrections));
  }

  /** Before the roster: where its copy is, that of its corrections is too. */
  private void moveCorrections(Path runFolder) throws IOException {
    CorrectionsFile taken = input.corrections();
    if (taken != null) {
      Path target = runFolder.resolve(RosterInput.CORRECTIONS);
      Files.move(taken.path(), target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Override
  public void close() {
    discard(folder, store, own);
  }

  private static void discard(
      @Nullable Path folder, @Nullable FirstPassStore store, @Nullable PhotoFolder photos) {
    if (photos != null) {
      photos.close();
    }
    if (store != null) {
      store.close();
    }
    if (folder != null) {
      try {
        PrivateFiles.remove(folder);
      } catch (IOException e) {
        throw new LedgerException(LedgerException.Kind.BROKEN, words("folder.left", folder), e);
      }
    }
  }
}
