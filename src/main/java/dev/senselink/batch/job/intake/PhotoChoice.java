package dev.senselink.batch.job.intake;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.check.Finding;
import dev.senselink.batch.language.Speech;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.folder.Match;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.roster.Column;
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

  /** The choice of any row, a refused one too: it may claim the file of another. */
  static PhotoChoice of(Row row, PhotoFolder folder) {
    String cell = filled(row, Column.PHOTO);
    Match match =
        folder.find(
            new PhotoFolder.PhotoKeys(
                cell,
                filled(row, Column.JOB_NUMBER),
                filled(row, Column.MOBILE),
                filled(row, Column.ID_NUMBER),
                filled(row, Column.NAME)));
    if (match instanceof Match.Found found) {
      return new PhotoChoice(found.file(), found.byNameOnly(), null);
    }
    return new PhotoChoice(null, false, problem(cell, match));
  }

  private static String filled(Row row, Column column) {
    return row.clears(column) ? "" : row.text(column);
  }

  private static @Nullable Finding problem(String cell, Match match) {
    if (match instanceof Match.Ambiguous several) {
      return new Finding(
          "PHOTO_AMBIGUOUS",
          Column.PHOTO,
          words("photo.several", Speech.list(several.paths().stream().limit(5).toList())));
    }
    if (match instanceof Match.Outside) {
      return new Finding("PHOTO_OUTSIDE", Column.PHOTO, words("photo.outside"));
    }
    return cell.isEmpty()
        ? null
        : new Finding("PHOTO_NOT_FOUND", Column.PHOTO, words("photo.notThere"));
  }
}
