package dev.senselink.batch.job.imports;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.roster.RosterCopier;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rosters that plans were made from: they are kept until the plans are too old. */
public final class PlanCopies {
  private static final Pattern ID = Pattern.compile("[A-Z0-9]{1,40}");
  private static final String UNTIL = "until";

  private final Path folder;

  public PlanCopies(Path data) {
    this.folder = data.resolve("plans");
  }

  /** Keeps a plan's roster, or keeps it longer. */
  void keep(String id, Path roster, Instant until) {
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

  /** Removes those of plans that are too old. */
  void prune(Instant now) {
    remove(now);
  }

  /** Removes all of them: whoever is to be forgotten may be in any. */
  public void removeAll() {
    remove(Instant.MAX);
  }

  private void remove(Instant now) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> plans = Files.newDirectoryStream(folder)) {
      for (Path plan : plans) {
        if (ID.matcher(String.valueOf(plan.getFileName())).matches() && isOver(plan, now)) {
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
