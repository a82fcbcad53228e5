package dev.senselink.batch.report;

import java.io.IOException;
import java.util.List;

/** Takes the lines of a table in order. */
@FunctionalInterface
interface Lines {
  void write(List<String> cells) throws IOException;
}
