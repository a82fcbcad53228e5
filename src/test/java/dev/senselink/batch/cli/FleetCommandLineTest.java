package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.settings.ConfigurationDefaults;
import dev.senselink.batch.fleet.run.SiteOrder;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.job.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fleet hears of the end of a site's command. */
class FleetCommandLineTest {
  @TempDir Path folder;

  private SiteEnd run(String... command) {
    return new FleetCommandLine(
            ConfigurationDefaults.read(new String[0], Map.of(), Set::of, (said, where) -> {}),
            RunEnvironment.real())
        .runner(0, site -> SecretSource.NONE)
        .run(new SiteOrder("A", List.of(command), OtherSites.NONE), stop -> {});
  }

  /** It goes into journals, pages and messages, which nobody's data may reach. */
  @Test
  void what_quotes_a_list_is_not_repeated() throws IOException {
    Path roster = Files.writeString(folder.resolve("of Ana Weber.csv"), "");

    SiteEnd end = run("validate", "users", roster.toString(), "--json");

    assertThat(end.code()).isEqualTo(5);
    assertThat(end.said()).isNotBlank().doesNotContain("Weber");
  }

  @Test
  void what_names_nobody_is_told() {
    SiteEnd end = run("runs", "show", "R1", "--json", "--data=" + folder.resolve("none"));

    assertThat(end.code()).isEqualTo(2);
    assertThat(end.said()).contains("R1");
  }
}
