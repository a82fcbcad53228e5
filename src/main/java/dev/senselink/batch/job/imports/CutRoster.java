package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a roster's file may have lost its end, as one has that is read while it is written or
 * whose transfer broke off. Everybody of the lost rows would look like a leaver.
 */
final class CutRoster {
  private CutRoster() {}

  /**
   * True if the file was written to while it was copied, or is a text without a line end at its end
   * whose last row lacks cells or whose predecessor of the same list had a line end.
   */
  static boolean is(RosterIntake intake, RunResources resources, ListImport list) {
    if (intake.isChanged()) {
      return true;
    }
    if (intake.shape().delimiter().isEmpty() || hasLineEnd(intake.input().file())) {
      return false; // a workbook that is cut off cannot be read
    }
    return intake.result().lastIsShort() || lastHadLineEnd(resources, list);
  }

  private static boolean lastHadLineEnd(RunResources resources, ListImport list) {
    Optional<Path> before =
        resources
            .ledger()
            .listImports()
            .lastComplete(list.list(), list.number())
            .map(last -> resources.data().runFolder(last.run()).resolve("roster"))
            .filter(Files::exists);
    return before.isPresent() && hasLineEnd(before.get());
  }

  /** In UTF-16 the line feed is one of the last two bytes. */
  private static boolean hasLineEnd(Path file) {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      long length = bytes.length();
      for (long at = Math.max(0, length - 2); at < length; at++) {
        bytes.seek(at);
        int value = bytes.read();
        if (value == '\n' || value == '\r') {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("folder.unwritable", file.getParent()), e);
    }
  }
}
