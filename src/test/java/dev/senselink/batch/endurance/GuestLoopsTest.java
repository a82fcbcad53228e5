package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.EveryFault;
import dev.senselink.batch.fixture.Night;
import dev.senselink.batch.fixture.OnDemand;
import dev.senselink.batch.fixture.Oracle;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.fixture.Visitors;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.world.CommittedChange;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guests on two days, killed and spoilt again and again: registered, changed, and those who left
 * deleted. Nobody is lost, made or deleted twice, deleted wrongly or misreported.
 *
 * <p>All 20 kills: {@code mvn -B -q test -Dlong -Dtest=GuestLoopsTest -Dkills=20}; 1,000 rows under
 * every kind of fault: {@code -Drows=1000}. Another course of chance: {@code -Dseed=N}.
 */
@Tag("slow")
class GuestLoopsTest {
  private static final int KILLS = Integer.getInteger("kills", 2);
  private static final int ROWS = Integer.getInteger("rows", Math.max(80, 50 * KILLS));
  private static final long SEED = Long.getLong("seed", 5L);
  private static final int LEAST_PROGRESS = 15;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String[] REMOVE = {
    "--remove-ended", "--ended-for", "0h", "--max-delete", "100000"
  };

  @TempDir Path folder;

  @OnDemand
  @Test
  void guests_on_two_days_of_kills_are_in_the_end_as_the_last_list_says() throws Exception {
    try (Night night = night(40)) {
      lostAnswersOf(night, "createGuest", 0.01);
      lostAnswersOf(night, "updateGuest", 0.01);
      Visitors first = firstDay(night);
      killAgainAndAgain(night, KILLS, LEAST_PROGRESS, night::peopleTouched);
      judge(night, "guests created with " + KILLS + " kills", 1);

      nextDay(night, first);
      killAgainAndAgain(night, KILLS, LEAST_PROGRESS, night::peopleTouched, REMOVE);
      judge(night, "guests changed with " + KILLS + " kills", 1);
      whoLeftIsDeletedOnce(night, first);
    }
  }

  @Test
  void a_run_that_is_killed_while_it_deletes_deletes_everybody_once() throws Exception {
    try (Night night = night(60)) {
      Visitors first = firstDay(night);
      assertThat(night.work().exit()).isEqualTo(3);
      nextDay(night, first);
      night.sandbox().script(FaultRule.on("deleteGuest").after().noAnswer().call(2).build());
      killAgainAndAgain(night, 2, 1, () -> deletes(night).size(), REMOVE);
      judge(night, "killed twice while deleting", 1);
      whoLeftIsDeletedOnce(night, first);
    }
  }

  @OnDemand
  @Test
  void under_every_kind_of_fault_guests_are_as_the_list_says() throws Exception {
    try (Night night = night(10)) {
      night.withFaults(EveryFault.at(0.02, 0.005));
      Visitors first = firstDay(night);
      assertThat(night.work().exit()).isEqualTo(3);
      judge(night, "guests created under every kind of fault", 0.98);
      nextDay(night, first);
      Night.Ended last = night.work(REMOVE);
      assertThat(last.exit()).as(last.errors()).isEqualTo(3);
      judge(night, "guests changed under every kind of fault", 0.98);
      nobodyIsDeletedTwiceOrWrongly(night, first);
    }
  }

  private Night night(long millis) {
    return Night.with(
        folder,
        SandboxSettings.standard()
            .withSeed(SEED)
            .withLatency(
                CallLatency.logNormal(Duration.ofMillis(millis), 0.5)
                    // Who is looked up is not what is tried here.
                    .with("listUsers", Duration.ofMillis(3))));
  }

  private static void lostAnswersOf(Night night, String operation, double rate) {
    night.withFaults(
        FaultRule.on(operation).after().noAnswer().call(5).build(),
        FaultRule.on(operation).after().noAnswer().rate(rate).build());
  }

  private static Visitors firstDay(Night night) throws IOException {
    List<Long> hosts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Map<String, String> fields = Map.of("name", "Host " + i, "jobNumber", "H" + i, "groups", "1");
      hosts.add(night.sandbox().addPerson(1, fields, null));
    }
    String inTwoHours =
        LocalDateTime.now().plusHours(2).format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
    Visitors first = Visitors.of(ROWS, inTwoHours, hosts);
    night.roster(first);
    return first;
  }

  private static void nextDay(Night night, Visitors first) throws IOException {
    night.sandbox().passTime(Duration.ofHours(24));
    night.roster(first.nextDay());
  }

  private static void killAgainAndAgain(
      Night night, int kills, int progress, LongSupplier done, String... options) {
    Random chance = new Random(SEED);
    for (int kill = 1; kill <= kills; kill++) {
      long target = done.getAsLong() + progress + chance.nextInt(2);
      Program program = night.start(options);
      boolean reached =
          Until.within(PATIENCE, () -> done.getAsLong() >= target || !program.isAlive());
      assertThat(reached && program.isAlive())
          .as("kill %d finds progress; %s", kill, program.errors())
          .isTrue();
      Until.later(Duration.ofMillis(chance.nextInt(60)));
      program.kill();
    }
    Night.Ended last = night.work(options);
    assertThat(last.exit()).as(last.errors()).isEqualTo(3);
  }

  private static void judge(Night night, String what, double leastDone) throws Exception {
    Oracle.Verdict verdict = night.morning();
    System.out.println(what + ": " + verdict.words());
    assertThat(verdict.complaints()).isEmpty();
    assertThat(verdict.done()).isGreaterThanOrEqualTo((int) (leastDone * verdict.rows()));
  }

  private static List<CommittedChange> deletes(Night night) {
    return night.sandbox().commits().stream()
        .filter(c -> c.operation().equals("deleteGuest"))
        .toList();
  }

  private static void nobodyIsDeletedTwiceOrWrongly(Night night, Visitors first) {
    assertThat(deletes(night)).extracting(CommittedChange::id).doesNotHaveDuplicates();
    assertThat(deletes(night)).extracting(CommittedChange::name).isSubsetOf(first.leavers());
  }

  private static void whoLeftIsDeletedOnce(Night night, Visitors first) throws IOException {
    nobodyIsDeletedTwiceOrWrongly(night, first);
    assertThat(deletes(night))
        .extracting(CommittedChange::name)
        .containsExactlyInAnyOrderElementsOf(first.leavers());
    assertThat(night.sandbox().people())
        .extracting(PersonView::name)
        .doesNotContainAnyElementsOf(first.leavers());
    long told =
        Files.readAllLines(night.report().resolve("ended.csv")).stream()
            .filter(line -> line.contains(",REMOVED,"))
            .count();
    System.out.println("left and deleted once each: " + told + " of " + first.leavers().size());
    assertThat(told).as("each told as deleted").isEqualTo(first.leavers().size());
    assertThat(night.summary().path("endedRemoved").asInt()).isEqualTo(first.leavers().size());
  }
}
