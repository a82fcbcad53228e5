package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.senselink.batch.roster.RosterException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a file is by its first bytes; its name is never asked. */
enum FileKind {
  TEXT(Code.NOT_A_ROSTER, ""),
  EMPTY(Code.EMPTY, "the file is empty. Save the table again and give that file"),
  XLSX(Code.NOT_A_ROSTER, ""),
  XLS(Code.NOT_A_ROSTER, ""),
  XLSB(
      Code.NOT_A_ROSTER,
      "it is a binary workbook (.xlsb), which is not read. Open it in Excel, save it as Excel"
          + " workbook (.xlsx) and give that file"),
  OLD_XLS(
      Code.NOT_A_ROSTER,
      "it is a workbook of an Excel before 97, which is not read. Open it, save it as Excel workbook"
          + " (.xlsx) and give that file"),
  OPEN_DOCUMENT(
      Code.NOT_A_ROSTER,
      "it is an OpenDocument file, which is not read. Open it, save it as Excel workbook (.xlsx) and"
          + " give that file"),
  ENCRYPTED(
      Code.ENCRYPTED,
      "the workbook is protected by a password. Save it without one and give that file"),
  DAMAGED_ZIP(
      Code.CORRUPT,
      "it begins like a workbook (zip), but is damaged or cut off. Fetch it again, or open it in"
          + " Excel and save it anew"),
  ZIP(Code.NOT_A_ROSTER, "it is a zip archive, not a table. Unpack it and give the table in it"),
  PDF(Code.NOT_A_ROSTER, "it is a PDF document, not a table. Save the table as CSV UTF-8"),
  RTF(Code.NOT_A_ROSTER, "it is an RTF document, not a table. Save the table as CSV UTF-8"),
  MARKUP(
      Code.NOT_A_ROSTER,
      "it is an HTML or XML page, whatever its name says. Open it and save the table as CSV UTF-8"),
  PICTURE(Code.NOT_A_ROSTER, "it is a picture, not a table. Give the table with the names"),
  PACKED(Code.NOT_A_ROSTER, "it is packed (gzip, 7z or rar). Unpack it and give the table in it");

  private static final int HEAD = 4096;
  private static final String OLE = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";

  private final Code code;
  private final String text;

  FileKind(Code code, String text) {
    this.code = code;
    this.text = text;
  }

  /**
   * Looks at the file.
   *
   * @throws RosterException if it cannot be opened at all
   */
  static FileKind of(Path file, String displayName) {
    if (Files.isDirectory(file)) {
      throw new RosterException(
          Code.NOT_A_ROSTER, displayName, "it is a folder. Give the roster file itself");
    }
    try (InputStream in = Files.newInputStream(file)) {
      // One char a byte: magic numbers and words are then compared the same way.
      String head = new String(in.readNBytes(HEAD), ISO_8859_1);
      return head.startsWith(OLE) ? ole(head, in) : of(head, file);
    } catch (IOException e) {
      throw new RosterException(
          Code.NOT_A_ROSTER,
          displayName,
          "the file is not there or cannot be opened. Check the path and the permissions",
          e);
    }
  }

  /** Ends the reading of anything but text and workbooks. */
  void requireTable(String displayName) {
    if (this != TEXT && this != XLSX && this != XLS) {
      throw refusal(displayName);
    }
  }

  /** Why a file of this kind is not read, and what to do. */
  RosterException refusal(String displayName) {
    return new RosterException(code, displayName, text);
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
