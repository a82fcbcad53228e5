package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.api.records.RecordCells;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.BackupTableReader;
import dev.senselink.batch.backup.export.WorkbookWriter.Sheet;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tables of a backup as sheets: what people read, with the moments as they write them. */
final class WorkbookSheets implements Closeable {
  private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,11}");
  private static final String MOMENT = "signTime";

  private final BackupTarget place;
  private final NavigableSet<String> files;
  private final DateTimeFormatter moments;
  private final List<BackupTableReader> open = new ArrayList<>();

  /**
   * @param files those of the backup
   * @param zone in which moments are shown
   */
  WorkbookSheets(BackupTarget place, Iterable<String> files, ZoneId zone) {
    this.place = place;
    this.files = new TreeSet<>();
    files.forEach(this.files::add);
    this.moments = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(zone);
  }

  List<Sheet> list() {
    List<Sheet> sheets = new ArrayList<>();
    for (Table table : List.of(Table.USERS, Table.GUESTS, Table.DEPARTMENTS, Table.GROUPS)) {
      sheets.add(sheet(table));
    }
    sheets.add(sheet(Table.DEVICES));
    List<String> months = files.stream().filter(BackupLayout::isRecords).toList();
    if (!months.isEmpty()) {
      sheets.add(records(months));
    }
    return sheets;
  }

  private Sheet sheet(Table table) {
    Chain chain = new Chain(List.of(table.file()), table.columns());
    return new Sheet(words("sheet." + table.name()), table.columns(), chain::next);
  }

  private Sheet records(List<String> months) {
    List<String> columns = RecordCells.columns();
    int moment = columns.indexOf(MOMENT);
    Chain chain = new Chain(months, columns);
    return new Sheet(
        words("sheet.RECORDS"),
        columns,
        () -> {
          List<String> cells = chain.next();
          return cells == null ? null : readable(cells, moment);
        });
  }

  private List<String> readable(List<String> cells, int moment) {
    String seconds = cells.get(moment);
    if (!SECONDS.matcher(seconds).matches()) {
      return cells;
    }
    List<String> shown = new ArrayList<>(cells);
    shown.set(moment, moments.format(Instant.ofEpochSecond(Long.parseLong(seconds))));
    return shown;
  }

  /** The lines of several files of one shape, one file open at a time. */
  private final class Chain {
    private final List<String> left;
    private final List<String> columns;
    private @Nullable BackupTableReader reader;

    Chain(List<String> files, List<String> columns) {
      this.left = new ArrayList<>(files);
      this.columns = columns;
    }

    @Nullable List<String> next() throws IOException {
      while (true) {
        if (reader == null) {
          if (left.isEmpty()) {
            return null;
          }
          String file = left.remove(0);
          reader = BackupTableReader.of(place.read(file), file, columns);
          open.add(reader);
        }
        List<String> cells = reader.next();
        if (cells != null) {
          return cells;
        }
        reader.close();
        open.remove(reader);
        reader = null;
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (BackupTableReader reader : open) {
      reader.close();
    }
  }
}
