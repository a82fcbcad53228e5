package dev.senselink.batch.backup;

import java.util.List;
import java.util.regex.Matcher;
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

  /** Stands where the manifest will: this export is not whole yet. */
  public static final String UNFINISHED = "unfinished.json";

  /** That, before it has its name. */
  public static final String BEGUN = UNFINISHED + ".part";

  /** What an unfinished export remembers; gone when it is whole. */
  public static final String WORK = "unfinished";

  /** Lies in it as long as an export is at work. */
  public static final String LOCK = "lock";

  /** Lies in it once all is there: from then on the export only takes the old one's place. */
  public static final String WHOLE = "whole.json";

  private static final Pattern RECORDS = Pattern.compile("records-(\\d{4,})-(\\d{2})\\.csv");
  private static final Pattern PHOTO = Pattern.compile("(0|[1-9][0-9]{0,18})\\.jpg");

  private BackupLayout() {}

  /** The tables that are always there. */
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
            + "createAt,updateAt"),
    PHOTO_LIST("photos.csv", "id,file,avatarId,bytes,sha256");

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

  /** The files without which there is no backup, the tables of records apart. */
  public static List<String> always() {
    return Stream.concat(Stream.of(COMPANY, BOOK), Stream.of(Table.values()).map(Table::file))
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
    return isRecords(name) || always().contains(name);
  }

  /** The photo of a person, as {@code photos.csv} names it. */
  public static String photo(long person) {
    return PHOTOS + "/" + photoName(person);
  }

  /** The same without the folder, as the rosters name it. */
  public static String photoName(long person) {
    return person + ".jpg";
  }

  /** Whose photo a file of such a name is; -1 for no photo's name. */
  public static long person(String photoName) {
    Matcher matcher = PHOTO.matcher(photoName);
    try {
      return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    } catch (NumberFormatException e) {
      return -1; // a few of nineteen digits are too many
    }
  }

  /** Whether a file in the folder of photos may be one. */
  public static boolean isPhotoName(String name) {
    return person(name) >= 0;
  }
}
