package dev.senselink.batch.job.intake;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.check.Finding;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.photo.folder.PhotoMatch;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import org.jspecify.annotations.Nullable;

/**
 * Which file a row takes for its photo, before other rows' claims are known.
 *
 * @param file the file, {@code null} if there is none or too many
 * @param byNameOnly whether only the person's name led to it
 * @param problem why there is none, where the row named one or several fit; {@code null} where the
 *     row simply has no photo
 */
record PhotoChoice(@Nullable PhotoFile file, boolean byNameOnly, @Nullable Finding problem) {
  private static final String NOT_FOUND = "PHOTO_NOT_FOUND";

  /** The choice of any row, a refused one too: it may claim the file of another. */
  static PhotoChoice of(Row row, PhotoFolder folder) {
    PhotoFolder.PhotoKeys keys = keys(row);
    String named = row.correction() == null ? null : row.correction().photo();
    PhotoMatch match = named == null ? folder.find(keys) : folder.named(named);
    if (match instanceof PhotoMatch.Found found) {
      return new PhotoChoice(found.file(), found.byNameOnly(), null);
    }
    return new PhotoChoice(null, false, problem(named == null ? keys.cell() : named, match));
  }

  /** Whether no file was found, be one named or not. */
  boolean isMissing() {
    return file == null && (problem == null || problem.code().equals(NOT_FOUND));
  }

  /** What a row offers to find its photo by. */
  static PhotoFolder.PhotoKeys keys(Row row) {
    return new PhotoFolder.PhotoKeys(
        row.ref().line(),
        filled(row, RosterColumn.PHOTO),
        filled(row, RosterColumn.JOB_NUMBER),
        filled(row, RosterColumn.MOBILE),
        filled(row, RosterColumn.ID_NUMBER),
        filled(row, RosterColumn.NAME));
  }

  private static String filled(Row row, RosterColumn column) {
    return row.clears(column) ? "" : row.text(column);
  }

  private static @Nullable Finding problem(String cell, PhotoMatch match) {
    if (match instanceof PhotoMatch.Ambiguous several) {
      return new Finding(
          "PHOTO_AMBIGUOUS",
          RosterColumn.PHOTO,
          words("photo.several", DisplayLanguage.list(several.paths().stream().limit(5).toList())));
    }
    if (match instanceof PhotoMatch.Spanning picture) {
      return new Finding(
          "PHOTO_AMBIGUOUS", RosterColumn.PHOTO, words("photo.spanning", picture.path()));
    }
    if (match instanceof PhotoMatch.Outside) {
      return new Finding("PHOTO_OUTSIDE", RosterColumn.PHOTO, words("photo.outside"));
    }
    return cell.isEmpty()
        ? null
        : new Finding(NOT_FOUND, RosterColumn.PHOTO, words("photo.notThere"));
  }
}
