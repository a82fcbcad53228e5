package dev.senselink.batch.roster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Tables of texts as .xlsx files. */
final class XlsxFiles {
  private XlsxFiles() {}

  static Path write(Path file, List<TableLine> lines) throws IOException {
    String[] rows =
        lines.stream()
            .map(line -> XlsxFile.texts(line.line(), line.cells()))
            .toArray(String[]::new);
    return new XlsxFile().sheet("Staff", rows).write(file);
  }
}
