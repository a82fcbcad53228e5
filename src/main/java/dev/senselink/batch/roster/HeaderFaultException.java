package dev.senselink.batch.roster;

import dev.senselink.batch.table.TableFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header of a roster does not do. Whoever shows the file all the same has to know which it is.
 */
final class HeaderFaultException extends TableFileException {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final @Nullable String sheet;
  private final transient RosterAnswer answer;

  /**
   * A header that does not do.
   *
   * @param line where it stands, as far as there is one: of several lines the likeliest
   */
  HeaderFaultException(Code code, String file, long line, String text) {
    this(code, file, line, text, RosterAnswer.NONE);
  }

  /** One that an option mends. */
  HeaderFaultException(Code code, String file, long line, String text, RosterAnswer answer) {
    super(code, file, line, text);
    this.line = line;
    this.sheet = null;
    this.answer = answer;
  }

  private HeaderFaultException(HeaderFaultException fault, @Nullable String sheet, String more) {
    super(fault, more);
    this.line = fault.line;
    this.sheet = sheet;
    this.answer = fault.answer;
  }

  /** The same of a workbook. */
  HeaderFaultException in(String name) {
    return new HeaderFaultException(this, name, "");
  }

  /** The same with the questions that would be asked once it is mended. */
  HeaderFaultException and(UnclearColumnsException more) {
    List<String> lines = new ArrayList<>(more.questions());
    lines.addAll(UnclearColumnsException.all(answer.and(more.answer())));
    return new HeaderFaultException(this, sheet, "\n" + String.join("\n", lines));
  }

  /** The options that mend it; {@link RosterAnswer#NONE} where none does. */
  RosterAnswer answer() {
    return answer;
  }

  long line() {
    return line;
  }

  /** {@code null} in a text. */
  @Nullable String sheet() {
    return sheet;
  }
}
