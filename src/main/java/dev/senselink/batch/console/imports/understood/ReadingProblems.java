package dev.senselink.batch.console.imports.understood;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.roster.ColumnChoices;
import dev.senselink.batch.roster.RosterPreview;
import dev.senselink.batch.table.QuotedNames;
import dev.senselink.batch.table.TableFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a list cannot be checked as it is understood, and what to do. */
public final class ReadingProblems {
  private ReadingProblems() {}

  /** Each in a sentence or two; none where it can be checked. */
  public static List<String> of(UnderstoodList list) {
    List<String> all = new ArrayList<>();
    RosterPreview preview = list.preview();
    TableFileException fault = preview.fault();
    if (fault != null && preview.headers().isEmpty()) {
      all.add(fault(list, fault));
      return all;
    }
    list.choices().wrong().forEach(wrong -> all.add(wrong(wrong)));
    if (all.isEmpty() && !list.choices().isUnderstood()) {
      all.add(words("understood.headers"));
    }
    boolean asChosen = !list.reading().choices().isEmpty() || !isOfHeader(fault);
    if (all.isEmpty() && fault != null && asChosen) {
      all.add(fault(list, fault));
    }
    if (all.isEmpty() && preview.rows().isEmpty()) {
      all.add(words("understood.noRows", preview.headerLine()));
    }
    return all;
  }

  /** Of a header that does not do more is said by what is chosen of its columns. */
  private static boolean isOfHeader(@Nullable TableFileException fault) {
    return fault != null
        && (fault.code() == TableFileException.Code.HEADER_NOT_FOUND
            || fault.code() == TableFileException.Code.HEADER_TWICE);
  }

  private static String fault(UnderstoodList list, TableFileException fault) {
    ListReading reading = list.reading();
    return switch (fault.code()) {
      case EMPTY -> words(reading.sheet().isEmpty() ? "understood.empty" : "understood.emptySheet");
      case HEADER_NOT_FOUND ->
          reading.headerRow() == 0
              ? words("understood.noHeader")
              : words("understood.noSuchRow", reading.headerRow());
      case ENCODING_UNKNOWN ->
          reading.encoding().isEmpty()
              ? words("understood.encodingUnknown")
              : words("understood.encodingWrong", reading.encoding());
      default -> String.valueOf(fault.getMessage());
    };
  }

  private static String wrong(ColumnChoices.Wrong wrong) {
    String headers = QuotedNames.list(wrong.headers().stream().map(QuotedNames::quoted).toList());
    String columns = QuotedNames.list(wrong.columns().stream().map(ColumnWords::of).toList());
    return switch (wrong.fault()) {
      case TWICE -> words("understood.twice", columns, headers);
      case MISSING -> words("understood.missing", columns);
      case SAME_HEADER -> words("understood.sameHeader", headers);
      case HALF_NAME -> words("understood.halfName", headers);
    };
  }
}
