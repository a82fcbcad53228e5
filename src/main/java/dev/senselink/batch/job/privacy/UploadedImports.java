package dev.senselink.batch.job.privacy;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Lists and photos that were uploaded to the console, and records and plans of undos that were
 * looked up there: anybody may be in them.
 */
final class UploadedImports {
  private final Path folder;

  /** What is looked up again in no time. */
  private final List<Path> lookedUp;

  UploadedImports(Path data) {
    this.folder = data.resolve("console").resolve("imports");
    this.lookedUp = List.of(folder.resolveSibling("records"), folder.resolveSibling("undos"));
  }

  /**
   * Removes those that nobody has touched since a moment, and such records and plans, which are not
   * counted.
   *
   * @param used rosters of runs that will be gone on with, or the runs that they undo: theirs stay
   * @return how many were removed
   */
  int forget(Instant before, Collection<String> used) {
    int gone = 0;
    lookedUp.forEach(one -> removeIn(one, before, used));
    if (!Files.isDirectory(folder)) {
      return gone;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path one : all) {
        String place = one.toAbsolutePath().normalize().toString();
        boolean old = Files.getLastModifiedTime(one).toInstant().isBefore(before);
        if (old && used.stream().noneMatch(roster -> roster.startsWith(place))) {
          PrivateFiles.remove(one);
          gone++;
        }
      }
      return gone;
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("folder.unwritable", folder), e);
    }
  }

  private static void removeIn(Path folder, Instant before, Collection<String> used) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path one : all) {
        boolean old = Files.getLastModifiedTime(one).toInstant().isBefore(before);
        if (old && !used.contains(String.valueOf(one.getFileName()))) {
          PrivateFiles.remove(one);
        }
      }
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("folder.unwritable", folder), e);
    }
  }
}
