package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.photo.folder.PhotoFolderException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which photos a machine sees at a place: two that see the same have the same. A folder that is not
 * mounted is an empty one. Other files count for nothing: where no folder is named the list lies
 * among them.
 *
 * @param sha256 of all names
 * @param there whether there is such a place; of no meaning elsewhere
 */
record PhotoNames(int count, String sha256, boolean there) {
  private static final Pattern PICTURE =
      Pattern.compile("(?i).*\\.(jpe?g|png|webp|bmp|gif|heic|heif|tiff?)");

  /**
   * Those in a folder or zip; none where there is nothing, or no place.
   *
   * @param subfolders false: only what lies at the top
   */
  static PhotoNames in(String place, boolean subfolders) {
    if (place.isEmpty()) {
      return of(List.of(), false);
    }
    try (PhotoFolder photos = PhotoFolder.open(Path.of(place), subfolders)) {
      List<String> names = new ArrayList<>();
      for (PhotoFile file : photos) {
        if (PICTURE.matcher(file.path()).matches()) {
          names.add(file.path());
        }
      }
      Collections.sort(names);
      return of(names, true);
    } catch (PhotoFolderException e) {
      return of(List.of(), false); // the import says so itself
    }
  }

  private static PhotoNames of(List<String> names, boolean there) {
    return new PhotoNames(names.size(), Sha256Digest.hex(String.join("\n", names)), there);
  }

  /** Whether two machines see the same. */
  boolean isSame(PhotoNames other) {
    return count == other.count && sha256.equals(other.sha256);
  }
}
