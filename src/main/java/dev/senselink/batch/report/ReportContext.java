package dev.senselink.batch.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the page tells beside the outcomes, and where it takes it from.
 *
 * @param locale the language of the page
 * @param company the company's name, {@code ""} offline
 * @param roster the roster's file name
 * @param photos the photos folder or zip, {@code ""} for none
 * @param stopReason why the run stopped before its end, {@code null} if it did not
 * @param notSent headers of the roster's columns that nobody knows
 * @param warnings whole sentences about the roster
 * @param unclaimed photos that no row led to, the first of them
 * @param unclaimedCount all of them
 * @param list what explains many rows at once
 * @param faults which cells of a row are wrong
 * @param pictures where thumbnails come from
 * @param patience how long all thumbnails together may take
 * @param codes words for the server's codes
 * @param commands what to run next
 */
public record ReportContext(
    Locale locale,
    String company,
    String roster,
    String photos,
    @Nullable String stopReason,
    List<String> notSent,
    List<String> warnings,
    List<String> unclaimed,
    long unclaimedCount,
    ListFindings list,
    RowFaults faults,
    ReportPictures pictures,
    Duration patience,
    CodeExplanations codes,
    Commands commands) {
  public ReportContext {
    notSent = List.copyOf(notSent);
    warnings = List.copyOf(warnings);
    unclaimed = List.copyOf(unclaimed);
  }

  /** Whole command lines, ready for a shell; {@code ""} where there is none to give. */
  public interface Commands {
    /** Imports the file of rows to be mended. */
    String mended(Path rejected);

    /** Runs the same again, for good where it was a dry run. */
    String again();

    /**
     * Runs the same again on the roster once it is mended; what was only checked is only checked
     * again.
     */
    default String same() {
      return "";
    }

    /** Runs the same again with the photos that a person has looked at in this file. */
    default String pairing(Path pairs) {
      return "";
    }

    /** Takes whoever has left by the list out of their groups. */
    default String revoking() {
      return "";
    }

    /** Carries out the plan that was written. */
    default String applying() {
      return "";
    }

    /** Imports the same roster, creating the departments and groups that it names. */
    default String creatingMissing() {
      return "";
    }

    /** Imports the same roster, applying it to people who are there already. */
    default String updating() {
      return "";
    }

    /** Imports another sheet of the same file. */
    default String ofSheet(String sheet) {
      return "";
    }

    /** Carries out what people decided in the file of conflicts. */
    default String decided(Path conflicts) {
      return "";
    }

    /** Nothing to run. */
    static Commands none() {
      return new Commands() {
        @Override
        public String mended(Path rejected) {
          return "";
        }

        @Override
        public String again() {
          return "";
        }
      };
    }
  }
}
