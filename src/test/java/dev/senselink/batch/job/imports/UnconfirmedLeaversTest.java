package dev.senselink.batch.job.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.enrol.leavers.LeaverRules;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.StaffJob;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.LeaverSettings;
import dev.senselink.batch.job.RosterListSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.lists.ListName;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a terminal whoever is to be deleted is deleted by a yes, and by nothing else. */
@Tag("slow")
class UnconfirmedLeaversTest {
  private static final String[] MONTH = {"--list", "staff", "--leavers", "delete", "--yes"};

  @RegisterExtension final World world = new World().inHaste();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nobody_is_deleted_whom_nobody_confirmed(boolean answer) {
    RosterRow leaving = world.row("P0", "E0");
    world.rows(11);
    world.run("--list", "staff", "--new-list");
    world.without(leaving);
    assertThat(world.run(MONTH).leavers()).containsExactly("REVOKED P0");
    nextMonth(1);
    assertThat(world.run(MONTH).leavers()).containsExactly("REPORTED P0");
    nextMonth(2);

    RunEnd end = asking(answer);

    List<Leaver> told = world.ledger(l -> l.leavers().of(end.runId()));
    assertThat(told).hasSize(1);
    assertThat(told.get(0).state()).isEqualTo(answer ? Leaver.State.DELETED : Leaver.State.LEFT);
    assertThat(told.get(0).code()).isEqualTo(answer ? "" : "NOT_CONFIRMED");
    assertThat(world.commits("deleteUser")).hasSize(answer ? 1 : 0);
  }

  private void nextMonth(int number) {
    world.server().passTime(Duration.ofDays(31L * number));
    world.row("New" + number, "N" + number).portrait(500 + number);
  }

  private RunEnd asking(boolean answer) {
    world.writeRoster();
    LeaverRules.Most most = LeaverRules.Most.STANDARD;
    LeaverSettings leavers =
        new LeaverSettings(
            LeaverRules.Action.DELETE,
            10,
            most,
            Duration.ZERO,
            Duration.ofDays(30),
            false,
            null,
            List.of(),
            List.of());
    ImportSettings settings =
        StaffJob.settings(
            world,
            "asked",
            new RosterListSettings(ListName.of("staff"), false, false, most, leavers));
    ConnectionSettings connection = StaffJob.connection(world);
    return new ImportJob(
            settings, connection, new ThumbnailatorEngine(), somebody(answer), new StopSwitch())
        .run();
  }

  private static JobProgress somebody(boolean answer) {
    return new JobProgress() {
      @Override
      public void say(String line) {}

      @Override
      public Optional<Boolean> asked(String question, Duration patience) {
        return Optional.of(answer);
      }

      @Override
      public boolean canAsk() {
        return true;
      }

      @Override
      public void rows(long done, long total, OutcomeTally tally) {}
    };
  }
}
