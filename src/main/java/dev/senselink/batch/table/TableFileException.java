package dev.senselink.batch.table;

import static dev.senselink.batch.table.TableMessages.words;

/**
 * The roster cannot be read (exit 5). The message is one line: code, file, place, what happened and
 * what to do.
 */
public final class TableFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a file is no roster, as ROSTER.md lists it. */
  public enum Code {
    NOT_A_ROSTER,
    ENCRYPTED,
    CORRUPT,
    ENCODING_UNKNOWN,
    UNCLOSED_QUOTE,
    HEADER_NOT_FOUND,
    HEADER_TWICE,
    EMPTY
  }

  private final Code code;

  public TableFileException(Code code, String file, String text) {
    super(words("fault", code, file, text));
    this.code = code;
  }

  public TableFileException(Code code, String file, long line, String text) {
    super(words("fault.line", code, file, line, text));
    this.code = code;
  }

  public TableFileException(Code code, String file, String text, Throwable cause) {
    super(words("fault", code, file, text), cause);
    this.code = code;
  }

  /** What to throw where a roster of only a header is not welcome. */
  public static TableFileException onlyHeader(String displayName) {
    return new TableFileException(Code.EMPTY, displayName, words("file.onlyHeader"));
  }

  /** What to throw for a file that is missing or may not be read. */
  public static TableFileException notThere(String displayName) {
    return new TableFileException(Code.NOT_A_ROSTER, displayName, words("file.notThere"));
  }

  /** The kind of fault. */
  public Code code() {
    return code;
  }
}
