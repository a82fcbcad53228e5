package dev.senselink.batch.table;

import static dev.senselink.batch.table.TableMessages.words;

import dev.senselink.batch.language.NearestWord;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The roster cannot be read (exit 5). The message is one line: code, file, place, what happened and
 * what to do.
 */
public class TableFileException extends RuntimeException {
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

  /**
   * The same fault, of which more is known.
   *
   * @param more what the message says besides
   */
  protected TableFileException(TableFileException fault, String more) {
    super(fault.getMessage() + more, fault);
    this.code = fault.code;
  }

  /** What to throw where a roster of only a header is not welcome. */
  public static TableFileException onlyHeader(String displayName) {
    return new TableFileException(Code.EMPTY, displayName, words("file.onlyHeader"));
  }

  /** What to throw for a file that is missing, with the name nearest to it, or may not be read. */
  public static TableFileException notThere(Path file, String displayName) {
    return new TableFileException(
        Code.NOT_A_ROSTER, displayName, Files.exists(file) ? words("file.notRead") : missing(file));
  }

  private static String missing(Path file) {
    Path folder = file.toAbsolutePath().normalize().resolveSibling("");
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> beside = Files.newDirectoryStream(folder)) {
      beside.forEach(path -> names.add(String.valueOf(path.getFileName())));
    } catch (IOException | DirectoryIteratorException e) {
      names.clear(); // no folder either
    }
    return NearestWord.of(String.valueOf(file.getFileName()), names)
        .map(near -> words("file.noSuch.near", folder, near))
        .orElseGet(() -> words("file.noSuch", folder));
  }

  /** The kind of fault. */
  public final Code code() {
    return code;
  }
}
