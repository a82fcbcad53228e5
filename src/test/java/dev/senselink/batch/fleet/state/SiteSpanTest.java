package dev.senselink.batch.fleet.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.ledger.RunIndexFile;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which part of a site's run a run of the fleet has worked. */
class SiteSpanTest {
  private static final Instant NOON = Instant.parse("2026-12-02T12:00:00Z");
  private static final Instant ONE = Instant.parse("2026-12-02T13:00:00Z");
  private static final SiteSpan SPAN = new SiteSpan(NOON, ONE);

  private static RunIndexFile.Entry run(String started, String finished) {
    return new RunIndexFile.Entry(
        "R1", "import-users", "", "", "", "", day(started), day(finished), 4, "", "", "");
  }

  private static String day(String time) {
    return time.isEmpty() ? "" : "2026-12-02T" + time + ":00Z";
  }

  @Test
  void a_run_of_the_site_that_was_at_work_within_it_is_met() {
    assertThat(SPAN.meets(run("11:00", "11:59"))).isFalse();
    assertThat(SPAN.meets(run("11:00", "12:30"))).isTrue();
    assertThat(SPAN.meets(run("11:00", ""))).isTrue();
    assertThat(SPAN.meets(run("13:00", ""))).isFalse();
  }

  @Test
  void a_run_that_was_all_within_it_is_not_bounded() {
    assertThat(SPAN.shared(run("12:10", "12:20"))).isEqualTo(new SiteSpan(null, null));
    assertThat(SPAN.shared(run("11:10", "12:20"))).isEqualTo(new SiteSpan(NOON, null));
    assertThat(SPAN.shared(run("12:10", "13:20"))).isEqualTo(new SiteSpan(null, ONE));
    assertThat(SPAN.shared(null)).isEqualTo(SPAN);
  }

  @Test
  void a_minute_at_either_end_is_nobodys_where_clocks_differ() {
    assertThat(SPAN.narrowed().options())
        .containsExactly(
            "--written-from=2026-12-02T12:01:00Z", "--written-before=2026-12-02T12:59:00Z");
    assertThat(new SiteSpan(null, null).narrowed().options()).isEmpty();
  }
}
