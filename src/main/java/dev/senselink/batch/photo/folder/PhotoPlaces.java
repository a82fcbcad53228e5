package dev.senselink.batch.photo.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where photos lie beside a roster if nobody says where. */
public final class PhotoPlaces {
  private static final List<String> NAMES =
      List.of("照片", "Photos", "pictures", "photos", "photos.zip");

  private PhotoPlaces() {}

  /** Those that are in a folder, the one that is taken first. */
  public static List<Path> in(Path folder) {
    return NAMES.stream()
        .map(folder::resolve)
        .filter(place -> isZip(place) ? Files.isRegularFile(place) : Files.isDirectory(place))
        .filter(new SamePlaces()::isNew)
        .toList();
  }

  /** The place in which those of a list are looked for: such a one beside it, or its folder. */
  public static Path beside(Path list) {
    Path folder = list.toAbsolutePath().normalize().resolveSibling("");
    return in(folder).stream().findFirst().orElse(folder);
  }

  private static boolean isZip(Path place) {
    return place.toString().endsWith(".zip");
  }

  /** Where the case of names does not count, two of them are one. */
  private static final class SamePlaces {
    private final Set<Path> seen = new HashSet<>();

    boolean isNew(Path place) {
      try {
        return seen.add(place.toRealPath());
      } catch (IOException gone) {
        return false;
      }
    }
  }
}
