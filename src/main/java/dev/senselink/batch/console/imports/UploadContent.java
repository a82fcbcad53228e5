package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.table.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What an uploaded file is, by what is in it and not by its name. */
final class UploadContent {
  /** What a file would be taken as that is not what it was to be. */
  private static final String LIST = "list";

  private static final String PHOTOS = "photos";

  private static final int START = 16;

  private enum Kind {
    EMPTY,
    PDF,
    PICTURE,
    WORKBOOK,
    NUMBERS,
    OPEN_DOCUMENT,
    ZIP,
    OTHER
  }

  private UploadContent() {}

  /** Refuses what is no list. */
  static void mustBeList(Path file) throws IOException, UploadRefusedException {
    switch (kind(file)) {
      case EMPTY -> throw new UploadRefusedException(words("upload.empty"));
      case PDF -> throw new UploadRefusedException(words("upload.pdf"));
      case PICTURE -> throw new UploadRefusedException(words("upload.pictureAsList"), PHOTOS);
      case NUMBERS -> throw new UploadRefusedException(words("upload.numbers"));
      case ZIP -> throw new UploadRefusedException(words("upload.zipAsList"), PHOTOS);
      case OPEN_DOCUMENT -> throw new UploadRefusedException(words("upload.openDocument"));
      default -> {
        if (FileKind.of(file, "") == FileKind.ENCRYPTED) {
          throw new UploadRefusedException(words("upload.encrypted"));
        }
        // A workbook, a text, or something that its reading says more of.
      }
    }
  }

  /**
   * Refuses what is no photo.
   *
   * @param looksLikeList whether it is called as lists are
   */
  static void mustBePhoto(Path file, boolean looksLikeList)
      throws IOException, UploadRefusedException {
    Kind kind = kind(file);
    if (looksLikeList && (kind == Kind.WORKBOOK || kind == Kind.OTHER)) {
      throw new UploadRefusedException(words("upload.listAmongPhotos"), LIST);
    }
    if (kind != Kind.PICTURE) {
      throw new UploadRefusedException(words("upload.noPhoto"));
    }
  }

  /** Refuses what is no zip of photos. */
  static void mustBeZip(Path file) throws IOException, UploadRefusedException {
    Kind kind = kind(file);
    if (kind == Kind.WORKBOOK || kind == Kind.NUMBERS) {
      throw new UploadRefusedException(
          words("upload.listAsPhotos"), kind == Kind.WORKBOOK ? LIST : "");
    }
    if (kind != Kind.ZIP) {
      throw new UploadRefusedException(words("upload.noZip"));
    }
  }

  private static Kind kind(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(START);
    }
    if (start.length == 0) {
      return Kind.EMPTY;
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("%PDF")) {
      return Kind.PDF;
    }
    if (text.startsWith("PK")) {
      return inside(file);
    }
    return isPicture(text) ? Kind.PICTURE : Kind.OTHER;
  }

  private static boolean isPicture(String start) {
    boolean named =
        List.of("\u00ff\u00d8\u00ff", "\u0089PNG", "GIF8", "BM", "II*\u0000", "MM\u0000*").stream()
            .anyMatch(start::startsWith);
    boolean heic = start.startsWith("ftyp", 4) && !start.startsWith("ftypmp4", 4);
    boolean webp = start.startsWith("RIFF") && start.startsWith("WEBP", 8);
    return named || heic || webp;
  }

  private static Kind inside(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.getEntry("[Content_Types].xml") != null || FileKind.of(file, "") == FileKind.XLSX) {
        return Kind.WORKBOOK;
      }
      if (zip.getEntry("mimetype") != null && zip.getEntry("content.xml") != null) {
        return Kind.OPEN_DOCUMENT;
      }
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        if (all.nextElement().getName().endsWith(".iwa")) {
          return Kind.NUMBERS;
        }
      }
      return Kind.ZIP;
    } catch (ZipException e) {
      return Kind.OTHER;
    }
  }
}
