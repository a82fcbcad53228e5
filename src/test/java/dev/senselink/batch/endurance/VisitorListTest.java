package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.SeenCall;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.Commit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A long list of visitors, imported every morning: only what changed is sent.
 *
 * <p>All 2,000 guests: {@code mvn -B -q test -Dtest=VisitorListTest -Drows=2000}.
 */
class VisitorListTest {
  private static final int ROWS = Integer.getInteger("rows", 200);
  private static final int WITHOUT_ID_NUMBER = 20;
  private static final DateTimeFormatter CELL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  @RegisterExtension final World world = new World();
  private final List<RosterRow> rows = new ArrayList<>();

  private RosterRow guest(int n) {
    return world.guest("Visitor " + n, String.valueOf(13_800_000_000L + n));
  }

  private static Map<String, Long> calls(Imported run) {
    return run.calls().stream()
        .collect(Collectors.groupingBy(SeenCall::operation, TreeMap::new, Collectors.counting()));
  }

  private void firstMorning() {
    String soon =
        LocalDateTime.ofInstant(Instant.now().plus(Duration.ofHours(1)), ZoneId.systemDefault())
            .format(CELL);
    for (int n = 1; n <= ROWS; n++) {
      rows.add(guest(n));
    }
    rows.subList(0, 2).forEach(row -> row.with("dateTimeTo", soon));
    rows.subList(2, 2 + WITHOUT_ID_NUMBER).forEach(row -> row.without("idNumber"));
  }

  @Test
  void only_what_changed_is_sent() {
    firstMorning();
    Imported first = world.run();
    assertThat(first.endings()).hasSize(ROWS).containsOnly("CREATED");
    assertThat(calls(first)).containsEntry("createGuest", (long) ROWS);

    Imported again = world.run();
    System.out.println("unchanged list of " + ROWS + ": " + calls(again));
    assertThat(again.endings()).hasSize(ROWS).containsOnly("UNCHANGED");
    assertThat(calls(again))
        .isEqualTo(
            Map.of("getCompany", 1L, "listGroups", 1L, "getDepartmentTree", 1L, "listUsers", 1L));

    world.already("Another Host", "jobNumber", "H2");
    world.without(rows.get(0)).without(rows.get(1));
    rows.get(100).with("dateTimeTo", "2099-06-30");
    rows.get(101).with("dateTimeFrom", "2026-01-02");
    rows.get(102).with("host", "H2");
    rows.get(103).with("remark", "badge lost");
    rows.get(104).portrait(900_001);
    List<RosterRow> added = List.of(guest(ROWS + 1), guest(ROWS + 2), guest(ROWS + 3));
    world.server().skewClock(Duration.ofHours(2));

    Imported changed = world.run("--remove-ended", "--ended-for", "0h");

    System.out.println("5 changed, 3 new, 2 left: " + calls(changed));
    assertThat(changed.endings().stream().filter("UPDATED"::equals)).hasSize(5);
    assertThat(changed.endings().stream().filter("CREATED"::equals)).hasSize(added.size());
    assertThat(changed.endings().stream().filter("UNCHANGED"::equals)).hasSize(ROWS - 7);
    assertThat(calls(changed))
        .containsEntry("updateGuest", 5L)
        .containsEntry("createGuest", 3L)
        .containsEntry("deleteGuest", 2L)
        .containsEntry("countFaces", 4L)
        .containsEntry("checkFaceQuality", 4L)
        .doesNotContainKeys("getImage", "createUser", "updateUser");
    assertThat(world.commits("deleteGuest"))
        .extracting(Commit::name)
        .containsExactlyInAnyOrder("Visitor 1", "Visitor 2");
    assertThat(changed.exit()).as(changed.err()).isZero();
  }
}
