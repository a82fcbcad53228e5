package dev.senselink.batch.cli.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.console.Typing;
import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** A list is imported as somebody has corrected it, and stays as it is. */
@Tag("slow")
class CorrectionsTest {
  @RegisterExtension final World world = new World().inHaste();

  private final List<String> lines = new ArrayList<>();

  private long sales;

  @BeforeEach
  void three_people_in_a_list() {
    sales = world.department("Sales Dept");
    world.row("Ana", "1001").with("department", "Sales Dept");
    world.row("Bea", "1002").with("department", "Sales");
    world.row("Cem", "1003").with("department", "Sales Dept");
  }

  private Path file() {
    return world.folder("corrections.jsonl");
  }

  private String hash(long line) {
    world.writeRoster();
    try (Roster rows =
        Roster.open(world.roster(), "roster.csv", RosterSettings.of(RosterKind.USERS))) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        if (row.ref().line() == line) {
          return row.hash();
        }
      }
    }
    throw new AssertionError("no line " + line);
  }

  private CorrectionsTest with(long line, Object... members) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("line", line);
    object.put("rowHash", hash(line));
    for (int at = 0; at < members.length; at += 2) {
      object.put((String) members[at], members[at + 1]);
    }
    lines.add(JsonMapper.shared().writeValueAsString(object));
    return this;
  }

  private Imported run(String... options) {
    write(lines);
    List<String> all = new ArrayList<>(List.of("--corrections", file().toString()));
    all.addAll(List.of(options));
    return world.run(all.toArray(String[]::new));
  }

  private void write(List<String> content) {
    try {
      Files.write(file(), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String told(String... words) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Typing.run(List.of(words), said, said);
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_corrected_cell_is_sent_a_row_is_left_out_and_the_list_stays_as_it_is() throws IOException {
    with(4, "leaveOut", true); // in any order
    with(3, "column", "department", "from", "Sales", "to", "Sales Dept");
    byte[] before = Files.readAllBytes(world.roster());

    Imported run = run();

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.endings()).containsExactly("CREATED", "CREATED", "SKIPPED_LEFT_OUT");
    assertThat(run.summary()).contains("\"skipped\" : 1").contains("\"created\" : 2");
    assertThat(world.person("Bea").departmentId()).isEqualTo(sales);
    assertThat(Files.readAllBytes(world.roster())).isEqualTo(before);
    assertThat(Files.readString(run.report().resolve("mended.csv")).substring(1).lines())
        .containsExactly(
            "line,key,name,action,column,from,to",
            "3,1002,Bea,CELL,department,Sales,Sales Dept",
            "4,1003,Cem,LEFT_OUT,,,");
    assertThat(run.report().resolve("mended.xlsx")).exists();
    assertThat(Files.readString(run.report().resolve("report.html")))
        .contains("Corrected before the import")
        .contains("line 4, Cem: left out");
  }

  /** The corrected cell counts, in both directions, and whoever has left is nothing to be fixed. */
  @Test
  void a_corrected_status_says_who_has_left() throws IOException {
    String status = "员工状态";
    world.row("Dan", "1004").with(status, "在职");
    world.row("Eve", "1005").with(status, "离职");
    with(3, "leaveOut", true);
    with(5, "column", status, "from", "在职", "to", "离职");
    with(6, "column", status, "from", "离职", "to", "在职");

    Imported run = run();

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.endings())
        .containsExactly("CREATED", "SKIPPED_LEFT_OUT", "CREATED", "SKIPPED_DEPARTED", "CREATED");
    assertThat(world.people()).noneMatch(person -> person.name().equals("Dan"));
    assertThat(Files.readString(run.report().resolve("mended.csv")))
        .contains("5,1004,Dan,CELL,员工状态,在职,离职", "6,1005,Eve,CELL,员工状态,离职,在职");
    assertThat(Files.readAllLines(run.report().resolve("rejected.csv")))
        .as("nothing but the header")
        .hasSize(1);

    with(2, "column", status, "from", "", "to", "离职");
    Imported next = run("--list", "staff", "--new-list", "--leavers", "revoke");

    assertThat(next.exit()).as(next.err()).isZero();
    assertThat(next.leavers()).containsExactly("REVOKED Ana");
    assertThat(world.person("Eve").groups()).isNotEmpty();
    assertThat(world.person("Ana").groups()).isEmpty();
  }

  @Test
  void an_import_without_corrections_has_no_such_file() {
    Imported run = world.run();

    assertThat(run.ended("Bea")).isEqualTo("REJECTED_ROW UNKNOWN_DEPARTMENT");
    assertThat(run.report().resolve("mended.csv")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"line\":3,\"rowHash\":\"r0\",\"leaveOut\":true}' | is not the one that was corrected",
        "'{\"line\":9,\"rowHash\":\"r0\",\"leaveOut\":true}' | has no row at line 9",
        "'{\"line\":0,\"rowHash\":\"r0\",\"leaveOut\":true}' | line must be the number",
        "'{\"line\":3,\"rowHash\":\"r0\"}' | say exactly one of",
        "'{\"line\":3,\"rowHash\":\"r0\",\"leaveOut\":false}' | say exactly one of",
        "'{\"line\":3,\"rowHash\":\"r0\",\"photo\":\"a\",\"leaveOut\":true}' | say exactly one of",
        "'{\"line\":3,\"rowHash\":\"r0\",\"column\":\"name\",\"to\":\"X\"}' | from is missing",
        "'{\"line\":3,\"rowHash\":\"r0\",\"leaveOut\":true,\"who\":\"me\"}' | no member ''who''",
        "'{\"line\":3,\"line\":3,\"rowHash\":\"r0\",\"leaveOut\":true}' | not one JSON object",
        "'[3]' | not one JSON object",
        "'line 3: leave out' | not one JSON object"
      })
  void a_line_that_is_no_correction_of_this_list_stops_everything(String line, String why) {
    write(List.of("", line));

    Imported run = world.run("--corrections", file().toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(file() + ":2: ").contains(why.replace("''", "'"));
    assertThat(run.calls()).isEmpty();
    assertThat(run.report()).doesNotExist();
  }

  @Test
  void every_line_that_does_not_hold_is_told_at_once() {
    with(3, "column", "department", "from", "Marketing", "to", "Sales Dept");
    with(2, "column", "floor", "from", "", "to", "3");
    with(4, "leaveOut", true);
    with(4, "leaveOut", true);

    Imported run = run();

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            file() + ":1: in line 3 of the list, 'department' does not contain what from says")
        .contains(file() + ":2: the list has no column 'floor'")
        .contains(file() + ":4: line 4 of the list is corrected twice")
        .doesNotContain("Marketing"); // what stands in the file may be anything about anybody
    assertThat(run.calls()).isEmpty();
  }

  @Test
  void a_list_that_has_changed_since_is_not_imported_with_old_corrections() {
    with(3, "column", "department", "from", "Sales", "to", "Sales Dept");
    write(lines);
    world.row("Dan", "1004");
    assertThat(run().exit()).as("a row more changes no other").isNotEqualTo(2);

    lines.clear();
    with(3, "column", "department", "from", "Sales", "to", "Sales Dept");
    lines.set(0, lines.get(0).replace(hash(3), hash(2)));

    assertThat(run().exit()).isEqualTo(2);
  }

  @Test
  void a_file_that_is_not_there_is_a_mistake() {
    Imported run = world.run("--corrections", world.folder("none").toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("there is no such file of corrections");
  }

  @Test
  void a_row_left_out_claims_no_key_and_no_photo() {
    world.row("Dan", "1001"); // the number of Ana
    assertThat(world.run("--dry-run").ended("Ana")).isEqualTo("REJECTED_ROW DUPLICATE_IN_ROSTER");
    with(5, "leaveOut", true);

    Imported run = run();

    assertThat(run.ended("Ana")).isEqualTo("CREATED");
    assertThat(run.ended("Dan")).isEqualTo("SKIPPED_LEFT_OUT");
  }

  @Test
  void another_photo_lies_beside_the_corrections_or_in_the_photos_folder() throws IOException {
    Files.createDirectories(world.folder("better"));
    Files.write(world.folder("better/ana.jpg"), Portraits.person(77, 240));
    Files.write(world.photos().resolve("cem-new.jpg"), Portraits.person(78, 240));
    with(2, "photo", "better/ana.jpg");
    with(4, "photo", "cem-new.jpg");

    Imported run = run();

    assertThat(run.of("Ana").photo()).isEqualTo("corrections.jsonl#better/ana.jpg");
    assertThat(run.of("Cem").photo()).isEqualTo("cem-new.jpg");
    assertThat(run.ended("Ana")).isEqualTo("CREATED");
    assertThat(run.ended("Cem")).isEqualTo("CREATED");
    assertThat(world.image(world.person("Ana").avatarId())).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"../outside.jpg", "link.jpg", "/etc/hostname", "nowhere.jpg", "better"})
  void no_photo_is_taken_from_outside_the_folder_of_the_corrections(String photo)
      throws IOException {
    Path outside = Files.createTempDirectory("outside");
    Files.write(outside.resolve("outside.jpg"), Portraits.person(77, 240));
    Files.createDirectories(world.folder("below/better"));
    Files.createSymbolicLink(world.folder("below/link.jpg"), outside.resolve("outside.jpg"));
    Files.write(world.folder("outside.jpg"), Portraits.person(77, 240));
    with(2, "photo", photo);
    Path below = Files.write(world.folder("below/corrections.jsonl"), lines);

    Imported run = world.run("--corrections", below.toString());

    assertThat(run.of("Ana").outcome()).isEqualTo("REJECTED_PHOTO");
    assertThat(run.of("Ana").code()).isIn("PHOTO_NOT_FOUND", "PHOTO_OUTSIDE");
  }

  @Test
  void the_same_corrections_go_on_with_a_run_and_others_begin_another() {
    with(3, "column", "department", "from", "Sales", "to", "Sales Dept");
    Imported begun = run("--limit", "1");
    Imported resumed = run();
    assertThat(resumed.runId()).isEqualTo(begun.runId());
    assertThat(resumed.endings()).containsExactly("CREATED", "CREATED", "CREATED");
    assertThat(Files.exists(resumed.report().resolve("mended.csv"))).isTrue();

    Imported plain = world.run("--limit", "1");
    Imported others = with(4, "leaveOut", true).run();

    assertThat(plain.runId()).isNotEqualTo(begun.runId());
    assertThat(others.runId()).isNotIn(begun.runId(), plain.runId());
    assertThat(others.endings())
        .containsExactly("SKIPPED_EXISTING", "SKIPPED_EXISTING", "SKIPPED_LEFT_OUT");
  }

  @Test
  void a_list_can_be_checked_and_planned_with_its_corrections() {
    with(3, "column", "department", "from", "Sales", "to", "Sales Dept");
    Path plan = world.folder("staff.plan");

    Imported planned = run("--plan", plan.toString());
    Imported applied = world.apply(plan);

    assertThat(planned.writes()).isEmpty();
    assertThat(applied.endings()).as(applied.err()).containsOnly("CREATED");
    assertThat(world.person("Bea").departmentId()).isEqualTo(sales);
  }

  @Test
  void a_plan_is_not_carried_out_with_other_corrections() {
    with(3, "column", "department", "from", "Sales", "to", "Sales Dept");
    Path plan = world.folder("staff.plan");
    run("--plan", plan.toString());
    with(4, "leaveOut", true);
    write(lines);

    Imported applied = world.apply(plan);

    assertThat(applied.exit()).isEqualTo(2);
    assertThat(applied.err()).contains("corrections").contains("make the plan again");
    assertThat(applied.writes()).isEmpty();
  }

  @Test
  void an_old_list_is_old_with_corrections_too() {
    world.run("--list", "staff", "--new-list");
    RosterRow dan = world.row("Dan", "1004");
    world.run("--list", "staff");
    world.without(dan);
    with(3, "column", "department", "from", "Sales", "to", "Sales Dept");

    Imported old = run("--list", "staff");

    assertThat(old.exit()).as(old.err()).isEqualTo(2);
    assertThat(old.err()).contains("LIST_IS_OLD");
    assertThat(old.writes()).isEmpty();
    Path plan = world.folder("staff.plan");
    assertThat(run("--list", "staff", "--plan", plan.toString()).err()).contains("LIST_IS_OLD");
    assertThat(plan).doesNotExist();
    world.row("Dan", "1004");
    assertThat(run("--list", "staff").exit()).as("the newest").isZero();
  }

  @Test
  void a_line_that_is_left_out_and_means_nobody_does_not_stop_the_list() {
    String[] list = {"--list", "staff", "--new-list", "--leavers", "report"};
    world.run(list);
    world.noRows();
    world.row("Ana", "1001").with("department", "Sales Dept");
    world.row("", "").with("department", "3 people").withoutPhoto();
    with(3, "leaveOut", true);

    Imported run = run(list);

    assertThat(run.leavers()).as(run.err()).containsExactly("REPORTED Cem");
    assertThat(run.exit()).isZero();
  }

  @Test
  void a_list_is_validated_with_its_corrections() {
    with(4, "column", "jobNumber", "from", "1003", "to", "1001"); // now twice
    write(lines);

    String said =
        told(
            "validate",
            "users",
            world.roster().toString(),
            "--corrections",
            file().toString(),
            "--data",
            world.data().toString(),
            "--report",
            world.folder("checked").toString());

    assertThat(said).contains("The same person is in the roster twice: 2 rows");
  }

  @Test
  void a_corrected_row_is_decided_about_and_the_list_still_holds_it() {
    world.alreadyWithFace(9, "Otto", "jobNumber", "2000");
    world.row("Dan", "1004").portrait(9).with("department", "Sals");
    with(5, "column", "department", "from", "Sals", "to", "Sales Dept");
    Imported run = run();
    assertThat(run.ended("Dan")).isEqualTo("REVIEW 30002");

    Path decided = Decisions.of(run).decide("Dan", "force").write();
    Imported resolved = world.resolve(decided, "--roster", world.roster().toString());

    assertThat(resolved.ended("Dan")).as(resolved.err()).isEqualTo("FORCED 30002");
    assertThat(world.person("Dan").departmentId()).isEqualTo(sales);
  }

  @Test
  void who_is_erased_is_in_no_copy_of_corrections_either() throws IOException {
    with(3, "column", "name", "from", "Bea", "to", "Beatrix");
    with(2, "column", "name", "from", "Ana", "to", "Anastasia");
    run("--create-missing");
    assertThat(holding("Beatrix")).isNotEmpty();

    String said =
        told(
            Stream.concat(
                    Stream.of("privacy", "erase", "--job-number", "1002", "--yes"),
                    Stream.of("--data", world.data().toString()))
                .toArray(String[]::new));

    assertThat(holding("Beatrix")).as(said).isEmpty();
    assertThat(holding("Anastasia")).as("the others stay").isNotEmpty();
  }

  private List<Path> holding(String text) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(world.data())) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).contains(text)) {
          found.add(path);
        }
      }
    }
    return found;
  }
}
