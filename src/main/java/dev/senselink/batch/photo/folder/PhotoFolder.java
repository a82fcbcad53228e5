package dev.senselink.batch.photo.folder;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.folder.PhotoFolderException.Kind;
import dev.senselink.batch.photo.format.PictureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The photos of a run: a folder or a zip, listed once when opened and searched by the rules of
 * ROSTER, "Photos". Names are compared in NFC and without regard to case. Safe between threads.
 *
 * <pre>{@code
 * try (PhotoFolder photos = PhotoFolder.open(Path.of("photos"), true)) {
 *   Match match = photos.find(new PhotoKeys("", "1001", "", "", "Ana Li"));
 * }
 * }</pre>
 */
public final class PhotoFolder implements AutoCloseable, Iterable<PhotoFile> {

  /**
   * What one row offers to find its photo by; an empty string where the row has nothing.
   *
   * @param line where it stands in the roster
   */
  public record PhotoKeys(
      long line, String cell, String jobNumber, String mobile, String idNumber, String name) {

    /** What may stand between a job number and a name. */
    private static final List<String> BETWEEN = List.of("_", "-", " ");

    /** Of a row that may stand anywhere. */
    public PhotoKeys(String cell, String jobNumber, String mobile, String idNumber, String name) {
      this(0, cell, jobNumber, mobile, idNumber, name);
    }

    /** Stems to look for, the surest first; without the bare name. */
    Stream<String> stems() {
      boolean both = !jobNumber.isBlank() && !name.isBlank();
      Stream<String> plain = Stream.of(jobNumber, mobile, idNumber);
      Stream<String> joined =
          BETWEEN.stream()
              .flatMap(sign -> Stream.of(jobNumber + sign + name, name + sign + jobNumber));
      return Stream.concat(plain.filter(key -> !key.isBlank()), joined.filter(key -> both));
    }
  }

  private final Path location;
  private final PhotoStore store;
  private final PhotoPathIndex index;
  private final PhotoFileSearch search;
  private final RowPictures pictures;

  private PhotoFolder(Path location, PhotoStore store, RowPictures pictures) {
    this.location = location;
    this.store = store;
    this.index = store.index();
    this.search = new PhotoFileSearch(index, Entry::new);
    this.pictures = pictures;
  }

  /**
   * The same folder beside the pictures of a roster, which are closed with it; this one is given
   * up.
   */
  public PhotoFolder with(RowPictures ofRoster) {
    return new PhotoFolder(location, store, ofRoster);
  }

  /** The pictures of the roster itself. */
  public RowPictures pictures() {
    return pictures;
  }

  /**
   * Lists a folder or zip.
   *
   * @param subfolders false: only what lies at the top
   * @throws PhotoFolderException if it is not there or cannot be read
   */
  public static PhotoFolder open(Path folderOrZip, boolean subfolders) {
    Path location = folderOrZip.toAbsolutePath().normalize();
    if (!Files.exists(location)) {
      throw new PhotoFolderException(Kind.NOT_THERE, words("folder.noSuch", location));
    }
    try {
      return new PhotoFolder(location, store(location, subfolders), RowPictures.NONE);
    } catch (IOException e) {
      throw new PhotoFolderException(
          Kind.UNREADABLE, words("folder.unlisted", location, why(e)), e);
    }
  }

  private static String why(IOException e) {
    return e instanceof AccessDeniedException
        ? words("folder.noPermission", e.getMessage())
        : String.valueOf(e.getMessage());
  }

  private static PhotoStore store(Path location, boolean subfolders) throws IOException {
    return Files.isDirectory(location)
        ? FolderPhotoStore.open(location, subfolders)
        : ZipPhotoStore.open(location, subfolders);
  }

  /** A folder without files, for a run without photos; its location is the empty path. */
  public static PhotoFolder none() {
    return new PhotoFolder(Path.of(""), new EmptyPhotoStore(), RowPictures.NONE);
  }

  /** Files listed, whatever they are; system files are left out. */
  public int count() {
    return index.count();
  }

  /** The absolute path of the folder or zip. */
  public Path location() {
    return location;
  }

  /**
   * The photo of one row: the picture that lies in it, else a file. A picture and a file are two,
   * and so are a picture and the name of a file, whether it is there or not.
   */
  public PhotoMatch find(PhotoKeys keys) {
    List<RowPictures.Placed> placed = pictures.at(keys.line(), keys.cell());
    boolean shows = pictures.isPicture(keys.cell());
    PhotoMatch file =
        shows && !placed.isEmpty() ? new PhotoMatch.NotFound(keys.cell()) : search.find(keys);
    if (placed.isEmpty()) {
      return file;
    }
    for (RowPictures.Placed picture : placed) {
      if (picture.spans()) {
        return new PhotoMatch.Spanning(picture.file().path());
      }
    }
    List<String> paths = new ArrayList<>(placed.stream().map(p -> p.file().path()).toList());
    if (file instanceof PhotoMatch.Found found) {
      paths.add(found.file().path());
    } else if (file instanceof PhotoMatch.Ambiguous several) {
      paths.addAll(several.paths());
    } else if (!shows && !keys.cell().isBlank()) {
      paths.add(keys.cell());
    }
    return paths.size() == 1
        ? new PhotoMatch.Found(placed.get(0).file(), false)
        : new PhotoMatch.Ambiguous(paths);
  }

  /**
   * The photo that a person has named for a row instead of what would be found for it: beside the
   * corrections of the roster, else in this folder.
   */
  public PhotoMatch named(String path) {
    Optional<PhotoFile> beside = pictures.named(path);
    return beside.isPresent()
        ? new PhotoMatch.Found(beside.get(), false)
        : search.find(new PhotoKeys(path, "", "", "", ""));
  }

  /**
   * The file that a match named.
   *
   * @throws NoSuchElementException if the folder has no such path
   */
  public PhotoFile file(String path) {
    Optional<PhotoFile> picture = pictures.file(path);
    return picture.isPresent() ? picture.get() : fileInFolder(path);
  }

  private PhotoFile fileInFolder(String path) {
    return IntStream.of(index.withPath(path))
        .filter(number -> index.path(number).equals(path))
        .mapToObj(Entry::new)
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no such photo below " + location));
  }

  /**
   * The files of a folder, by path: those that may be pictures, and all others.
   *
   * @param astray names that lead out of the folder or zip, and links to folders
   * @param hidden how many names begin with a dot
   */
  public record Sorted(
      List<PhotoFile> pictures, List<PhotoFile> others, List<String> astray, int hidden) {}

  /** Looks at each file's name, and where that calls it something else, at its first bytes. */
  public Sorted sorted() {
    List<PhotoFile> pictures = new ArrayList<>();
    List<PhotoFile> others = new ArrayList<>();
    for (int number = 0; number < count(); number++) {
      (isPicture(number) ? pictures : others).add(new Entry(number));
    }
    PhotoStore.Unlisted unlisted = store.unlisted();
    return new Sorted(pictures, others, unlisted.astray(), unlisted.hidden());
  }

  private boolean isPicture(int number) {
    if (PhotoNameRules.mayBePicture(PhotoNameRules.name(index.path(number)))) {
      return true;
    }
    try (InputStream in = store.open(number)) {
      return PictureKind.isPicture(in.readNBytes(PictureKind.LOOK_AT));
    } catch (IOException unreadable) {
      return true; // whoever looks at it says why
    }
  }

  /** Notes which files are somebody's photo; one thread. */
  public Claims claims() {
    return new Claims();
  }

  /** Which files of the folder rows have led to. */
  public final class Claims {
    private final BitSet claimed = new BitSet(count());

    /** Notes a file that {@link PhotoFolder#find} found in this folder. */
    public void add(PhotoFile file) {
      if (file instanceof Entry entry) {
        claimed.set(entry.number);
      }
    }

    /** Paths of the others, sorted, without files that neither name nor bytes call pictures. */
    public List<String> unclaimed() {
      return IntStream.range(0, count())
          .filter(number -> !claimed.get(number) && isPicture(number))
          .mapToObj(index::path)
          .toList();
    }
  }

  /** Every file, by path. */
  public Iterator<PhotoFile> all() {
    return IntStream.range(0, count()).<PhotoFile>mapToObj(Entry::new).iterator();
  }

  @Override
  public Iterator<PhotoFile> iterator() {
    return all();
  }

  /** Streams that are still open may fail afterwards. */
  @Override
  public void close() {
    pictures.close();
    store.close();
  }

  private final class Entry implements PhotoFile {

    private final int number;

    Entry(int number) {
      this.number = number;
    }

    @Override
    public String path() {
      return index.path(number);
    }

    @Override
    public long size() {
      return store.size(number);
    }

    @Override
    public InputStream open() throws IOException {
      return store.open(number);
    }
  }
}
