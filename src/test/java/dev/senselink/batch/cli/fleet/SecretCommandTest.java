package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.disk.ProgramLine;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The secret of a site comes from a program, reaches the site's command, and nothing else. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs here are shell scripts")
class SecretCommandTest {
  @TempDir Path folder;
  private FleetWorld world;

  @BeforeEach
  void two_sites_of_which_the_first_has_a_file() {
    world = new FleetWorld(folder).site("A").site("B").people("A", 2).people("B", 2);
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** The list of sites names no file of these. */
  private void withoutFile(String... sites) throws IOException {
    world.files("first: A", "max-failed-sites: 3");
    Path list = folder.resolve("sites.csv");
    String text = Files.readString(list);
    for (String site : sites) {
      text = text.replace(folder.resolve(site + ".secret").toString(), "");
    }
    Files.writeString(list, text);
  }

  /** A program that a fleet file can name. */
  private String script(String body) throws IOException {
    Path script = folder.resolve("vault client.sh");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return "\"" + script + "\"";
  }

  private String vault() throws IOException {
    return script(
        "echo noise-of-it >&2\ncat '" + folder + "/'\"$1.secret\"\necho\necho second line");
  }

  private String secret(String site) throws IOException {
    return Files.readAllLines(folder.resolve(site + ".secret")).get(0);
  }

  @Test
  void each_site_has_its_own_and_nobody_writes_it_down() throws IOException {
    withoutFile("A", "B");
    String command = vault() + " {site}";

    Told told = world.importing("--secret-command", command);

    assertThat(told.exit()).as(told.err() + told.out()).isZero();
    assertThat(world.there("A")).hasSize(2);
    assertThat(world.there("B")).hasSize(2);
    assertThat(told.err() + told.out()).doesNotContain(secret("A"), "noise-of-it");
    for (Path file : written()) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(secret("A"), secret("B"), "vault client");
    }
  }

  private List<Path> written() throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.startsWith(world.data()) || file.startsWith(world.report()))
          .toList();
    }
  }

  @Test
  void a_fleet_file_names_it_and_all_commands_of_the_fleet_ask_it() throws IOException {
    withoutFile("A", "B");
    Files.writeString(
        folder.resolve("fleet.yml"),
        Files.readString(folder.resolve("fleet.yml"))
            + "secret-command: '"
            + vault().replace("'", "''")
            + " {site}'\n");

    assertThat(world.importing().exit()).isZero();
    Told undone = world.run("fleet", "undo", folder.resolve("fleet.yml").toString(), "--yes");

    assertThat(undone.exit()).as(undone.err()).isZero();
    assertThat(world.there("B")).isEmpty();
  }

  @Test
  void l24_what_it_says_of_another_server_is_not_sent_to_this_one() throws IOException {
    withoutFile("A", "B");
    String command =
        script("head -1 '" + folder + "/'\"$1.secret\"\necho server: https://10.9.9.9") + " {site}";

    Told told = world.importing("--secret-command", command);

    assertThat(told.exit()).as(told.err()).isEqualTo(4);
    assertThat(told.err()).contains("--secret-command", "10.9.9.9");
    assertThat(world.server("A").calls()).isEmpty();
  }

  @Test
  void a_file_that_is_named_goes_before_it() throws IOException {
    withoutFile("B");
    Path asked = folder.resolve("asked");
    String command =
        script("echo \"$@\" >> '" + asked + "'; cat '" + folder + "/'\"$1.secret\"") + " {site}";

    assertThat(world.importing("--secret-command", command).exit()).isZero();

    assertThat(asked).hasContent("B");
  }

  @Test
  void no_shell_reads_it() throws IOException {
    withoutFile("B");
    Path trap = folder.resolve("trap");
    Path seen = folder.resolve("seen");
    String command =
        script("echo \"$2\" > '" + seen + "'; cat '" + folder + "/'\"$1.secret\"")
            + " {site} ';touch "
            + trap
            + " $HOME of {site}'";

    Told told = world.importing("--secret-command", command);

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(trap).doesNotExist();
    assertThat(seen).hasContent(";touch " + trap + " $HOME of B");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo leaked; echo leaked >&2; exit 3 | ended with code 3",
        "exit 0                               | said nothing",
        "echo; echo leaked                    | said nothing",
        "yes leaked                           | more than 4096 bytes",
      })
  void one_that_fails_stops_its_site_alone_and_nothing_of_it_is_repeated(String body, String why)
      throws IOException {
    withoutFile("B");

    Told told = world.importing("--secret-command", script(body));

    assertThat(told.exit()).as(told.err()).isEqualTo(3);
    assertThat(world.state("A")).isEqualTo("ENDED 0");
    assertThat(world.state("B")).isEqualTo("STOPPED 2");
    assertThat(told.err()).contains("site B", "--secret-command: vault client.sh", why);
    assertThat(told.err() + told.out() + world.document()).doesNotContain("leaked");
    assertThat(world.there("B")).isEmpty();
    assertThat(world.server("B").commits()).isEmpty();
  }

  @Test
  void one_that_is_not_there_is_told() throws IOException {
    withoutFile("B");

    Told told = world.importing("--secret-command", "no-such-vault read {site}");

    assertThat(told.exit()).isEqualTo(3);
    assertThat(world.state("B")).isEqualTo("STOPPED 2");
    assertThat(told.err()).contains("no-such-vault is not there").doesNotContain("read");
  }

  @Test
  void one_that_others_could_replace_is_not_run() throws IOException {
    withoutFile("B");
    String command = vault();
    Files.setPosixFilePermissions(
        folder.resolve("vault client.sh"), PosixFilePermissions.fromString("rwxrwxrwx"));

    Told told = world.importing("--secret-command", command);

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("--secret-command", "is not run");
    assertThat(world.there("A")).isEmpty();
    assertThat(world.importing("--secret-command", "'open").exit()).isEqualTo(2);
  }

  @Test
  void a_name_that_it_would_take_for_an_option_is_not_passed_on() throws IOException {
    Path asked = folder.resolve("asked");
    SecretProgram program = program(script("touch '" + asked + "'; echo secret") + " {site}", 30);

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> program.source("-n").secret())
        .withMessageContaining("begins with -");

    assertThat(asked).doesNotExist();
    assertThat(program.source("n").secret().orElseThrow().reveal()).isEqualTo("secret");
  }

  @Test
  void one_that_hangs_is_ended_with_its_children() throws IOException {
    Path child = folder.resolve("child");
    SecretProgram program = program(script("sleep 600 & echo $! > '" + child + "'; wait"), 2);

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> program.source("A").secret())
        .withMessageContaining("longer than 2 s");

    Optional<ProcessHandle> sleeper =
        ProcessHandle.of(Long.parseLong(Files.readString(child).strip()));
    if (sleeper.isPresent()) {
      assertThat(sleeper.get().onExit()).succeedsWithin(Duration.ofSeconds(120));
    }
  }

  private static SecretProgram program(String command, int seconds) {
    return new SecretProgram(ProgramLine.of(command), Machine.real(), Duration.ofSeconds(seconds));
  }

  /** The fleet's own would fail there, and no order could say which is run. */
  @Tag("slow")
  @Test
  void a_worker_asks_its_own() throws IOException {
    withoutFile("A", "B");
    String command = vault() + " {site}";
    try (BrokerWorld broker = new BrokerWorld(world)) {
      OtherProcess manager = broker.manager("--secret-command", "/bin/false");
      OtherProcess worker = broker.worker("one", "--secret-command", command);

      assertThat(manager.exitCode()).as(manager.errors() + worker.errors()).isZero();

      assertThat(world.there("B")).hasSize(2);
      assertThat(manager.errors() + worker.errors()).doesNotContain(secret("B"), "noise-of-it");
    }
  }
}
