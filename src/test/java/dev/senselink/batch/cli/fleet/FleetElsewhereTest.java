package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.transport.ServerTransport;
import dev.senselink.batch.cli.Cli;
import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.fixture.HastyMachine;
import dev.senselink.batch.fleet.run.SiteRunner;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.job.SecretSource;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said before a fleet gives sites to workers, and before a worker takes any. */
class FleetElsewhereTest {
  private static final String NOBODY = "tcp://127.0.0.1:1";

  @TempDir Path folder;
  private FleetWorld world;

  @BeforeEach
  void open() {
    world = new FleetWorld(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void isRefused(Told told, String... why) {
    assertThat(told.exit()).as(told.err()).isEqualTo(2);
    assertThat(told.err()).contains(why);
  }

  @Test
  void leavers_that_are_set_for_all_commands_are_refused_at_a_fleet_with_workers() {
    world.site("A").people("A", 1);
    world.files();
    world.with("SENSELINK_LEAVERS", "revoke");

    isRefused(world.importing("--broker", NOBODY), "SENSELINK_LEAVERS", "without --broker");
    assertThat(world.server("A").calls()).isEmpty();
  }

  @Test
  void a_worker_refuses_them_too() throws IOException {
    Path settings = Files.writeString(folder.resolve("senselink.yml"), "leavers: delete\n");

    isRefused(
        world.run("worker", "--broker", NOBODY, "--config", settings.toString()),
        "senselink.yml",
        "without --broker");
  }

  @Test
  void requests_of_all_sites_together_are_each_worker_s_to_count() {
    world.site("A").people("A", 1);
    world.files("total-concurrency: 8");

    isRefused(world.importing("--broker", NOBODY), "--total-concurrency to each worker");
    isRefused(
        world.run("worker", "--broker", NOBODY, "--total-concurrency", "-1"),
        "--total-concurrency");
  }

  @Test
  void what_is_no_import_is_done_here_whatever_broker_is_named() {
    world.site("A").people("A", 1);
    world.files();

    Told told = world.importing("--plan", folder.resolve("plans").toString(), "--broker", NOBODY);

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.err()).contains("--broker is not used");
  }

  /** The address is an order's, and whoever can write orders could have the secret sent there. */
  @Test
  void l24_a_worker_uses_only_a_secret_that_names_its_server() throws IOException {
    world.site("A").files();
    String list = folder.resolve("list.csv").toString();
    Files.writeString(Path.of(list), "name,jobNumber\nAna,A-1\n");
    String file = "--app-secret-file=";

    Told bound =
        worked("import", "users", list, "--allow-no-photo", file + folder.resolve("A.secret"));
    assertThat(bound.exit()).as(bound.err()).isZero();
    int calls = world.server("A").calls().size();
    Told unbound =
        worked(
            "import", "users", list, "--allow-no-photo", file + world.server("A").appSecretFile());

    isRefused(unbound, "second line", "`server: " + world.server("A").url() + "`");
    world.with("SENSELINK_APP_SECRET", "of-the-environment");
    isRefused(worked("company"), "SENSELINK_APP_SECRET cannot say", "--app-secret-file");
    assertThat(world.server("A").calls()).hasSize(calls);
  }

  /** By a worker's command for a site. */
  private Told worked(String... command) {
    RunEnvironment there =
        new RunEnvironment(
            new HastyMachine(),
            ServerTransport.http(),
            false,
            OtherSites.NONE,
            SecretSource.NONE.binding(),
            null,
            List.of());
    List<String> words = new ArrayList<>(List.of(command));
    words.add("--server=" + world.server("A").url());
    words.add("--app-key=" + world.server("A").appKey());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Cli.run(
            words.toArray(String[]::new),
            world.environment(),
            new PrintWriter(out),
            new PrintWriter(err, true),
            there);
    return new Told(exit, out.toString(), err.toString());
  }

  @Test
  void the_settings_of_a_worker_reach_its_sites() {
    LedgerPlace database =
        new LedgerPlace(
            "jdbc:postgresql://db/s", Path.of("u"), null, Path.of("k"), null, false, null);

    assertThat(WorkerCommand.typed(database, new Commands()))
        .contains("--database=jdbc:postgresql://db/s", "--config=senselink.yml");
  }

  /** Of a machine with settings. */
  private static final class Commands implements SiteCommands {
    @Override
    public OptionCheck options(String job) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SiteRunner runner(int total, Function<String, SecretSource> secrets) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> placeOf(String option) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> settings() {
      return Optional.of(Path.of("senselink.yml"));
    }

    @Override
    public Map<String, String> environment() {
      return Map.of();
    }

    @Override
    public Machine machine() {
      return Machine.real();
    }
  }
}
