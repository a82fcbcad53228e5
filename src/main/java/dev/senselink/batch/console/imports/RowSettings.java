package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RowChoice;
import dev.senselink.batch.roster.cell.RosterSettingsException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a list are people to import, and what the server may store otherwise.
 *
 * @param leftWhen words that mean left, as {@code --left-when} has them; {@code ""} for the known
 * @param rowsWhere the part of the list that is taken, as {@code --rows-where}; {@code ""} for all
 * @param acceptStored columns of which another stored value stops nothing
 * @param acceptKeys whether many rows with other numbers than people on the server have stop
 *     nothing; {@code null} in what a console wrote that did not ask for it yet
 */
record RowSettings(
    String leftWhen, String rowsWhere, List<String> acceptStored, @Nullable Boolean acceptKeys) {
  static final RowSettings NONE = new RowSettings("", "", List.of(), false);

  private static final int LONGEST = 500;

  /** By which people are known: a difference in any other column stops nothing. */
  private static final List<RosterColumn> FIELDS =
      List.of(
          RosterColumn.NAME,
          RosterColumn.JOB_NUMBER,
          RosterColumn.MOBILE,
          RosterColumn.IC_NUMBER,
          RosterColumn.MAIL);

  RowSettings {
    acceptStored = List.copyOf(acceptStored);
    acceptKeys = Boolean.TRUE.equals(acceptKeys);
  }

  /**
   * What a form says.
   *
   * @param before what counts where the form did not ask
   */
  static RowSettings read(HttpServletRequest request, RowSettings before) {
    if (request.getParameter("rowsAsked") == null) {
      return before;
    }
    @Nullable String[] ticked = request.getParameterValues("acceptStored");
    return new RowSettings(
        text(request, "leftWhen"),
        text(request, "rowsWhere"),
        ticked == null
            ? List.of()
            : FIELDS.stream().map(RosterColumn::header).filter(List.of(ticked)::contains).toList(),
        request.getParameter("acceptKeys") != null);
  }

  private static String text(HttpServletRequest request, String name) {
    @Nullable String text = request.getParameter(name);
    return text == null ? "" : text.strip();
  }

  /** What is wrong with it, in words; {@code ""} for nothing. */
  String fault() {
    String both = leftWhen + rowsWhere;
    if (both.length() > LONGEST
        || both.contains("${")
        || both.chars().anyMatch(Character::isISOControl)) {
      return words("rows.form");
    }
    try {
      RowChoice.parse(leftWhen, rowsWhere);
      return "";
    } catch (RosterSettingsException e) {
      return words("rows.form");
    }
  }

  /** The same for another list: no brake was eased for that. */
  RowSettings ofOtherList() {
    return new RowSettings(leftWhen, rowsWhere, List.of(), false);
  }

  /**
   * In the words of the command line.
   *
   * @param guests whether the list is of visitors, who have no employment
   */
  List<String> typed(boolean guests) {
    List<String> words = new ArrayList<>();
    if (!guests && !leftWhen.isEmpty()) {
      words.add("--left-when=" + leftWhen);
    }
    if (!guests && !rowsWhere.isEmpty()) {
      words.add("--rows-where=" + rowsWhere);
    }
    if (!acceptStored.isEmpty()) {
      words.add("--accept-stored=" + String.join(",", acceptStored));
    }
    if (!guests && Boolean.TRUE.equals(acceptKeys)) {
      words.add("--accept-keys");
    }
    return words;
  }

  /** Values of the part that asks. */
  Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    values.put("leftWhen", leftWhen);
    values.put("rowsWhere", rowsWhere);
    values.put("stored", FIELDS.stream().map(this::field).toList());
    values.put("acceptKeys", Boolean.TRUE.equals(acceptKeys));
    values.put("rowsOpen", !equals(NONE));
    return values;
  }

  private Map<String, Object> field(RosterColumn column) {
    return Map.of(
        "value",
        column.header(),
        "name",
        column.spoken(),
        "chosen",
        acceptStored.contains(column.header()));
  }
}
