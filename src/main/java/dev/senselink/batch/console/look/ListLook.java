package dev.senselink.batch.console.look;

import dev.senselink.batch.report.RowFaults;
import dev.senselink.batch.roster.RosterSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A list that is to be imported, as the import would see it. Safe between threads. */
public interface ListLook {
  /** How the list is read. */
  RosterSettings reading();

  /** What is wrong with a row as far as the row alone tells, by the rules of the import. */
  RowFaults faults();

  /**
   * A photo as somebody wants it.
   *
   * @param path of a photo of the list as the check told it, {@code ""} for a file
   * @param file another photo, {@code null} for one of the list
   * @param quarters by which it is turned clockwise, 0 to 3
   * @param cut whether it is cut to the face after that
   */
  record Wish(String path, @Nullable Path file, int quarters, boolean cut) {}

  /**
   * Makes a photo anew.
   *
   * @param large whether it is to be imported; else it is only shown
   * @return a JPEG
   * @throws LookFailedException with the reason if it cannot be had, turned or cut
   */
  byte[] photo(Wish wish, boolean large);
}
