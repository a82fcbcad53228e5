package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.SeenCall;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.world.CommittedChange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A long list of visitors, imported every morning: only what changed is sent.
 *
 * <p>All 2,000 guests: {@code mvn -B -q test -Dtest=VisitorListTest -Drows=2000}.
 */
@Tag("slow")
class VisitorListTest {
  private static final int ROWS = Integer.getInteger("rows", 150);
  private static final int WITHOUT_ID_NUMBER = 20;
  private static final int ADDED = 3;

  /** What only asks; whom it concerns is looked up one by one where the list is short. */
  private static final Set<String> LOOKED_UP =
      Set.of("getCompany", "listGroups", "getDepartmentTree", "listUsers");

  private static final DateTimeFormatter CELL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  @RegisterExtension final World world = new World();

  private RosterRow guest(int n) {
    return world.guest("Visitor " + n, String.valueOf(13_800_000_000L + n));
  }

  private static Map<String, Long> calls(Imported run) {
    return run.calls().stream()
        .collect(Collectors.groupingBy(SeenCall::operation, TreeMap::new, Collectors.counting()));
  }

  @Test
  void of_a_workbook_only_what_changed_is_sent() {
    world.asWorkbook();
    threeMornings(ROWS, row -> row);
  }

  @Test
  void guests_without_an_id_number_are_found_again_as_surely() {
    threeMornings(WITHOUT_ID_NUMBER, row -> row.without("idNumber"));
  }

  private void threeMornings(int count, UnaryOperator<RosterRow> asListed) {
    IntFunction<RosterRow> listed = n -> asListed.apply(guest(n));
    List<RosterRow> rows = IntStream.rangeClosed(1, count).mapToObj(listed).toList();
    String soon =
        LocalDateTime.ofInstant(Instant.now().plus(Duration.ofHours(1)), ZoneId.systemDefault())
            .format(CELL);
    rows.subList(0, 2).forEach(row -> row.with("dateTimeTo", soon));
    Imported first = timed("all new", () -> world.run());
    assertThat(first.endings()).hasSize(count).containsOnly("CREATED");
    assertThat(calls(first)).containsEntry("createGuest", (long) count);

    Imported again = timed("unchanged", () -> world.run());
    assertThat(again.endings()).hasSize(count).containsOnly("UNCHANGED");
    assertThat(calls(again)).containsOnlyKeys(LOOKED_UP);
    assertThat(again.exit()).as(again.err()).isZero();

    world.already("Another Host", "jobNumber", "H2");
    world.without(rows.get(0)).without(rows.get(1));
    rows.get(10).with("dateTimeTo", "2099-06-30");
    rows.get(11).with("dateTimeFrom", "2026-01-02");
    rows.get(12).with("host", "H2");
    rows.get(13).with("remark", "badge lost");
    rows.get(14).portrait(900_001);
    IntStream.rangeClosed(count + 1, count + ADDED).mapToObj(listed).toList();
    world.server().skewClock(Duration.ofHours(2));
    onlyWhatChanged(
        count,
        timed("5 changed, 3 new, 2 left", () -> world.run("--remove-ended", "--ended-for", "0h")));
  }

  private void onlyWhatChanged(int count, Imported changed) {
    assertThat(changed.endings().stream().filter("UPDATED"::equals)).hasSize(5);
    assertThat(changed.endings().stream().filter("CREATED"::equals)).hasSize(ADDED);
    assertThat(changed.endings().stream().filter("UNCHANGED"::equals)).hasSize(count - 7);
    Map<String, Long> calls = calls(changed);
    calls.keySet().removeAll(LOOKED_UP);
    // Four photos go up: of the three who are new, and of the one whose photo is another. Three are
    // kept for undo: that one's former, and those of the two who are deleted.
    assertThat(calls)
        .isEqualTo(
            Map.of(
                "updateGuest", 5L,
                "createGuest", 3L,
                "deleteGuest", 2L,
                "getImage", 3L,
                "countFaces", 4L,
                "checkFaceQuality", 4L));
    assertThat(world.commits("deleteGuest"))
        .extracting(CommittedChange::name)
        .containsExactlyInAnyOrder("Visitor 1", "Visitor 2");
    assertThat(changed.exit()).as(changed.err()).isZero();
  }

  private static Imported timed(String morning, Supplier<Imported> run) {
    long start = System.nanoTime();
    Imported done = run.get();
    System.out.printf(
        "%s: %d rows, %.1f s, %s%n",
        morning, done.endings().size(), (System.nanoTime() - start) / 1e9, calls(done));
    return done;
  }
}
