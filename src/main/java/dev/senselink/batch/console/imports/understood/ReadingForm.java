package dev.senselink.batch.console.imports.understood;

import dev.senselink.batch.roster.ColumnChoices;
import dev.senselink.batch.roster.RosterPreview;
import dev.senselink.batch.table.excel.Workbook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of how a list is to be read. Of what the page does not offer it says nothing:
 * that stays as it is.
 */
public final class ReadingForm {
  private static final int MOST_ROWS = 1 << 20;
  private static final String SEEN = "headers";

  private final UnaryOperator<@Nullable String> fields;

  /**
   * @param fields of the form, {@code null} where it has none of that name
   */
  public ReadingForm(UnaryOperator<@Nullable String> fields) {
    this.fields = fields;
  }

  private String field(String name) {
    String value = fields.apply(name);
    return value == null ? "" : value.strip();
  }

  /** Whether it was shown for this list: else it speaks of another one that was there before. */
  public boolean isOf(UnderstoodList now) {
    return field(SEEN).startsWith(now.listMark());
  }

  /**
   * The list as it is to be read from now on. Where it is read in another place nobody has seen its
   * columns yet, and its reading is {@linkplain ListReading#isAgreed not agreed to}.
   *
   * @param now what is there
   * @throws IOException if there is no room for what is needed meanwhile
   */
  public UnderstoodList read(UnderstoodList now) throws IOException {
    ListReading before = now.reading();
    ListReading place =
        before.ofPlace(
            sheet(now.preview(), before.sheet()),
            headerRow(now.preview(), before.headerRow()),
            encoding(before.encoding()));
    UnderstoodList list = place.isSamePlace(before) ? now : UnderstoodList.read(now.file(), place);
    // The columns that somebody saw may be others by now: those of another sheet, or another line.
    return field(SEEN).equals(list.mark()) ? list.agreed(chosen(list.choices())) : list;
  }

  /** By its place among the sheets: the name of one is never taken from a request. */
  private String sheet(RosterPreview preview, String said) {
    List<Workbook.Sheet> sheets = preview.sheets();
    int n = number(field("sheet"));
    if (n < 0 || n >= sheets.size() || sheets.get(n).name().equals(preview.sheet())) {
      return said;
    }
    return sheets.get(n).name();
  }

  private int headerRow(RosterPreview preview, int said) {
    String field = field("headerRow");
    if (fields.apply("headerRow") != null && field.isEmpty()) {
      return 0;
    }
    int row = number(field);
    return row < 1 || row > MOST_ROWS || row == preview.headerLine() ? said : row;
  }

  private String encoding(String said) {
    String encoding = fields.apply("encoding");
    if (encoding == null) {
      return said;
    }
    return encoding.isEmpty() || UnderstoodTexts.isOffered(encoding) ? encoding : said;
  }

  private ColumnChoices chosen(ColumnChoices shown) {
    List<String> choices = new ArrayList<>(shown.choices());
    List<String> targets = ColumnChoices.targets(shown.kind());
    for (int at = 0; at < choices.size(); at++) {
      String choice = field("column-" + (at + 1));
      if (shown.canBeChosen(at)
          && (targets.contains(choice) || choice.equals(ColumnChoices.NONE))) {
        choices.set(at, choice);
      }
    }
    return new ColumnChoices(shown.kind(), shown.headers(), choices);
  }

  /** A number, -1 for what is none. */
  private static int number(String text) {
    return text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : -1;
  }
}
