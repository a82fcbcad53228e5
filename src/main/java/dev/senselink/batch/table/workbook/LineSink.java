package dev.senselink.batch.table.workbook;

import java.io.IOException;
import java.util.List;

/** Takes the lines of a table in order. */
@FunctionalInterface
public interface LineSink {
  void write(List<String> cells) throws IOException;
}
