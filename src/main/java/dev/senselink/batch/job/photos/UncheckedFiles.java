package dev.senselink.batch.job.photos;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.photo.folder.PhotoFolder;
import java.util.ArrayList;
import java.util.List;

/** What a check of photos leaves out, in words. */
final class UncheckedFiles {
  private static final int MOST_TOLD = 500;

  private UncheckedFiles() {}

  /** Each file that is not looked at, or at least how many more there are. */
  static List<String> told(PhotoFolder.Sorted folder) {
    List<String> told = new ArrayList<>();
    folder.others().forEach(file -> told.add(words("photos.other", file.path())));
    folder.astray().forEach(name -> told.add(words("photos.astray", name)));
    int more = told.size() - MOST_TOLD;
    if (more > 0) {
      told.subList(MOST_TOLD, told.size()).clear();
      told.add(words("photos.others", more));
    }
    if (folder.hidden() > 0) {
      told.add(words("photos.hidden", folder.hidden()));
    }
    return told;
  }
}
