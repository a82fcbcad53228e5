package dev.senselink.batch.roster;

import dev.senselink.batch.table.TableFileException;
import org.jspecify.annotations.Nullable;

/**
 * The header of a roster does not do. Whoever shows the file all the same has to know which it is.
 */
final class HeaderFaultException extends TableFileException {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final @Nullable String sheet;

  /**
   * A header that does not do.
   *
   * @param line where it stands, as far as there is one: of several lines the likeliest
   */
  HeaderFaultException(Code code, String file, long line, String text) {
    super(code, file, line, text);
    this.line = line;
    this.sheet = null;
  }

  private HeaderFaultException(HeaderFaultException fault, String sheet) {
    super(fault);
    this.line = fault.line;
    this.sheet = sheet;
  }

  /** The same of a workbook. */
  HeaderFaultException in(String name) {
    return new HeaderFaultException(this, name);
  }

  long line() {
    return line;
  }

  /** {@code null} in a text. */
  @Nullable String sheet() {
    return sheet;
  }
}
