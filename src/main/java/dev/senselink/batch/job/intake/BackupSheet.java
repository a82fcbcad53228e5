package dev.senselink.batch.job.intake;

import dev.senselink.batch.backup.BackedUpGuest;
import dev.senselink.batch.backup.BackedUpUser;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.job.RestoreSettings;
import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.RosterShape;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.RowReference;
import dev.senselink.batch.roster.cell.GroupsCell;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The people of a backup on one sheet, staff first: a restore's own copy, as an import keeps one of
 * its roster. It is what the rows, the report and a later {@code resolve} are read from, so that
 * they do not need the backup any more, nor its password.
 *
 * <p>Every cell holds what the backup holds. A row stands at the line of its own file.
 */
public final class BackupSheet {
  static final String USERS = "users.csv";
  static final String GUESTS = "guests.csv";

  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

  /** How the sheet is read, which is not by the rules of a roster. */
  public static final RosterSettings READING = RosterSettings.of(RosterKind.USERS);

  /** What the sheet has of a person, in its order. */
  public enum Cell {
    FILE,
    LINE,
    ID,
    NAME,
    JOB_NUMBER,
    MOBILE,
    IC_NUMBER,
    GENDER,
    BIRTHDAY,
    ENTRY_TIME,
    MAIL,
    POSITION,
    LOCATION,
    AREA_CODE,
    REMARK,
    DEPARTMENT,
    DEPARTMENT_ID,
    GROUPS,
    GROUP_IDS,
    PHOTO,
    AVATAR_ID,
    HOST,
    DATE_TIME_FROM,
    DATE_TIME_TO;

    /** The header: the name as BACKUP.md spells it. */
    String header() {
      StringBuilder name = new StringBuilder();
      for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
        name.append(name.length() == 0 ? word.charAt(0) : Character.toUpperCase(word.charAt(0)));
        name.append(word, 1, word.length());
      }
      return name.toString();
    }
  }

  private BackupSheet() {}

  /** Whether a run's copy is such a sheet. */
  public static boolean belongsTo(String command) {
    return command.equals(RestoreSettings.COMMAND) || command.equals(UndoCommandSettings.COMMAND);
  }

  /** Its headers in their order. */
  public static List<String> headers() {
    return Stream.of(Cell.values()).map(Cell::header).toList();
  }

  /** Writes it. */
  public static void write(Backup backup, Path file) throws IOException {
    try (GuardedCsvWriter sheet = GuardedCsvWriter.create(file)) {
      sheet.write(headers());
      Lines lines = new Lines(sheet);
      try (Stream<BackedUpUser> users = backup.users()) {
        for (BackedUpUser user : (Iterable<BackedUpUser>) users::iterator) {
          lines.add(USERS, cells(user), List.of(user.createAt(), user.updateAt()));
        }
      }
      lines.begin();
      try (Stream<BackedUpGuest> guests = backup.guests()) {
        for (BackedUpGuest g : (Iterable<BackedUpGuest>) guests::iterator) {
          lines.add(GUESTS, cells(g), List.of(g.createAt(), g.updateAt()));
        }
      }
    }
  }

  /** Counts the lines of the file that the rows came from: a cell may hold several. */
  private static final class Lines {
    private final GuardedCsvWriter sheet;
    private long line = 2;

    Lines(GuardedCsvWriter sheet) {
      this.sheet = sheet;
    }

    void begin() {
      line = 2;
    }

    void add(String file, List<String> cells, List<String> more) throws IOException {
      List<String> place = List.of(file, String.valueOf(line));
      sheet.write(Stream.concat(place.stream(), cells.stream()).toList());
      line +=
          1
              + Stream.concat(cells.stream(), more.stream())
                  .mapToLong(cell -> LINE_BREAK.matcher(cell).results().count())
                  .sum();
    }
  }

  private static List<String> cells(BackedUpUser u) {
    return List.of(
        String.valueOf(u.id()),
        u.name(),
        u.jobNumber(),
        u.mobile(),
        u.icNumber(),
        u.gender(),
        u.birthday(),
        u.entryTime(),
        u.mail(),
        u.position(),
        u.location(),
        u.areaCode(),
        u.remark(),
        u.department(),
        number(u.departmentId()),
        GroupsCell.write(u.groups()),
        ids(u.groupIds()),
        u.photo(),
        u.avatarId(),
        "",
        "",
        "");
  }

  private static List<String> cells(BackedUpGuest g) {
    return List.of(
        String.valueOf(g.id()),
        g.name(),
        "",
        g.mobile(),
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        g.remark(),
        "",
        "",
        GroupsCell.write(g.groups()),
        ids(g.groupIds()),
        g.photo(),
        g.avatarId(),
        g.host(),
        g.dateTimeFrom(),
        g.dateTimeTo());
  }

  private static String number(@Nullable Long number) {
    return number == null ? "" : number.toString();
  }

  private static String ids(List<Long> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(";"));
  }

  /** The rows, each where it stands in its own file. */
  public static Roster open(Path file, String displayName) {
    return new Placed(Roster.openOwn(file, displayName, READING));
  }

  /** A roster whose rows say themselves where they stand. */
  private record Placed(Roster sheet) implements Roster {
    @Override
    public RosterShape shape() {
      return sheet.shape();
    }

    @Override
    public @Nullable Row next() {
      Row row = sheet.next();
      return row == null
          ? null
          : row.at(new RowReference(row.ref().number(), new BackupSheetPerson(row).line()));
    }

    @Override
    public void close() {
      sheet.close();
    }
  }
}
