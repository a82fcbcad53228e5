package dev.senselink.batch.job.intake;

import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.photo.folder.RowPictures;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.table.FileKind;
import dev.senselink.batch.table.excel.CellPicture;
import dev.senselink.batch.table.excel.PicturesOfSheet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pictures that lie in the rows of a workbook. Their bytes are read out of the run's own copy
 * as out of any zip of photos, with the same limits; of each picture only its place is in memory.
 */
public final class WorkbookPictures implements RowPictures {
  /** As WPS shows a picture in a cell. */
  private static final Pattern SHOWN =
      Pattern.compile("=?(?:_xlfn\\.)?DISPIMG\\(\"([^\"]{1,100})\".*", Pattern.DOTALL);

  /** No picture of a row begins further above. */
  private static final int MOST_ROWS = 50;

  private final String book;
  private final List<CellPicture> placed;
  private final Map<String, String> named;
  private PhotoFolder parts;

  private WorkbookPictures(
      Path file, String book, List<CellPicture> placed, Map<String, String> named) {
    this.book = book;
    this.placed = placed;
    this.named = named;
    this.parts = PhotoFolder.open(file, true);
  }

  /** Those of a run's copy of a roster. */
  public static RowPictures of(RosterInput input) {
    if (input.ofBackup() || FileKind.of(input.file(), input.displayName()) == FileKind.TEXT) {
      return NONE;
    }
    try (Roster roster = input.open()) {
      PicturesOfSheet all = roster.pictures();
      if (all.isEmpty()) {
        return NONE;
      }
      List<CellPicture> below =
          all.placed().stream()
              .filter(picture -> picture.firstRow() > roster.shape().headerLine())
              .toList();
      Integer column = roster.shape().columns().get(RosterColumn.PHOTO);
      List<CellPicture> own =
          below.stream().filter(p -> column != null && p.column() == column).toList();
      // Where there is a column of photos with pictures in it, others are not the photo.
      return new WorkbookPictures(
          input.file(), input.displayName(), own.isEmpty() ? below : own, all.named());
    }
  }

  @Override
  public List<Placed> at(long line, String photoCell) {
    List<Placed> here = new ArrayList<>();
    for (int i = after(line) - 1; i >= 0 && placed.get(i).firstRow() > line - MOST_ROWS; i--) {
      CellPicture picture = placed.get(i);
      if (picture.lastRow() >= line) {
        here.add(new Placed(file(picture), picture.lastRow() > picture.firstRow()));
      }
    }
    Matcher shown = SHOWN.matcher(photoCell);
    if (shown.matches() && named.containsKey(shown.group(1))) {
      String part = named.get(shown.group(1));
      here.add(new Placed(new Picture(path(shown.group(1)), part, this), false));
    }
    return here;
  }

  /** Where the first picture stands that begins below a line. */
  private int after(long line) {
    int low = 0;
    int high = placed.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (placed.get(middle).firstRow() <= line) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public boolean isPicture(String photoCell) {
    return SHOWN.matcher(photoCell).matches();
  }

  @Override
  public Optional<PhotoFile> file(String path) {
    if (!path.startsWith(path(""))) {
      return Optional.empty();
    }
    String place = path.substring(path("").length());
    if (named.containsKey(place)) {
      return Optional.of(new Picture(path, named.get(place), this));
    }
    Stream<CellPicture> there = placed.stream().filter(p -> p.place().equals(place));
    return there.findFirst().map(this::file);
  }

  @Override
  public int count() {
    return placed.size() + named.size();
  }

  private PhotoFile file(CellPicture picture) {
    return new Picture(path(picture.place()), picture.part(), this);
  }

  private String path(String place) {
    return book + "#" + place;
  }

  private synchronized PhotoFile part(String name) {
    return parts.file(name);
  }

  /** Lets go of the file, so that it can be moved; then {@link #goOn} says where it is. */
  synchronized void pause() {
    parts.close();
  }

  synchronized void goOn(Path file) {
    parts = PhotoFolder.open(file, true);
  }

  @Override
  public synchronized void close() {
    parts.close();
  }

  /** A picture, called by its place; its bytes are a part of the workbook. */
  private record Picture(String path, String part, WorkbookPictures pictures) implements PhotoFile {
    @Override
    public long size() {
      return bytes().map(PhotoFile::size).orElse(-1L);
    }

    @Override
    public InputStream open() throws IOException {
      Optional<PhotoFile> there = bytes();
      if (there.isEmpty()) {
        throw new IOException(part);
      }
      return there.get().open();
    }

    private Optional<PhotoFile> bytes() {
      try {
        return Optional.of(pictures.part(part));
      } catch (NoSuchElementException notInTheZip) {
        return Optional.empty();
      }
    }
  }
}
