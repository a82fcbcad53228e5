package dev.senselink.batch.photo.folder;

import dev.senselink.batch.photo.PhotoFile;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Which file of a folder is meant, by the rules of ROSTER, "Photos": names are compared in NFC and
 * without regard to case. Safe between threads.
 */
final class PhotoFileSearch {
  private final PhotoPathIndex index;
  private final IntFunction<PhotoFile> file;

  /**
   * @param file the file of a number of the index
   */
  PhotoFileSearch(PhotoPathIndex index, IntFunction<PhotoFile> file) {
    this.index = index;
    this.file = file;
  }

  /**
   * The whole order for the file of one row. A row with a photo cell is matched by the cell alone;
   * else by job number, mobile, ID number, {@code jobNumber_name}, {@code name_jobNumber} and name.
   */
  PhotoMatch find(PhotoFolder.PhotoKeys keys) {
    if (!keys.cell().isBlank()) {
      return byCell(keys.cell());
    }
    List<String> stems = keys.stems().toList();
    for (String stem : stems) {
      PhotoMatch match = byStem(stem);
      if (!(match instanceof PhotoMatch.NotFound)) {
        return match;
      }
    }
    String wanted = stems.isEmpty() ? keys.name() : stems.get(0);
    return match(candidates(keys.name()), wanted, true);
  }

  /** By exact name, or by path where the cell has one; then by stem. */
  private PhotoMatch byCell(String photoCell) {
    return PhotoCellPath.of(photoCell)
        .map(cell -> match(candidates(cell), photoCell, false))
        .orElseGet(() -> new PhotoMatch.Outside(photoCell));
  }

  /** The file whose name without its ending is this. */
  private PhotoMatch byStem(String stem) {
    return match(candidates(stem), stem, false);
  }

  private int[] candidates(PhotoCellPath cell) {
    int[] exact = cell.exact() ? index.withPath(cell.path()) : index.withName(cell.name());
    if (exact.length > 0) {
      return exact;
    }
    int[] named = inFolder(cell, candidates(cell.name()));
    return named.length > 0 ? named : inFolder(cell, candidates(PhotoNameRules.stem(cell.name())));
  }

  private int[] inFolder(PhotoCellPath cell, int[] numbers) {
    String folder = PhotoNameRules.fold(cell.folder());
    return IntStream.of(numbers)
        .filter(
            n ->
                !cell.exact()
                    || PhotoNameRules.fold(PhotoCellPath.folderOf(index.raw(n))).equals(folder))
        .toArray();
  }

  private int[] candidates(String stem) {
    int[] numbers = stem.isBlank() ? new int[0] : index.withStem(stem);
    if (numbers.length < 2) {
      return numbers;
    }
    // Phones and editors put notes beside photos: 1001.jpg and 1001.xmp are not two photos.
    int[] pictures =
        IntStream.of(numbers).filter(n -> PhotoNameRules.mayBePicture(index.raw(n))).toArray();
    return pictures.length > 0 ? pictures : numbers;
  }

  private PhotoMatch match(int[] numbers, String wanted, boolean byNameOnly) {
    return switch (numbers.length) {
      case 0 -> new PhotoMatch.NotFound(wanted);
      case 1 -> new PhotoMatch.Found(file.apply(numbers[0]), byNameOnly);
      default ->
          new PhotoMatch.Ambiguous(Arrays.stream(numbers).mapToObj(index::path).sorted().toList());
    };
  }
}
