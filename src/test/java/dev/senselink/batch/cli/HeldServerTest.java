package dev.senselink.batch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.transport.ServerTransport;
import dev.senselink.batch.fixture.LeapingMachine;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.ledger.store.OtherHolder;
import dev.senselink.batch.ledger.store.ServerLock;
import dev.senselink.batch.ledger.store.SharedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While another machine is at work on a server nobody else is, with whatever command. */
@Tag("slow")
class HeldServerTest {
  private static final String FORMER = "10.0.0.9:8443";

  @TempDir static Path folder;
  private static Shell shell;
  private static SharedDatabase at;
  private static final Map<String, Path> files = new HashMap<>();

  /** A run with everything that a command can be about. */
  @BeforeAll
  static void begin() throws IOException {
    at = Postgres.database();
    shell = Shell.in(folder);
    shell.keeping(at).with("SENSELINK_GROUPS", "1");
    shell.sandbox().addPerson(1, Map.of("name", "Old", "groups", "1"), Portraits.person(1, 160));
    for (String name : List.of("BACKUP", "PLAN", "UNDO", "DIR", "COPY")) {
      files.put(name, folder.resolve(name));
    }
    files.put("ROSTER", shell.staff(2));
    files.put("CONFLICTS", shell.report().resolve("conflicts.csv"));
    Shell.Told told = shell.importing(files.get("ROSTER"), "--list", "Staff", "--new-list");
    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    String text = Files.readString(files.get("CONFLICTS"), UTF_8);
    Files.writeString(files.get("CONFLICTS"), text.replaceAll(",\r\n$", ",force\r\n"));
    files.put("NEW", shell.write("new.csv", "jobNumber,name\nE2,Person 2\n"));
    files.put("RUN", Path.of(shell.run("runs", "--json").json().get(0).path("id").asString()));
    for (String line :
        List.of(
            "import users NEW --allow-no-photo --plan PLAN --report DIR",
            "undo RUN --plan UNDO --report DIR",
            "export BACKUP")) {
      Shell.Told done = shell.typed(line, files);
      assertThat(done.exit()).as(line + done.all()).isZero();
    }
  }

  @AfterAll
  static void end() {
    shell.close();
  }

  private static String here() {
    return shell.sandbox().url().getAuthority();
  }

  private static Shell.Told typed(String line) {
    return shell.runIn(
        new RunEnvironment(new LeapingMachine(), ServerTransport.http(), false),
        Shell.words(line, files));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import users NEW --allow-no-photo --report DIR",
        "import users NEW --allow-no-photo --dry-run --report DIR",
        "import users NEW --allow-no-photo --plan DIR --report DIR",
        "apply PLAN --yes --report DIR",
        "resolve CONFLICTS --report DIR",
        "undo RUN --yes --report DIR",
        "undo RUN --plan DIR --report DIR",
        "apply UNDO --yes --report DIR",
        "restore BACKUP --report DIR",
        "restore BACKUP --plan",
        "runs delete RUN",
        "lists rename Staff Crew",
        "lists merge Staff Crew",
        "lists forget Staff --yes",
        "privacy prune --older-than 0m --yes",
        "privacy erase --job-number E2 --yes"
      })
  void a_command_that_changes_it_is_refused_and_says_who_has_it(String line) {
    try (ServerLock held = OtherHolder.of(at, here(), "import guests")) {
      Shell.Told told = typed(line);

      assertThat(told.exit()).as(told.all()).isEqualTo(4);
      assertThat(told.err())
          .contains("another data folder is in use for the server " + here())
          .contains("by import guests on", String.valueOf(ProcessHandle.current().pid()));
      assertThat(held.isHeld()).isTrue();
    }
    assertThat(shell.sandbox().people()).hasSize(2);
    assertThat(shell.run("runs", "--json").json()).hasSize(1);
    assertThat(shell.run("lists", "--json").out()).contains("Staff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "validate users NEW --allow-no-photo --report DIR",
        "export COPY",
        "runs",
        "runs show RUN",
        "lists",
        "privacy show"
      })
  void one_that_only_looks_is_not(String line) {
    try (ServerLock held = OtherHolder.of(at, here(), "import guests")) {
      Shell.Told told = typed(line);

      assertThat(told.exit()).as(told.all()).isZero();
      assertThat(held.isHeld()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"import users NEW --allow-no-photo --report DIR", "restore BACKUP", "export DIR"})
  void nor_is_it_taken_for_the_same_as_one_on_which_another_is_at_work(String line) {
    try (ServerLock held = OtherHolder.of(at, FORMER, "import guests")) {
      Shell.Told told = typed(line + " --same-server-as https://" + FORMER);

      assertThat(told.exit()).as(told.all()).isEqualTo(4);
      assertThat(told.err()).contains("in use for the server " + FORMER, "import guests");
      assertThat(held.isHeld()).isTrue();
    }
    assertThat(shell.run("runs", "--json").json()).hasSize(1);
  }

  @Test
  void what_is_said_not_to_be_of_the_server_can_be_forgotten_while_another_is_at_work_on_it() {
    try (ServerLock held = OtherHolder.of(at, here(), "import guests")) {
      Shell.Told told = typed("privacy erase --job-number E2 --yes --server https://" + FORMER);

      assertThat(told.exit()).as(told.all()).isNotEqualTo(4);
      assertThat(held.isHeld()).isTrue();
    }
  }
}
