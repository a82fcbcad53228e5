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

/**
 * Lists and photos that were uploaded to the console, and records that were found there: anybody
 * may be in them.
 */
final class UploadedImports {
  private final Path folder;
  private final Path records;

  UploadedImports(Path data) {
    this.folder = data.resolve("console").resolve("imports");
    this.records = folder.resolveSibling("records");
  }

  /**
   * Removes those that nobody has touched since a moment, and such records, which are found again
   * in no time and not counted.
   *
   * @param used rosters of runs that will be gone on with: theirs stay
   * @return how many were removed
   */
  int forget(Instant before, Collection<String> used) {
    int gone = 0;
    removeRecords(before);
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

  private void removeRecords(Instant before) {
    if (!Files.isDirectory(records)) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(records)) {
      for (Path one : all) {
        if (Files.getLastModifiedTime(one).toInstant().isBefore(before)) {
          PrivateFiles.remove(one);
        }
      }
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("folder.unwritable", records), e);
    }
  }
}
