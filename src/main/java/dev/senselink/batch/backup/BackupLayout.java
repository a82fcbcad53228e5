package dev.senselink.batch.backup;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of what a backup holds, BACKUP.md "The folder". */
public final class BackupLayout {
  public static final String MANIFEST = "manifest.json";
  public static final String CHECKSUM = "manifest.sha256";
  public static final String SEAL = "manifest.seal";
  public static final String COMPANY = "company.json";
  public static final String BOOK = "backup.xlsx";
  public static final String PHOTOS = "photos";
  public static final String RECORD_PHOTOS = "record-photos";

  /**
   * The folder in which a new backup is made, until it is complete and takes the old one's place.
   */
  public static final String NEXT = "next";

  /** What an unfinished export remembers; in {@link #NEXT}, gone when the export is at its end. */
  public static final String WORK = "unfinished";

  /** Lies there from the first moment: of which server and company the export is. */
  public static final String UNFINISHED = "unfinished.json";

  /** That, before it has its name. */
  public static final String BEGUN = UNFINISHED + ".part";

  /** Lies there as long as an export is at work. */
  public static final String LOCK = "lock";

  private static final Pattern RECORDS = Pattern.compile("records-(\\d{4,})-(\\d{2})\\.csv");

  private BackupLayout() {}

  /** The tables, those of records apart. All are always there but that of the doors' pictures. */
  public enum Table {
    DEPARTMENTS("departments.csv", "id,parentId,path,name,code,leaderId,leader"),
    GROUPS("groups.csv", "id,type,name"),
    DEVICES(
        "devices.csv",
        "id,sn,name,location,direction,description,staffGroups,guestGroups,staffGroupIds,"
            + "guestGroupIds,status,ip,softwareVersion"),
    USERS(
        "users.csv",
        "name,jobNumber,mobile,icNumber,gender,birthday,entryTime,mail,position,location,areaCode,"
            + "remark,department,groups,photo,id,departmentId,groupIds,avatarId,createAt,updateAt"),
    GUESTS(
        "guests.csv",
        "name,mobile,remark,groups,photo,host,dateTimeFrom,dateTimeTo,id,groupIds,avatarId,"
            + "createAt,updateAt,hostFrom"),
    PHOTO_LIST("photos.csv", "id,file,avatarId,bytes,sha256"),
    RECORD_PHOTO_LIST("record-photos.csv", "id,file,avatarId,bytes,sha256");

    private final String file;
    private final List<String> columns;

    Table(String file, String columns) {
      this.file = file;
      this.columns = List.of(columns.split(",", -1));
    }

    public String file() {
      return file;
    }

    public List<String> columns() {
      return columns;
    }
  }

  /**
   * How many of a table's columns a backup must have at least: those behind were added later, and
   * are blank in an older backup.
   */
  static int needed(List<String> columns) {
    int added = columns.indexOf("hostFrom");
    return added < 0 ? columns.size() : added;
  }

  /**
   * Where the whole backup of a folder lies: in {@link #NEXT} from the moment the new one is
   * complete there until it has taken the old one's place, else in the folder itself. A manifest in
   * {@link #NEXT} is written after everything it names is on the disk, and removed first.
   */
  public static Path whole(Path folder) {
    Path next = folder.resolve(NEXT);
    boolean complete =
        Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)
            && Files.isRegularFile(next.resolve(MANIFEST), LinkOption.NOFOLLOW_LINKS);
    return complete ? next : folder;
  }

  /** Where an export into a folder keeps what it needs to go on after a crash. */
  public static Path work(Path folder) {
    return folder.resolve(NEXT).resolve(WORK);
  }

  /** The files without which there is no backup, the tables of records apart. */
  public static List<String> always() {
    return Stream.concat(Stream.of(COMPANY, BOOK), Stream.of(Table.values()).map(Table::file))
        .filter(name -> !name.equals(Table.RECORD_PHOTO_LIST.file()))
        .sorted()
        .toList();
  }

  public static boolean isRecords(String name) {
    return RECORDS.matcher(name).matches();
  }

  public static boolean isTable(String name) {
    return name.endsWith(".csv");
  }

  /** Whether a manifest may name such a file. */
  public static boolean isKnown(String name) {
    return isRecords(name)
        || name.equals(Table.RECORD_PHOTO_LIST.file())
        || always().contains(name);
  }

  /** The photo of a person, as {@code photos.csv} names it. */
  public static String photo(long person) {
    return PhotoKind.PERSON.file(person);
  }

  /** The same without the folder, as the rosters name it. */
  public static String photoName(long person) {
    return PhotoKind.PERSON.name(person);
  }
}
