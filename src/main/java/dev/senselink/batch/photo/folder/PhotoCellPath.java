package dev.senselink.batch.photo.folder;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The photo cell as a place below the photos folder.
 *
 * @param path parts joined by {@code /}, without {@code .} and {@code ..}
 * @param exact the cell names a folder too ({@code sub/a.jpg}, {@code ./a.jpg}), so it means one
 *     place and not any file of that name
 */
record PhotoCellPath(String path, boolean exact) {

  /** Roots, drive letters and URLs. A colon further in is part of a name. */
  private static final Pattern ABSOLUTE =
      Pattern.compile(
          "(?i)(/|[a-z]:|[a-z][a-z0-9+.-]*://|(https?|ftp|file|data):).*", Pattern.DOTALL);

  /** Empty if the cell leads out of the folder. */
  static Optional<PhotoCellPath> of(String cell) {
    String text = PhotoNameRules.nfc(cell.strip()).replace('\\', '/');
    if (ABSOLUTE.matcher(text).matches()) {
      return Optional.empty();
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : text.split("/", -1)) {
      if (part.equals("..") && parts.pollLast() == null) {
        return Optional.empty();
      }
      if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.addLast(part);
      }
    }
    return Optional.of(new PhotoCellPath(String.join("/", parts), text.contains("/")));
  }

  String name() {
    return PhotoNameRules.name(path);
  }

  /** The folder part, empty at the top. */
  String folder() {
    return folderOf(path);
  }

  static String folderOf(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }
}
