package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.table.TableFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of a table of cases and compares it with what the case says. */
public final class CaseReading {
  private CaseReading() {}

  public static void check(Path file, Cases.Case odd) {
    if (odd.has("error")) {
      assertThatExceptionOfType(TableFileException.class)
          .isThrownBy(() -> read(file, odd))
          .satisfies(e -> assertThat(e.code().name()).isEqualTo(odd.text("error")))
          .satisfies(e -> assertThat(e.getMessage()).startsWith(e.code() + ": staff.csv"))
          .satisfies(e -> assertThat(e.getMessage()).contains(odd.list("says")))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    } else {
      read(file, odd);
    }
  }

  private static void read(Path file, Cases.Case odd) {
    RosterSettings settings = odd.settings(RosterKind.USERS);
    List<Row> rows = new ArrayList<>();
    try (Roster roster = Roster.open(file, "staff.csv", settings)) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        rows.add(row);
      }
      assertShape(roster.shape(), odd);
    }
    assertRows(rows, odd);
  }

  private static void assertShape(RosterShape shape, Cases.Case odd) {
    if (odd.has("delimiter")) {
      assertThat(shape.delimiter()).isEqualTo(odd.text("delimiter"));
    }
    if (odd.has("format")) {
      assertThat(shape.format()).isEqualTo(odd.text("format"));
    }
    if (odd.has("columns")) {
      assertThat(shape.columns().keySet().stream().map(RosterColumn::header))
          .containsExactlyElementsOf(odd.list("columns"));
      assertThat(shape.ignored()).isEqualTo(odd.list("ignored"));
      assertThat(shape.unknown()).isEqualTo(odd.list("unknown"));
      assertThat(shape.hostIsId()).isEqualTo(odd.has("host-is-id"));
    }
    if (odd.has("line")) {
      assertThat(shape.headerLine()).isEqualTo(Long.parseLong(odd.text("line")));
    }
    if (odd.has("warns")) {
      List<String> told = odd.list("warns");
      assertThat(told)
          .allSatisfy(text -> assertThat(shape.warnings()).anyMatch(w -> w.contains(text)));
      assertThat(shape.warnings().isEmpty()).isEqualTo(told.isEmpty());
    }
  }

  private static void assertRows(List<Row> rows, Cases.Case odd) {
    if (odd.has("rows")) {
      assertThat(rows.stream().map(Row::cells)).isEqualTo(odd.table("rows"));
    }
    if (odd.has("lines")) {
      assertThat(rows.stream().map(row -> String.valueOf(row.ref().line())))
          .isEqualTo(odd.list("lines"));
    }
    if (odd.has("numbers")) {
      assertThat(rows.stream().map(row -> String.valueOf(row.ref().number())))
          .isEqualTo(odd.list("numbers"));
    }
    if (odd.has("texts")) {
      assertThat(
              rows.stream()
                  .map(row -> List.of(row.text(RosterColumn.NAME), row.text(RosterColumn.REMARK))))
          .isEqualTo(odd.table("texts"));
    }
    if (odd.has("faults")) {
      assertThat(rows.stream().map(CaseReading::faults)).isEqualTo(odd.table("faults"));
    }
    if (odd.has("row-warns")) {
      List<String> warnings = rows.stream().flatMap(row -> row.warnings().stream()).toList();
      List<String> told = odd.list("row-warns");
      assertThat(warnings).hasSameSizeAs(told);
      assertThat(told).allSatisfy(text -> assertThat(warnings).anyMatch(w -> w.contains(text)));
    }
  }

  private static List<String> faults(Row row) {
    return row.faults().stream()
        .map(fault -> fault.code() + ": " + fault.reason())
        .map(text -> text.replaceFirst("\\..*", ""))
        .toList();
  }
}
