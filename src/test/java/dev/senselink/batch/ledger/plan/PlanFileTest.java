package dev.senselink.batch.ledger.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan is read as it was written, or not at all. */
class PlanFileTest {
  private static final PlanHeader HEADER =
      new PlanHeader(
          "R1",
          "import-users",
          "10.0.0.5:8443",
          7,
          "会社",
          "/lists/staff.csv",
          "abc",
          "{}",
          Map.of("on-existing", List.of("UPDATE"), "columns", List.of("A=name", "B=-")),
          Instant.parse("2026-01-31T22:15:00Z"),
          Duration.ofDays(7),
          List.of(List.of("Sales", "North")),
          List.of("Guards"),
          "R0",
          3);

  @TempDir Path folder;
  private DataFolderKey key;
  private Path file;

  @BeforeEach
  void aFolder() throws IOException {
    key = DataFolderKey.of(folder.resolve("data"), Machine.real());
    file = folder.resolve("staff.plan");
  }

  private static PlanLine line(int row) {
    return new PlanLine(
        row,
        row + 1L,
        "E" + row,
        "人 \"" + row + "\"",
        PlannedAction.UPDATE,
        1000L + row,
        "0123",
        List.of(new PlannedChange("name", "was", "is"), new PlannedChange("groups", "", "A (#1)")),
        row % 2 == 0 ? null : new PlannedPhoto("sub/" + row + ".jpg", "f00d"));
  }

  private static PlanLine leaver(long person) {
    return new PlanLine(null, 0, "E9", "Gone", PlannedAction.REVOKE, person, "", List.of(), null);
  }

  private void write(PlanLine... lines) throws IOException {
    try (PlanWriter writer =
        PlanWriter.begin(file, Files.createTempDirectory(folder, "temporary"), key)) {
      for (PlanLine line : lines) {
        writer.add(line);
      }
      writer.finish(HEADER);
    }
  }

  private List<PlanLine> read() {
    List<PlanLine> read = new ArrayList<>();
    try (PlanFile.Lines lines = PlanFile.open(file, key).lines()) {
      for (PlanLine line = lines.next(); line != null; line = lines.next()) {
        read.add(line);
      }
    }
    return read;
  }

  @Test
  void lines_come_back_in_row_order_whatever_order_they_came_in_and_leavers_last()
      throws IOException {
    write(line(3), leaver(5), line(1), line(2));

    assertThat(read()).containsExactly(line(1), line(2), line(3), leaver(5));
    assertThat(PlanFile.header(file)).isEqualTo(HEADER);
    assertThat(PlanFile.open(file, key).header()).isEqualTo(HEADER);
  }

  @Test
  void of_many_lines_longer_than_any_buffer_none_is_lost() throws IOException {
    String longName = "x".repeat(70_000);
    List<PlanLine> lines = new ArrayList<>();
    for (int row = 1; row <= 3_000; row++) {
      PlanLine one = line(row);
      String name = row % 1_000 == 0 ? longName : one.name();
      lines.add(
          new PlanLine(
              row, row, "k", name, one.action(), one.personId(), "", one.changes(), one.photo()));
    }
    List<PlanLine> mixed = new ArrayList<>(lines);
    java.util.Collections.reverse(mixed);
    write(mixed.toArray(PlanLine[]::new));

    assertThat(read()).isEqualTo(lines);
  }

  @Test
  void half_a_character_from_a_server_makes_no_plan_that_looks_changed() throws IOException {
    PlannedChange half = new PlannedChange("remark", "a\ud83d", "b");
    PlanLine one = line(1);
    write(new PlanLine(1, 1, "k", "n", one.action(), 1L, "", List.of(half), one.photo()), line(2));

    assertThat(read().get(0).changes().get(0).from()).isEqualTo("a?");
    assertThat(read().get(1)).isEqualTo(line(2));
  }

  @Test
  void rows_are_found_in_rising_order_and_one_without_a_line_is_none() throws IOException {
    write(line(2), line(4), leaver(9));

    try (PlanFile.Lines lines = PlanFile.open(file, key).lines()) {
      assertThat(lines.at(1)).isNull();
      assertThat(lines.at(2)).isEqualTo(line(2));
      assertThat(lines.at(3)).isNull();
      assertThat(lines.at(4)).isEqualTo(line(4));
      assertThat(lines.at(5)).isNull();
    }
  }

  @Test
  void a_plan_is_for_its_owner_alone_and_nothing_lies_beside_it() throws IOException {
    write(line(1));

    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(folder.resolve("staff.plan.part")).doesNotExist();
  }

  @Test
  void one_that_was_not_finished_is_not_there() throws IOException {
    try (PlanWriter writer =
        PlanWriter.begin(file, Files.createTempDirectory(folder, "temporary"), key)) {
      writer.add(line(1));
    }

    assertThat(file).doesNotExist();
    assertThat(folder.resolve("staff.plan.part")).doesNotExist();
  }

  @Test
  void what_lies_beside_it_is_taken_only_where_it_was_the_programs_own() throws IOException {
    Path beside = folder.resolve("staff.plan.part");
    Files.writeString(beside, "");
    write(line(1));
    Files.writeString(beside, Files.readString(file).substring(0, 200));
    write(line(2));
    Files.writeString(beside, "a file of somebody's own");

    assertThatThrownBy(() -> write(line(3)))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(beside + ":1:");
    assertThat(beside).hasContent("a file of somebody's own");
    assertThat(read()).as("nothing else was touched").containsExactly(line(2));
  }

  @Test
  void a_plan_takes_the_place_of_a_plan_and_of_nothing_else() throws IOException {
    write(line(1));
    write(line(2));
    assertThat(read()).containsExactly(line(2));

    Files.writeString(file, "name,jobNumber\n");
    assertThatThrownBy(() -> write(line(1)))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(file + ":1:");
    assertThat(file).hasContent("name,jobNumber\n");
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        damage("a value", 3, text -> text.replaceFirst("E2", "E3")),
        damage("an action", 2, text -> text.replaceFirst("update", "delete")),
        damage("a line left out", 3, text -> without(text, 2)),
        damage("the last line left out", 4, text -> without(text, 3)),
        damage("all lines left out", 2, text -> text.lines().findFirst().orElse("") + "\n"),
        damage("two lines changed about", 2, PlanFileTest::turned),
        damage("an option", 1, text -> text.replaceFirst("UPDATE", "SKIP")),
        damage("a member behind a seal", 2, text -> behind(text, ",\"action\":\"delete\"")),
        damage("one of another name", 2, text -> behind(text, ",\"extra\":\"\"")),
        damage("another line's end", 2, text -> text.replaceFirst("(\n[^\n]*)\n", "$1\r\n")),
        damage("a line added", 5, text -> text + text.lines().skip(3).findFirst().get() + "\n"),
        damage("half a line", 4, text -> text.substring(0, text.length() - 30)),
        damage("no JSON", 2, text -> text.replaceFirst("\n", "\nhello\n")),
        damage("an empty line", 3, text -> text.replaceFirst("(\n.*\n)", "$1\n")),
        damage("an empty file", 1, text -> ""),
        damage("another file", 1, text -> "name,jobNumber\n"));
  }

  private static Arguments damage(String what, int line, UnaryOperator<String> change) {
    return Arguments.of(what, line, change);
  }

  /** The second line with its seal as it was, and more behind it. */
  private static String behind(String text, String more) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    String line = lines.get(1);
    lines.set(1, line.substring(0, line.length() - 1) + more + "}");
    return String.join("\n", lines) + "\n";
  }

  private static String without(String text, int index) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    lines.remove(index);
    return String.join("\n", lines) + "\n";
  }

  private static String turned(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    java.util.Collections.swap(lines, 1, 2);
    return String.join("\n", lines) + "\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void a_changed_plan_is_refused_with_the_line(String what, int line, UnaryOperator<String> change)
      throws IOException {
    write(line(1), line(2), line(3));
    Files.writeString(file, change.apply(Files.readString(file)));

    assertThatThrownBy(() -> PlanFile.open(file, key))
        .as(what)
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.UNFIT))
        .hasMessageContaining(file + ":" + line + ":");
  }

  @Test
  void a_plan_of_another_folder_or_of_a_newer_version_is_refused_in_words() throws IOException {
    write(line(1));
    DataFolderKey other = DataFolderKey.of(folder.resolve("other"), Machine.real());

    assertThatThrownBy(() -> PlanFile.open(file, other)).hasMessageContaining("--data");

    Files.writeString(file, Files.readString(file).replaceFirst("\"version\":1", "\"version\":2"));
    assertThatThrownBy(() -> PlanFile.header(file)).hasMessageContaining("version 2");
    assertThatThrownBy(() -> PlanFile.open(file, key)).hasMessageContaining("version 2");
  }

  @Test
  void no_file_and_one_that_is_no_text_are_refused_in_words() throws IOException {
    assertThatThrownBy(() -> PlanFile.header(file))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(file.toString());
    Files.write(file, new byte[] {'{', (byte) 0xff, (byte) 0xfe, '\n'});
    assertThatThrownBy(() -> PlanFile.header(file)).isInstanceOf(LedgerException.class);
  }
}
