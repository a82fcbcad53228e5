package dev.senselink.batch.job.plan;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.roster.RosterCopier;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What plans were made from, row by row: it is kept until the plans are too old. */
public final class PlanCopies {
  private static final Pattern ID = Pattern.compile("[A-Z0-9]{1,40}");
  private static final String UNTIL = "until";
  private static final String OF_RUN = "planned";
  private static final String NOTE = "plan";

  private final Path folder;

  public PlanCopies(Path data) {
    this.folder = data.resolve("plans");
  }

  /** Keeps a plan's roster, or the people of an undo, or keeps them longer. */
  public void keep(String id, Path roster, Instant until) {
    Path own = folder.resolve(id);
    try {
      PrivateFiles.folder(own);
      PrivateFiles.write(own.resolve(UNTIL), until + "\n");
      if (!Files.exists(copy(id))) {
        RosterCopier.copy(roster, own);
      }
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(own, e);
    }
  }

  /** Where the copy of a plan's roster lies, if it is still kept. */
  Path copy(String id) {
    return folder.resolve(ID.matcher(id).matches() ? id : "none").resolve("roster");
  }

  /** Where the plan itself lies that a run carries out, as long as the run is not over. */
  static Path ofRun(Path runFolder) {
    return runFolder.resolve(OF_RUN);
  }

  /** Whether a run carries out the plan of an id. */
  static boolean isOf(String id, Path runFolder) {
    Path note = runFolder.resolve(NOTE);
    try {
      return Files.exists(ofRun(runFolder))
          ? PlanFile.header(ofRun(runFolder)).id().equals(id)
          : Files.exists(note) && Files.readString(note).strip().equals(id);
    } catch (IOException | LedgerException e) {
      return false;
    }
  }

  /** Gives a new run a copy of its own of the plan that it carries out, durably. */
  static void give(String id, Path plan, Path runFolder) {
    Path part = runFolder.resolve(OF_RUN + ".part");
    try {
      PrivateFiles.folder(runFolder);
      PrivateFiles.write(runFolder.resolve(NOTE), id + "\n"); // stays when the copy goes
      try (FileChannel from = FileChannel.open(plan);
          FileChannel to = PrivateFiles.replace(part)) {
        Channels.newInputStream(from).transferTo(Channels.newOutputStream(to));
        to.force(true);
      }
      Files.move(part, ofRun(runFolder), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(runFolder, e);
    }
  }

  /** Nothing of a plan is left to be done: nobody needs to stand in a run's copy any longer. */
  public static void forget(Path runFolder) {
    try {
      Files.deleteIfExists(ofRun(runFolder));
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(runFolder, e);
    }
  }

  /** Whether the plan that a run carries out speaks of somebody. */
  public static boolean speaks(Path runFolder, Predicate<String> mentions) {
    if (!Files.exists(ofRun(runFolder))) {
      return false;
    }
    try (Stream<String> lines = Files.lines(ofRun(runFolder))) {
      return lines.anyMatch(mentions);
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(runFolder, e);
    }
  }

  /** All copies there are. */
  public List<Path> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (DirectoryStream<Path> plans = Files.newDirectoryStream(folder)) {
      List<Path> copies = new ArrayList<>();
      for (Path plan : plans) {
        copies.add(copy(String.valueOf(plan.getFileName())));
      }
      return copies.stream().filter(Files::exists).sorted().toList();
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(folder, e);
    }
  }

  /**
   * Removes those of plans that are too old.
   *
   * @param but the id of a plan that is being carried out; {@code ""} for none
   */
  public void prune(Instant now, String but) {
    remove(now, but);
  }

  /** Removes all of them: whoever is to be forgotten may be in any. */
  public void removeAll() {
    remove(Instant.MAX, "");
  }

  private void remove(Instant now, String but) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> plans = Files.newDirectoryStream(folder)) {
      for (Path plan : plans) {
        String id = String.valueOf(plan.getFileName());
        if (ID.matcher(id).matches() && !id.equals(but) && isOver(plan, now)) {
          PrivateFiles.remove(plan);
        }
      }
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(folder, e);
    }
  }

  private static boolean isOver(Path plan, Instant now) {
    try {
      return !now.isBefore(Instant.parse(Files.readString(plan.resolve(UNTIL)).strip()));
    } catch (IOException | DateTimeException e) {
      return true; // nobody could say how long it is to be kept
    }
  }
}
