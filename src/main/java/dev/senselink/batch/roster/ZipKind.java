package dev.senselink.batch.roster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** Tells workbooks from other zip archives; nothing is unpacked. */
final class ZipKind {
  private ZipKind() {}

  static FileKind of(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      boolean workbook =
          zip.stream()
              .anyMatch(
                  entry -> entry.getName().toLowerCase(java.util.Locale.ROOT).contains("xl/"));
      return workbook ? FileKind.EXCEL : FileKind.ZIP;
    } catch (IOException | IllegalArgumentException damaged) {
      return FileKind.DAMAGED_ZIP;
    }
  }
}
