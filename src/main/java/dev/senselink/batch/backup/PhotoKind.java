package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackupLayout.Table;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose pictures a backup holds. Each kind has a folder and a list of what is in it, ascending by
 * keys; a picture is named after its key, so that neither can name anything outside the folder.
 */
public enum PhotoKind {
  /** Photos of people; the key is the person's id. */
  PERSON(BackupLayout.PHOTOS, Table.PHOTO_LIST),

  /** Pictures taken at the doors; the key is twice the record's id, plus 1 for the large one. */
  RECORD(BackupLayout.RECORD_PHOTOS, Table.RECORD_PHOTO_LIST);

  private static final Pattern NAME = Pattern.compile("(0|[1-9][0-9]{0,18})(-large)?\\.jpg");
  private static final String LARGE = "-large";
  private static final long NONE = -1;

  private final String folder;
  private final Table list;

  PhotoKind(String folder, Table list) {
    this.folder = folder;
    this.list = list;
  }

  /** The key of a record's picture. */
  public static long recordKey(long record, boolean large) {
    return 2 * record + (large ? 1 : 0);
  }

  /** The kind whose folder has this name; null for none. */
  public static @Nullable PhotoKind ofFolder(String name) {
    for (PhotoKind kind : values()) {
      if (kind.folder.equals(name)) {
        return kind;
      }
    }
    return null;
  }

  public String folder() {
    return folder;
  }

  /** The table that lists them. */
  public Table list() {
    return list;
  }

  /** Whether a backup has such a list; the folder is a stranger where it has none. */
  public boolean isIn(Manifest manifest) {
    return manifest.files().containsKey(list.file());
  }

  /** Reads the list; closing the stream closes what it is read from. */
  public Stream<BackedUpPhoto> read(InputStream in) throws IOException {
    return BackupTableReader.of(in, list.file(), list.columns()).stream(BackedUpPhoto::of);
  }

  /** Where the picture of a key lies, as the list names it. */
  public String file(long key) {
    return folder + "/" + name(key);
  }

  /** The same without the folder. */
  public String name(long key) {
    return id(key) + (this == RECORD && key % 2 == 1 ? LARGE : "") + ".jpg";
  }

  /** Of which person or record a picture is. */
  public long id(long key) {
    return this == RECORD ? key / 2 : key;
  }

  /** The key of a picture of this name; -1 where no picture has such a name. */
  public long key(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return NONE;
    }
    boolean large = matcher.group(2) != null;
    try {
      long id = Long.parseLong(matcher.group(1));
      boolean fits = this == RECORD ? id <= Long.MAX_VALUE / 2 : !large;
      return !fits ? NONE : this == RECORD ? recordKey(id, large) : id;
    } catch (NumberFormatException e) {
      return NONE; // a few of nineteen digits are too many
    }
  }

  /** The key of a line of the list; -1 where the line does not name the file of its id. */
  public long key(BackedUpPhoto photo) {
    String before = folder + "/";
    long key =
        photo.file().startsWith(before) ? key(photo.file().substring(before.length())) : NONE;
    return key >= 0 && id(key) == photo.id() ? key : NONE;
  }

  /**
   * The file of a line of the list.
   *
   * @throws BackupException if the line does not name the file of its id
   */
  public String mustBeFile(BackedUpPhoto photo) {
    long key = key(photo);
    if (key < 0) {
      String id = String.valueOf(photo.id());
      throw BackupException.damaged(list.file(), words("damage.photoName", id));
    }
    return file(key);
  }
}
