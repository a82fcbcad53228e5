package dev.senselink.batch.fleet.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.WorkWindow;
import dev.senselink.batch.fleet.run.SiteOrder;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.ledger.sites.SiteNotice;
import dev.senselink.batch.ledger.sites.WorkBoard;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A manager that stands still while a window is closed; what it gives out lies in a real table. */
@Tag("slow")
class ErrandDeskTest {
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension final BoardPlace place = new BoardPlace();

  /** A fleet of one site, whose window is open from 19:57, when all begins, to 20:00. */
  private final class Scene {
    private final LedgerDatabase ledger = place.database().ledger();
    private final BoardClock clock = new BoardClock(ledger.jdbc(), new SplittableRandom(1));
    private final BoardQueue queue = new BoardQueue(clock, new SplittableRandom(2));
    private final WorkBoard board = new WorkBoard(ledger);
    private final ErrandDesk desk;
    private final GivenSite errand;

    Scene() {
      queue.heal();
      FleetSite site =
          new FleetSite(
              "A", 1, "A:1", Map.of(), Set.of(), WorkWindow.of("19:50-20:00"), ZoneOffset.UTC);
      desk =
          new ErrandDesk(
              new BoardLines(ledger, "fleet", queue),
              "fleet",
              Map.of("A", site),
              BoardManager.settings(place.database().roster(), Duration.ofDays(7)),
              clock,
              told -> {});
      desk.begin("F1", any -> Set.of());
      List<String> command = List.of("import", "users", place.database().roster().toString());
      errand = new GivenSite(new SiteOrder("A", command, OtherSites.NONE));
      look();
    }

    void look() {
      assertThat(desk.look(List.of(errand))).isEmpty();
    }

    /** The message that comes next. */
    SiteNotice next() {
      String text = Objects.requireNonNull(queue.take(), "nothing was sent").text();
      queue.done();
      return SiteMessage.read(text).orElseThrow();
    }

    void mustBeGivenAnew() {
      look();
      look();
      assertThat(board.claim(next(), "worker")).isPresent();
    }
  }

  @Test
  void a_site_that_stopped_at_the_end_of_a_window_that_nobody_saw_goes_on_in_the_next() {
    place
        .database()
        .undone(
            () -> {
              Scene scene = new Scene();
              SiteNotice first = scene.next();
              assertThat(scene.board.claim(first, "worker")).isPresent();
              scene.clock.pass(Duration.ofMinutes(3));
              String stopped = EndText.of(GivenSite.stopped("its window has closed"));
              assertThat(scene.board.end(first, "worker", stopped)).isTrue();
              scene.clock.pass(DAY.minusMinutes(5));

              scene.mustBeGivenAnew();
            });
  }

  @Test
  void a_site_that_nobody_began_in_a_window_is_begun_in_the_next() {
    place
        .database()
        .undone(
            () -> {
              Scene scene = new Scene();
              assertThat(scene.board.counts(scene.next())).isTrue();
              scene.clock.pass(DAY);

              scene.mustBeGivenAnew();
            });
  }

  /** The manager's clock may be behind that of the database, and follows. */
  @Test
  void a_window_that_is_closed_by_the_database_alone_is_no_other_one() {
    place
        .database()
        .undone(
            () -> {
              Scene scene = new Scene();
              SiteNotice first = scene.next();
              assertThat(scene.board.claim(first, "worker")).isPresent();
              scene.ledger.jdbc().update("UPDATE FLEET_SITE SET CLOSES = clock_timestamp()");
              String stopped = EndText.of(GivenSite.stopped("its window has closed"));
              assertThat(scene.board.end(first, "worker", stopped)).isTrue();

              scene.look();
              scene.look();

              assertThat(scene.queue.count()).isZero();
            });
  }
}
