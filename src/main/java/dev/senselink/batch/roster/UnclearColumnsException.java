package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.DisplayText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A roster has columns nobody knows whose names are like ours (exit 2): a person has to say what
 * they are, before anything is sent. The message names each with the option to copy.
 */
public final class UnclearColumnsException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String CODE = "COLUMNS_UNCLEAR";

  /** So many values tell what a column holds. */
  private static final int SAMPLE = 200;

  private final String headline;
  private final ArrayList<String> questions;
  private final transient RosterAnswer answer;

  /**
   * Some questions.
   *
   * @param headline the line above them; {@code ""} for none
   * @param questions each a line with the options that answer it
   * @param answer the options that answer all of them
   */
  UnclearColumnsException(String headline, List<String> questions, RosterAnswer answer) {
    super(String.join("\n", lines(headline, questions, answer)));
    this.headline = headline;
    this.questions = new ArrayList<>(questions);
    this.answer = answer;
  }

  private static List<String> lines(String headline, List<String> questions, RosterAnswer answer) {
    List<String> lines = new ArrayList<>(headline.isEmpty() ? List.of() : List.of(headline));
    lines.addAll(questions);
    if (questions.size() > 1) {
      lines.addAll(all(answer));
    }
    return lines;
  }

  /** The lines with the options that answer everything at once. */
  static List<String> all(RosterAnswer answer) {
    List<String> written = answer.written();
    List<String> lines = new ArrayList<>();
    for (int n = 0; n < written.size(); n++) {
      lines.add(words(n == 0 ? "unclear.all" : "unclear.all.or", written.get(n)));
    }
    return lines;
  }

  /** The same with further questions, which would be asked once these are answered. */
  UnclearColumnsException and(UnclearColumnsException more) {
    List<String> both = new ArrayList<>(questions);
    both.addAll(more.questions);
    return new UnclearColumnsException(headline, both, answer.and(more.answer));
  }

  List<String> questions() {
    return List.copyOf(questions);
  }

  RosterAnswer answer() {
    return answer;
  }

  /**
   * Reads a roster to its end, which a fault of the file goes before; one without rows loses
   * nothing. Of a roster without any key column, the columns that are different in each row are
   * unclear too.
   *
   * @param file what messages call it
   * @throws UnclearColumnsException if it has such columns
   */
  public static void throwIfAny(Roster roster, String file) {
    List<UnclearColumn> unclear = new ArrayList<>(roster.shape().unclear());
    KeyCandidates keys = new KeyCandidates(roster.shape());
    if (unclear.isEmpty() && keys.isEmpty()) {
      return;
    }
    Map<Integer, List<String>> values = new HashMap<>();
    unclear.forEach(column -> values.put(column.at(), new ArrayList<>()));
    boolean any = false;
    for (Row row = roster.next(); row != null; row = roster.next()) {
      any = true;
      List<String> cells = row.cells();
      values.forEach((at, some) -> keep(some, CleanText.of(cells.get(at))));
      keys.add(row);
    }
    if (any && unclear.isEmpty()) {
      unclear.addAll(keys.found(values));
    }
    if (any && !unclear.isEmpty()) {
      throw of(file, roster.shape().headerLine(), unclear, values);
    }
  }

  private static void keep(List<String> some, String value) {
    if (some.size() < SAMPLE && !value.isEmpty()) {
      some.add(value);
    }
  }

  private static UnclearColumnsException of(
      String file, long line, List<UnclearColumn> unclear, Map<Integer, List<String>> values) {
    List<String> lines = new ArrayList<>();
    Map<String, String> all = new LinkedHashMap<>();
    Set<RosterColumn> taken = EnumSet.noneOf(RosterColumn.class);
    for (UnclearColumn column : unclear) {
      RosterColumn likely =
          column.likeliest(values.getOrDefault(column.at(), List.of()), taken).orElse(null);
      String header = DisplayText.text(column.header());
      if (likely == null) {
        all.put(column.header(), ColumnOption.IGNORE);
        lines.add(words("unclear.too", header, column.mayBe().get(0).spoken(), leave(column)));
      } else {
        if (!likely.tellsStanding()) {
          taken.add(likely); // several may say who has left
        }
        all.put(column.said(), likely.header());
        String take = ColumnOption.written(Map.of(column.said(), likely.header()));
        lines.add(
            column.isHalf()
                ? words("unclear.half", header, take, leave(column))
                : words("unclear.one", header, likely.spoken(), take, leave(column)));
      }
    }
    return new UnclearColumnsException(
        words("unclear", CODE, file, line, unclear.size()), lines, RosterAnswer.columns(all));
  }

  private static String leave(UnclearColumn column) {
    return ColumnOption.written(Map.of(column.header(), ColumnOption.IGNORE));
  }
}
