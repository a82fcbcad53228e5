package dev.senselink.batch.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Tells workbooks from other zip archives; nothing is unpacked. */
final class ZipKind {
  private ZipKind() {}

  static FileKind of(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (has(zip, "xl/workbook.bin")) {
        return FileKind.XLSB;
      }
      if (zip.getEntry("mimetype") != null && zip.getEntry("content.xml") != null) {
        return FileKind.OPEN_DOCUMENT;
      }
      return has(zip, "xl/") ? FileKind.XLSX : FileKind.ZIP;
    } catch (IOException | IllegalArgumentException damaged) {
      return FileKind.DAMAGED_ZIP;
    }
  }

  private static boolean has(ZipFile zip, String part) {
    return zip.stream()
        .map(ZipEntry::getName)
        .anyMatch(name -> name.toLowerCase(Locale.ROOT).replace('\\', '/').contains(part));
  }
}
