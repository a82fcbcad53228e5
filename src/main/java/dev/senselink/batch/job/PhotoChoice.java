package dev.senselink.batch.job;

import dev.senselink.batch.check.Finding;
import dev.senselink.batch.check.Person;
import dev.senselink.batch.photo.Match;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoFolder;
import dev.senselink.batch.roster.Column;
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

  static PhotoChoice of(Person person, PhotoFolder folder) {
    Match match =
        folder.find(
            new PhotoFolder.PhotoKeys(
                person.photo(),
                person.jobNumber(),
                person.mobile(),
                person.idNumber(),
                person.name()));
    if (match instanceof Match.Found found) {
      return new PhotoChoice(found.file(), found.byNameOnly(), null);
    }
    return new PhotoChoice(null, false, problem(person, match));
  }

  private static @Nullable Finding problem(Person person, Match match) {
    if (match instanceof Match.Ambiguous several) {
      return new Finding(
          "PHOTO_AMBIGUOUS",
          Column.PHOTO,
          "several files fit this row: "
              + String.join(", ", several.paths().stream().limit(5).toList())
              + "; name one in the photo column or remove the others");
    }
    if (match instanceof Match.Outside) {
      return new Finding(
          "PHOTO_OUTSIDE",
          Column.PHOTO,
          "the photo cell leads out of the photos folder, or is an address; write the name of a"
              + " file in the folder");
    }
    return person.photo().isEmpty()
        ? null
        : new Finding(
            "PHOTO_NOT_FOUND",
            Column.PHOTO,
            "the photos folder has no file named as the photo cell says; add it or mend the cell");
  }
}
