package dev.senselink.batch.fleet.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fleet.rows.FleetRows;
import dev.senselink.batch.fleet.rows.KeyMarksTest;
import dev.senselink.batch.job.OtherSites;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has left a list may be named in another that nobody could read. */
class SiteClaimsTest {
  @TempDir Path folder;

  private OtherSites.Claim claim(List<String> unread) {
    FleetRows none = FleetRows.none(folder, KeyMarksTest.some());
    FleetRows rows = new FleetRows(Map.of(), none.unknown(), unread, none.named(), Map.of("A", 0));
    return new SiteClaims(rows, "A", Set.of(), () -> false).claim(List.of());
  }

  @Test
  void nobody_is_taken_for_a_leaver_while_a_list_cannot_be_read() {
    assertThat(claim(List.of("B"))).isNotNull();
    assertThat(claim(List.of("B")).why()).contains("B");
    assertThat(claim(List.of())).isNull();
  }
}
