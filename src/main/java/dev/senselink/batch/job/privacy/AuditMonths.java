package dev.senselink.batch.job.privacy;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * What was done in the console, a file for each month: nothing of one is changed, it goes whole.
 */
final class AuditMonths {
  private static final String ENDING = ".jsonl";

  private final Path folder;

  AuditMonths(Path data) {
    this.folder = data.resolve("console").resolve("audit");
  }

  /** Removes the months that were over before a moment. */
  void forget(Instant before) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path one : all) {
        if (isOver(one, before)) {
          Files.deleteIfExists(one);
        }
      }
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("folder.unwritable", folder), e);
    }
  }

  private static boolean isOver(Path file, Instant before) {
    try {
      String name = String.valueOf(file.getFileName());
      YearMonth month = YearMonth.parse(name.substring(0, name.length() - ENDING.length()));
      Instant end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      return !end.isAfter(before);
    } catch (DateTimeException e) {
      return false; // it is not one of ours
    }
  }
}
