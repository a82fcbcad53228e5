package dev.senselink.batch.cli.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.transport.ServerTransport;
import dev.senselink.batch.fixture.HastyMachine;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.job.SecretSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of an import whose report is made again. */
class EarlierImportTest {
  private static RunEnvironment made(String... words) {
    return new RunEnvironment(
        new HastyMachine(),
        ServerTransport.http(),
        false,
        OtherSites.NONE,
        SecretSource.NONE,
        null,
        List.of(words));
  }

  @Test
  void it_is_known_as_it_was_typed() {
    assertThat(EarlierImport.of(made("import", "users", "staff.csv", "--list=staff", "--part")))
        .isNotNull();
    assertThat(EarlierImport.of(made("runs", "show", "R1"))).isNull();
  }

  /** The list may be named in senselink.yml; then its report has no commands, but there is one. */
  @Test
  void what_it_leaned_on_elsewhere_makes_its_report_no_mistake_of_whoever_reads_it() {
    assertThat(EarlierImport.of(made("import", "users", "staff.csv", "--part"))).isNull();
    assertThat(EarlierImport.of(made("import", "users", "staff.csv", "--no-such"))).isNull();
  }
}
