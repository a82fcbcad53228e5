package dev.senselink.batch.roster.cell;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which usual patterns all cells of one column of dates fit. It is printed and never applied: day
 * and month may be exchanged in a way that no cell shows.
 */
public final class DatePatterns {
  private static final List<String> USUAL =
      List.of(
          "d/M/yyyy",
          "M/d/yyyy",
          "d.M.yyyy",
          "M.d.yyyy",
          "d-M-yyyy",
          "M-d-yyyy",
          "d MMM yyyy",
          "d-MMM-yyyy",
          "MMM d, yyyy",
          "d MMMM yyyy",
          "MMMM d, yyyy",
          "ddMMyyyy",
          "MMddyyyy");

  private static final Pattern YEAR = Pattern.compile("[0-9]{4}");

  private final boolean hidesYear;
  private final List<String> fitting = new ArrayList<>(USUAL);
  private long unread;
  private String typed = "";
  private String example = "";

  /**
   * @param hidesYear messages show no year: a date of birth does not belong into a log
   */
  public DatePatterns(boolean hidesYear) {
    this.hidesYear = hidesYear;
  }

  /** Takes a filled cell; a date of one of our own forms fits all patterns. */
  public void add(String text) {
    String date = CellDate.withoutTime(text);
    if (CellDate.isOwnForm(date)) {
      return;
    }
    if (typed.isEmpty() && USUAL.stream().anyMatch(one -> CellDate.parse(date, one) != null)) {
      typed = shown(date);
    }
    fitting.removeIf(pattern -> CellDate.parse(date, pattern) == null);
    if (CellDate.parse(date, null) == null) {
      unread++;
      example =
          example.isEmpty() || readings(date).size() > readings(example).size() ? date : example;
    }
  }

  /** The first cell of another form than ours, as messages show it; {@code ""} for none. */
  public String typed() {
    return typed;
  }

  /** The patterns that all cells of other forms than ours fit. */
  public List<String> fitting() {
    return List.copyOf(fitting);
  }

  /** A date as messages show it. */
  public String shown(String date) {
    return hidesYear ? YEAR.matcher(date).replaceAll("****") : date;
  }

  private List<LocalDate> readings(String date) {
    return fitting.stream().map(pattern -> CellDate.parse(date, pattern)).distinct().toList();
  }

  /**
   * What the cells tell of the pattern, with the option to copy.
   *
   * @param column what messages call it
   * @return empty if every cell was read, or no usual pattern fits them all
   */
  public Optional<String> inWords(String column) {
    if (unread == 0 || fitting.isEmpty()) {
      return Optional.empty();
    }
    String first = fitting.get(0);
    if (fitting.size() == 1) {
      return Optional.of(words("dates.one", column, unread, shown(example), first));
    }
    String second = fitting.get(1);
    return Optional.of(
        words(
            "dates.two",
            column,
            unread,
            shown(example),
            shown(String.valueOf(CellDate.parse(example, first))),
            first,
            shown(String.valueOf(CellDate.parse(example, second))),
            second));
  }
}
