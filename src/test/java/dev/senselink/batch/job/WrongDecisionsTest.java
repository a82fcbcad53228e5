package dev.senselink.batch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.roster.RosterKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One wrong line, and nothing of a conflicts file is sent. */
@Tag("slow")
class WrongDecisionsTest {
  private static final int TWIN = 900;

  @RegisterExtension final World world = new World();

  /** Bo is for review because of his key, Cy because of his face, Di is created. */
  private Imported conflicts() {
    world.already("Bob", "jobNumber", "E2");
    world.alreadyWithFace(TWIN, "Carl", "jobNumber", "E9");
    world.row("Bo", "E2");
    world.row("Cy", "E3").anotherPictureOf(TWIN);
    world.row("Di", "E4");
    Imported run = world.run();
    assertThat(run.endings()).containsExactly("REVIEW NAME_DIFFERS", "REVIEW 30002", "CREATED");
    return run;
  }

  private void refused(Path file, String line, String words) {
    Imported refused = world.resolve(file);

    assertThat(refused.exit()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err()).contains(file + ":" + line + ": ").contains(words);
    assertThat(refused.calls()).as("not even asked").isEmpty();
    assertThat(Files.exists(refused.report())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Cy, decision, erase, 3, skip",
    "Cy, line, none, 3, 'line ''none'' is not a number'",
    "Cy, line, 77, 3, no row in line 77",
    "Cy, runId, R1, 3, it belongs to run R1",
    "Cy, runId, '', 3, runId is blank",
    "Cy, rowHash, r0123456789abcdef0123, 3, rowHash",
    "Cy, candidateId, x, 3, candidateId 'x' is not a number",
    "Cy, candidateId, 1, 3, not a candidate",
    "Bo, runId, R1, 2, there is no run R1"
  })
  void a_cell_that_fits_nothing_is_told(
      String name, String column, String text, String line, String words) {
    Decisions decisions = Decisions.of(conflicts()).decide("Bo", "create").decide("Cy", "force");

    refused(decisions.change(name, column, text).write(), line, words);
  }

  @Test
  void two_decisions_about_a_row_are_told() {
    Decisions decisions = Decisions.of(conflicts()).decide("Cy", "force");

    refused(decisions.again("Cy", "create").write(), "4", "decided here and in 3");
  }

  @Test
  void force_that_the_server_has_not_offered_is_told() {
    refused(Decisions.of(conflicts()).decide("Bo", "force").write(), "2", "canForce");
  }

  @Test
  void the_file_cannot_offer_force_by_itself() {
    Decisions decisions = Decisions.of(conflicts()).decide("Bo", "force");

    refused(decisions.change("Bo", "canForce", "1").write(), "2", "canForce");
  }

  @Test
  void an_update_of_nobody_is_told() {
    Decisions decisions = Decisions.of(conflicts()).decide("Cy", "update");

    refused(decisions.change("Cy", "candidateId", "").write(), "3", "update needs a candidateId");
  }

  @Test
  void all_mistakes_are_told_at_once() {
    Decisions decisions =
        Decisions.of(conflicts()).decide("Bo", "force").decide("Cy", "maybe").again("Cy", "??");

    Imported refused = world.resolve(decisions.write());

    assertThat(refused.err().lines().filter(l -> l.contains("decided.csv:")))
        .hasSize(3)
        .allMatch(l -> l.matches(".*decided\\.csv:[234]: .*"));
    assertThat(refused.err()).doesNotContain("\tat ");
  }

  @Test
  void a_row_that_is_done_cannot_be_decided_otherwise() {
    Decisions decisions = Decisions.of(conflicts()).decide("Cy", "force");
    assertThat(world.resolve(decisions.write()).ended("Cy")).isEqualTo("FORCED 30002");

    refused(decisions.decide("Cy", "skip").write(), "3", "already FORCED");
    refused(decisions.decide("Cy", "create").write(), "3", "already FORCED");
  }

  @Test
  void a_row_that_is_no_conflict_cannot_be_decided() throws IOException {
    Imported run = conflicts();
    String hash = hash(3);
    Decisions decisions =
        Decisions.of(run)
            .change("Cy", "line", "4")
            .change("Cy", "rowHash", hash)
            .change("Cy", "candidateId", "")
            .decide("Cy", "create");

    refused(decisions.write(), "3", "already CREATED");
  }

  private String hash(int row) throws IOException {
    try (var roster =
        dev.senselink.batch.roster.Roster.open(
            world.roster(), "r", dev.senselink.batch.roster.RosterSettings.of(RosterKind.USERS))) {
      for (int i = 1; i < row; i++) {
        roster.next();
      }
      return String.valueOf(java.util.Objects.requireNonNull(roster.next()).hash());
    }
  }

  @Test
  void decisions_of_another_server_are_refused() {
    Path file = Decisions.of(conflicts()).decide("Cy", "force").write();
    world.movesTo(s -> s);

    Imported refused = world.resolve(file);

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("decided.csv:2: ").contains("--server");
    assertThat(refused.calls()).isEmpty();
  }

  @Test
  void decisions_of_another_company_are_refused() {
    Path file = Decisions.of(conflicts()).decide("Cy", "force").write();
    String before = world.server().url().toString();
    world.movesTo(s -> s.withCompany(77, "Another"));

    Imported refused = world.resolve(file, "--same-server-as", before);

    assertThat(refused.exit()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err()).contains("company");
    assertThat(refused.writes()).isEmpty();
  }

  @Test
  void a_server_that_has_moved_is_named_once() {
    Path file = Decisions.of(conflicts()).decide("Cy", "skip").write();
    String before = world.server().url().toString();
    world.movesTo(s -> s);

    Imported resolved = world.resolve(file, "--same-server-as", before);

    assertThat(resolved.ended("Cy")).as(resolved.err()).isEqualTo("SKIPPED_SIMILAR 30002");
  }

  @Test
  void a_file_that_is_no_conflicts_file_is_unreadable() throws IOException {
    conflicts();
    Path file = Files.writeString(world.data().resolveSibling("other.csv"), "a,b\n1,2\n");

    Imported refused = world.resolve(file);

    assertThat(refused.exit()).isEqualTo(5);
    assertThat(refused.err()).contains("HEADER_NOT_FOUND", "rowHash");
    assertThat(world.resolve(Path.of("nowhere.csv")).exit()).isEqualTo(5);
  }

  @Test
  void a_file_without_a_line_has_nothing_to_do() throws IOException {
    Imported run = conflicts();
    List<String> lines = Files.readAllLines(run.report().resolve("conflicts.csv"));
    Path file = Files.writeString(world.data().resolveSibling("none.csv"), lines.get(0) + "\n");

    Imported resolved = world.resolve(file);

    assertThat(resolved.exit()).as(resolved.err()).isZero();
    assertThat(resolved.out()).contains("nothing to do");
  }

  @ParameterizedTest
  @CsvSource({
    "GBK, ',', 是",
    "windows-1252, ;, é",
    "Big5, '\t', 是",
    "UTF-16LE, '\t', 是",
    "UTF-8, ',', 是",
    "Shift_JIS, ',', 是"
  })
  void it_may_have_been_saved_in_any_code_page(String charset, char delimiter, String text) {
    Decisions decisions = Decisions.of(conflicts()).decide("Cy", " Force ");
    decisions.change("Cy", "reason", text + text).change("Cy", "candidateName", text);

    Path file =
        decisions.write(
            java.nio.charset.Charset.forName(charset),
            delimiter,
            all -> charset.startsWith("UTF-16") ? "\ufeff" + all : all);

    assertThat(world.resolve(file).ended("Cy")).isEqualTo("FORCED 30002");
  }

  @Test
  void numbers_may_come_back_as_a_spreadsheet_writes_them() {
    Imported run = conflicts();
    String id = run.conflicts().get(1).get("candidateId");
    Decisions decisions =
        Decisions.of(run)
            .decide("Cy", "FORCE")
            .change("Cy", "candidateId", id + ".0")
            .change("Cy", "line", "3.00");

    Path file =
        decisions.write(StandardCharsets.UTF_8, ',', all -> "sep=,\r\nmy notes\r\n\r\n" + all);

    assertThat(world.resolve(file).ended("Cy")).isEqualTo("FORCED 30002");
  }
}
