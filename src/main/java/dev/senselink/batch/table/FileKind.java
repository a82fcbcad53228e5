package dev.senselink.batch.table;

import static dev.senselink.batch.table.TableMessages.words;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.senselink.batch.disk.TrustedFile;
import dev.senselink.batch.table.TableFileException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a file is by its first bytes; its name is never asked. */
public enum FileKind {
  TEXT(Code.NOT_A_ROSTER),
  EMPTY(Code.EMPTY),
  XLSX(Code.NOT_A_ROSTER),
  XLS(Code.NOT_A_ROSTER),
  XLSB(Code.NOT_A_ROSTER),
  OLD_XLS(Code.NOT_A_ROSTER),
  OPEN_DOCUMENT(Code.NOT_A_ROSTER),
  ENCRYPTED(Code.ENCRYPTED),
  DAMAGED_ZIP(Code.CORRUPT),
  ZIP(Code.NOT_A_ROSTER),
  PDF(Code.NOT_A_ROSTER),
  RTF(Code.NOT_A_ROSTER),
  MARKUP(Code.NOT_A_ROSTER),
  PICTURE(Code.NOT_A_ROSTER),
  PACKED(Code.NOT_A_ROSTER);

  private static final int HEAD = 4096;
  private static final String OLE = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";

  private final Code code;

  FileKind(Code code) {
    this.code = code;
  }

  /**
   * Refuses what is no regular file.
   *
   * @throws TableFileException if it is a folder, a pipe or a device
   */
  public static void mustBeFile(Path file, String displayName) {
    if (Files.isDirectory(file)) {
      throw new TableFileException(Code.NOT_A_ROSTER, displayName, words("file.folder"));
    }
    if (TrustedFile.isSpecial(file)) {
      throw new TableFileException(Code.NOT_A_ROSTER, displayName, words("file.special"));
    }
  }

  /**
   * Looks at the file.
   *
   * @throws TableFileException if it cannot be opened at all
   */
  public static FileKind of(Path file, String displayName) {
    mustBeFile(file, displayName);
    try (InputStream in = Files.newInputStream(file)) {
      // One char a byte: magic numbers and words are then compared the same way.
      String head = new String(in.readNBytes(HEAD), ISO_8859_1);
      return head.startsWith(OLE) ? ole(head, in) : of(head, file);
    } catch (IOException e) {
      throw new TableFileException(Code.NOT_A_ROSTER, displayName, words("file.notOpened"), e);
    }
  }

  /** Ends the reading of anything but text and workbooks. */
  public void requireTable(String displayName) {
    if (this != TEXT && this != XLSX && this != XLS) {
      throw refusal(displayName);
    }
  }

  /** Why a file of this kind is not read, and what to do; not for text and workbooks. */
  public TableFileException refusal(String displayName) {
    return new TableFileException(code, displayName, words("kind." + name()));
  }

  private static FileKind of(String head, Path file) {
    if (head.isEmpty()) {
      return EMPTY;
    }
    if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
      return ZipKind.of(file);
    }
    if (head.startsWith("\t\u0000\u0004\u0000")
        || head.startsWith("\t\u0002\u0006\u0000")
        || head.startsWith("\t\u0004\u0006\u0000")) {
      return OLD_XLS;
    }
    if (head.startsWith("\u00ff\u00d8\u00ff")
        || head.startsWith("\u0089PNG")
        || head.startsWith("GIF8")) {
      return PICTURE;
    }
    if (head.startsWith("\u001f\u008b")
        || head.startsWith("7z\u00bc\u00af")
        || head.startsWith("Rar!\u001a")) {
      return PACKED;
    }
    return document(head);
  }

  private static FileKind document(String head) {
    String start = head.replaceFirst("^(\u00ef\u00bb\u00bf)?\\s*", "").toLowerCase(Locale.ROOT);
    if (start.startsWith("%pdf-")) {
      return PDF;
    }
    if (start.startsWith("{\\rtf")) {
      return RTF;
    }
    boolean markup =
        start.startsWith("<!doctype")
            || start.startsWith("<html")
            || start.startsWith("<table")
            || start.startsWith("<?xml");
    return markup ? MARKUP : TEXT;
  }

  /** The names of an OLE file's streams are UTF-16; they may stand anywhere in it. */
  private static FileKind ole(String head, InputStream rest) throws IOException {
    String mark = new String("EncryptedPackage".getBytes(UTF_16LE), ISO_8859_1);
    String window = head;
    while (!window.contains(mark)) {
      String next = new String(rest.readNBytes(1 << 16), ISO_8859_1);
      if (next.isEmpty()) {
        return XLS;
      }
      window = window.substring(Math.max(0, window.length() - mark.length())) + next;
    }
    return ENCRYPTED;
  }
}
