package dev.senselink.batch.job.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who is due to be deleted is planned like everything else: P1 and P2 of twelve left long ago. */
@Tag("slow")
class PlanOfDeletionsTest {
  private static final int STAFF = 12;

  @RegisterExtension final World world = new World().inHaste();
  private final Map<String, RosterRow> rows = new LinkedHashMap<>();
  private int months;

  @BeforeEach
  void whoHasLeftWasTakenOutLongAgo() {
    for (int n = 1; n <= STAFF; n++) {
      rows.put("P" + n, world.row("P" + n, "E" + n));
    }
    assertThat(imported("--new-list").exit()).isZero();
    world.without(rows.get("P1"));
    world.without(rows.get("P2"));
    assertThat(imported().leavers()).containsExactlyInAnyOrder("REVOKED P1", "REVOKED P2");
    aMonthPasses();
    assertThat(imported().leavers()).containsExactlyInAnyOrder("REPORTED P1", "REPORTED P2");
    aMonthPasses();
  }

  private void aMonthPasses() {
    months++;
    world.server().passTime(Duration.ofDays(31L * months));
    world.row("New" + months, "N" + months).portrait(200 + months);
  }

  private Imported imported(String... more) {
    List<String> options =
        new ArrayList<>(List.of("--list", "staff", "--leavers", "delete", "--yes"));
    options.addAll(List.of(more));
    return world.run(options.toArray(String[]::new));
  }

  private Path file() {
    return world.folder("staff.plan");
  }

  private Imported plan(String... more) {
    List<String> options =
        new ArrayList<>(
            List.of("--plan", file().toString(), "--list", "staff", "--leavers", "delete"));
    options.addAll(List.of(more));
    int before = world.server().commits().size();
    Imported made = world.run(options.toArray(String[]::new));
    assertThat(made.exit()).as(made.err()).isIn(0, 3);
    assertThat(world.server().commits()).as("a plan changes nothing").hasSize(before);
    return made;
  }

  private List<JsonNode> deletions() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file())) {
      JsonNode node = JsonMapper.shared().readTree(line);
      if (node.has("action") && node.get("action").stringValue().equals("delete")) {
        lines.add(node);
      }
    }
    return lines;
  }

  /** Whose it is; the order is that of the ids. */
  private static JsonNode line(List<JsonNode> lines, String name) {
    return lines.stream()
        .filter(line -> line.get("name").stringValue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<String> names() {
    return world.people().stream().map(PersonView::name).toList();
  }

  @Test
  void who_is_due_is_a_line_with_all_that_goes_and_nobody_is_deleted() throws IOException {
    Imported made = plan();

    List<JsonNode> lines = deletions();
    assertThat(lines).extracting(line -> line.get("name").stringValue()).contains("P1", "P2");
    JsonNode first = line(lines, "P1");
    assertThat(first.get("row").isNull()).isTrue();
    assertThat(first.get("personId").longValue()).isEqualTo(world.person("P1").id());
    assertThat(first.get("changes").toString())
        .contains("{\"field\":\"jobNumber\",\"from\":\"E1\",\"to\":\"\"}");
    assertThat(made.leavers()).containsExactlyInAnyOrder("REPORTED P1", "REPORTED P2");
    assertThat(made.leaverLines()).allMatch(line -> line.get("reason").contains("be deleted"));
    assertThat(Files.readString(made.report().resolve("changes.csv"))).contains("delete,jobNumber");
    assertThat(made.summary()).contains("\"deleted\" : 0,");
    assertThat(names()).contains("P1", "P2");
  }

  @Test
  void applied_they_are_deleted_and_kept() {
    long id = world.person("P1").id();
    plan();

    Imported applied = world.apply(file(), "--yes");

    assertThat(applied.exit()).as(applied.err()).isZero();
    assertThat(applied.leavers()).containsExactlyInAnyOrder("DELETED P1", "DELETED P2");
    assertThat(names()).doesNotContain("P1", "P2").contains("P3", "New2");
    assertThat(
            world.<Boolean>ledger(
                l -> l.before().of(applied.runId(), id, Kind.DELETED).isPresent()))
        .isTrue();
  }

  @Test
  void a_script_needs_yes_and_is_told_how_many() {
    plan();

    Imported applied = world.apply(file());

    assertThat(applied.exit()).isEqualTo(2);
    assertThat(applied.err()).contains("--yes", "deletes 2 people");
    assertThat(applied.writes()).isEmpty();
    assertThat(names()).contains("P1", "P2");
  }

  @Test
  void whom_the_plan_does_not_delete_is_left() throws IOException {
    Path keep = world.folder("keep.txt");
    Files.writeString(keep, "E2\n");
    plan("--keep", keep.toString());
    assertThat(deletions()).hasSize(1);
    Files.writeString(keep, "E99\n");

    Imported applied = world.apply(file(), "--yes");

    assertThat(applied.leavers()).containsExactlyInAnyOrder("DELETED P1", "LEFT P2 PLAN_STALE");
    assertThat(applied.exit()).isEqualTo(3);
    assertThat(names()).doesNotContain("P1").contains("P2");
  }

  @Test
  void who_was_named_meanwhile_by_a_row_that_was_refused_is_missed_once() throws IOException {
    RosterRow refused = world.row("P1", "E1").portrait(1).with("birthday", "never");
    Imported named = imported();
    assertThat(named.ended("P1")).isEqualTo("REJECTED_ROW BAD_DATE");
    assertThat(named.leavers()).containsExactly("DELETED P2");
    world.without(refused);
    aMonthPasses();

    Imported made = plan();

    assertThat(deletions()).isEmpty();
    assertThat(made.leavers()).containsExactly("REPORTED P1");
    assertThat(made.leaverLines().get(0).get("reason")).contains("two complete imports");
  }

  @Test
  void whom_somebody_has_touched_since_is_left() {
    plan();
    world.edited(world.person("P1").id(), "remark", "is coming back");

    Imported applied = world.apply(file(), "--yes");

    assertThat(applied.leavers()).containsExactlyInAnyOrder("LEFT P1 CHANGED_SINCE", "DELETED P2");
    assertThat(names()).contains("P1");
  }
}
