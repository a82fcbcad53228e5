package dev.senselink.batch.table;

import dev.senselink.batch.roster.XlsxFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Tables of texts as .xlsx files. */
public final class XlsxFiles {
  private XlsxFiles() {}

  public static Path write(Path file, List<TableLine> lines) throws IOException {
    String[] rows =
        lines.stream()
            .map(line -> XlsxFile.texts(line.line(), line.cells()))
            .toArray(String[]::new);
    return new XlsxFile().sheet("Staff", rows).write(file);
  }
}
