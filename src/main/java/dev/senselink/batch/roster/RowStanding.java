package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.roster.cell.CellDate;
import dev.senselink.batch.table.DisplayText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a row is somebody to import, as its own cells say.
 *
 * @param kind what they say
 * @param why in words; {@code ""} for {@link Kind#EMPLOYED}
 */
public record RowStanding(Kind kind, String why) {
  /** The code of a row that is {@link Kind#UNCLEAR}. */
  public static final String UNCLEAR_CODE = "STATUS_UNCLEAR";

  private static final RowStanding EMPLOYED = new RowStanding(Kind.EMPLOYED, "");
  private static final Pattern NO_DATE =
      Pattern.compile(
          "[-/]+|无|(?i:n/?a)|0{8}"
              + "|(?:0{4}[-/.]0?0[-/.]0?0|0?0[-/.]0?0[-/.]0{4}|1900[-/.]0?1[-/.]0?0)(?:\\s.*)?");
  private static final Pattern NO_WORD = Pattern.compile("[-/]+");

  /** Days before it stand for none in personnel systems and spreadsheets. */
  private static final LocalDate FIRST_DAY = LocalDate.of(1901, 1, 1);

  private static final int LONGEST_SHOWN = 40;

  /** What the cells of a row say. */
  public enum Kind {
    /** Nothing against it. */
    EMPLOYED,
    /** They have left. */
    LEFT,
    /** Their employment has not begun. */
    NOT_BEGUN,
    /** The cells contradict each other, or one of them cannot be understood. */
    UNCLEAR,
    /** The row is not of the part of the list that is taken. */
    FILTERED;

    /** Whether the row ends before duplicates and photos are looked at. */
    public boolean isPassedOver() {
      return this == LEFT || this == NOT_BEGUN || this == FILTERED;
    }
  }

  /** Whether a cell of a day of leaving says that there is none. */
  static boolean isNoDay(String text) {
    return NO_DATE.matcher(text).matches();
  }

  /** What the cells of a row say; those of a row that cannot be read say nothing. */
  public static RowStanding of(Row row, RosterSettings settings) {
    StandingColumns columns = row.standingColumns();
    boolean none = columns.all().findAny().isEmpty();
    if (none || columns.all().anyMatch(row::isUnreadable)) {
      return EMPLOYED; // whoever checks the row refuses it
    }
    for (Map.Entry<Integer, Set<String>> part : columns.where().entrySet()) {
      if (!part.getValue().contains(StandingWords.fold(row.clean(part.getKey())))) {
        return new RowStanding(Kind.FILTERED, words("standing.filtered", said(row, part.getKey())));
      }
    }
    return new Judgement(row, settings).standing();
  }

  private static String said(Row row, int at) {
    String text = row.clean(at);
    String shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    return words("standing.cell", row.headerTold(at), DisplayText.text(shown));
  }

  /** Holds the cells of one row against each other. */
  private static final class Judgement {
    private final Row row;
    private final StandingColumns columns;
    private final List<String> left = new ArrayList<>(0);
    private final List<String> employed = new ArrayList<>(0);
    private @Nullable String notBegun;
    private @Nullable String unclear;

    Judgement(Row row, RosterSettings settings) {
      this.row = row;
      this.columns = row.standingColumns();
      columns.statuses().forEach(this::word);
      if (notBegun != null && !(left.isEmpty() && employed.isEmpty())) {
        unclear = words("standing.differ", notBegun, (left.isEmpty() ? employed : left).get(0));
      }
      LocalDate day = settings.rows().today();
      LocalDate today = day == null ? LocalDate.now(ZoneId.systemDefault()) : day;
      String format = settings.dateFormat();
      LocalDate entered = CellDate.day(row.text(RosterColumn.ENTRY_TIME), format);
      // A word that says employed, and a day of entry that has come, end an earlier employment.
      boolean again = !employed.isEmpty() && entered != null && !entered.isAfter(today);
      LocalDate begun = again ? entered : null;
      columns.dates().forEach(at -> date(at, format, today, begun));
    }

    RowStanding standing() {
      if (unclear != null) {
        return new RowStanding(Kind.UNCLEAR, unclear);
      }
      if (left.isEmpty()) {
        return notBegun == null
            ? EMPLOYED
            : new RowStanding(Kind.NOT_BEGUN, words("standing.notBegun", notBegun));
      }
      return employed.isEmpty()
          ? new RowStanding(Kind.LEFT, words("standing.left", String.join("; ", left)))
          : new RowStanding(Kind.UNCLEAR, words("standing.differ", left.get(0), employed.get(0)));
    }

    private void word(int at) {
      if (isBlank(at) || NO_WORD.matcher(row.clean(at)).matches()) {
        return;
      }
      String word = StandingWords.fold(row.clean(at));
      Set<String> only = columns.leftWhen().get(at);
      boolean known = StandingWords.meansLeft(row.clean(at));
      if (only != null ? only.contains(word) : known) {
        left.add(said(row, at));
      } else if (StandingWords.meansNotBegun(word)) {
        notBegun = said(row, at);
      } else if (only != null ? !known : StandingWords.meansEmployed(word)) {
        employed.add(said(row, at));
      } else if (unclear == null) {
        unclear = words("standing.word", said(row, at));
      }
    }

    /**
     * Takes a day of leaving.
     *
     * @param begun when the employment has begun that a word tells of, {@code null} for unknown
     */
    private void date(int at, @Nullable String format, LocalDate today, @Nullable LocalDate begun) {
      if (isBlank(at) || isNoDay(row.clean(at))) {
        return;
      }
      LocalDate day = CellDate.day(row.clean(at), format);
      if (day == null) {
        unclear = unclear == null ? words("standing.date", said(row, at)) : unclear;
      } else if (day.isAfter(today)) {
        employed.add(said(row, at));
      } else if (!day.isBefore(FIRST_DAY) && (begun == null || !day.isBefore(begun))) {
        left.add(said(row, at));
      }
    }

    private boolean isBlank(int at) {
      return row.clean(at).isEmpty() || Row.isClear(row.clean(at));
    }
  }
}
