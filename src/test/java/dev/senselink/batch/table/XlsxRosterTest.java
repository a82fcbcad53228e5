package dev.senselink.batch.table;

import dev.senselink.batch.roster.RosterContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class XlsxRosterTest extends RosterContract {
  @Override
  public Path write(Path folder, List<List<String>> table) throws IOException {
    List<TableLine> lines = new ArrayList<>();
    for (List<String> cells : table) {
      lines.add(new TableLine(lines.size() + 1L, cells));
    }
    return XlsxFiles.write(folder.resolve("roster.xlsx"), lines);
  }

  @Override
  public String format() {
    return "XLSX";
  }
}
