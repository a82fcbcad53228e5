package dev.senselink.batch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Cli;
import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said of the columns of a list is proposed for the next one with the same headers. */
@Tag("slow")
class ColumnsSaidBeforeTest {
  private static final String HEADERS = "Nom,Badge,Telephone";
  private static final String SAID = "Nom=name,Badge=jobNumber,Telephone=-";

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
    Path first = shell.roster(HEADERS, "Ana,E1,1");
    Shell.Told said =
        shell.importing(
            first,
            "--allow-no-photo",
            "--columns",
            "Nom=name",
            "--columns",
            "Badge=jobNumber,Telephone=-");
    assertThat(said.exit()).as(said.all()).isZero();
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private record Typed(int exit, String out, String seen) {}

  /** Imports on a terminal at which somebody types this. */
  private Typed importing(Path roster, String typed) {
    return on("import", roster, typed);
  }

  private Typed on(String command, Path roster, String typed) {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    StringWriter out = new StringWriter();
    StatusLineWriter screen =
        new StatusLineWriter(seen, () -> ConsoleTerminal.of(300, new StringReader(typed + "\n")));
    String[] args = {
      command, "users", roster.toString(), "--allow-no-photo", "--report", shell.report().toString()
    };
    int exit = Cli.run(args, shell.environment(), new PrintWriter(out), screen);
    screen.flush();
    return new Typed(exit, out.toString(), seen.toString(StandardCharsets.UTF_8));
  }

  private long people() {
    return shell.sandbox().people().size();
  }

  @Test
  void on_a_terminal_it_is_proposed_and_a_yes_is_as_if_it_had_been_typed() {
    Path next = shell.roster("Telephone,Nom,Badge", "1,Bo,E2", "2,,E3");

    Typed done = importing(next, "y");

    assertThat(done.seen()).contains("you said --columns " + SAID + " before. Use it again? [y/N]");
    assertThat(done.exit()).isEqualTo(3);
    assertThat(shell.sandbox().people().stream().map(PersonView::jobNumber)).contains("E2");
    assertThat(done.out()).contains("--columns " + SAID);
  }

  @Test
  void it_is_proposed_too_where_the_list_is_only_checked() {
    Path next = shell.roster(HEADERS, "Bo,E2,1");

    Typed checked = on("validate", next, "y");

    assertThat(checked.seen()).contains("you said --columns " + SAID + " before.");
    assertThat(checked.exit()).as(checked.seen()).isZero();
    assertThat(checked.out()).contains("senselink import users").contains("--columns " + SAID);
    assertThat(people()).isEqualTo(1);
    assertThat(shell.run("validate", "users", next.toString(), "--allow-no-photo").err())
        .contains("--columns " + SAID + " was given before; it is not used");
  }

  @Test
  void a_no_leaves_the_list_as_it_is() {
    Typed told = importing(shell.roster(HEADERS, "Bo,E2,1"), "n");

    assertThat(told.exit()).isEqualTo(5);
    assertThat(told.seen()).contains("Use it again?", "HEADER_NOT_FOUND");
    assertThat(people()).isEqualTo(1);
  }

  @Test
  void without_a_person_it_is_told_and_never_taken() {
    Shell.Told told =
        shell.importing(shell.roster("Badge,Telephone,Nom", "E2,1,Bo"), "--allow-no-photo");

    assertThat(told.exit()).isEqualTo(5);
    assertThat(told.err()).contains("--columns " + SAID + " was given before; it is not used");
    assertThat(people()).isEqualTo(1);
  }

  @Test
  void other_headers_are_another_list() {
    Typed told = importing(shell.roster(HEADERS + ",More", "Bo,E2,1,x"), "y");

    assertThat(told.seen()).doesNotContain("Use it again?");
    assertThat(told.exit()).isEqualTo(5);
  }

  @Test
  void what_was_said_last_counts_also_of_a_list_whose_header_is_found() {
    Path list = shell.roster("name,Badge,jobNumber", "Bo,7,E2");
    shell.importing(list, "--allow-no-photo", "--columns", "Badge=icNumber");
    shell.importing(list, "--allow-no-photo", "--columns", "Badge=remark");

    Typed done = importing(shell.roster("name,Badge,jobNumber", "Cy,8,E3"), "y");

    assertThat(done.exit()).isZero();
    assertThat(done.seen()).contains("--columns Badge=remark before");
    assertThat(shell.sandbox().people().stream().map(PersonView::remark)).contains("8");
  }

  @Test
  void it_is_private_holds_nobody_and_is_shown() throws IOException {
    Path kept = shell.data().resolve("columns");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(kept)).contains("nom", SAID).doesNotContain("Ana", "E1");
    assertThat(shell.run("privacy", "show", "--data", shell.data().toString()).out())
        .contains(kept.toString());
  }

  @Test
  void a_file_that_cannot_be_read_is_as_good_as_none() throws IOException {
    Files.writeString(shell.data().resolve("columns"), "{no json\n");

    Typed told = importing(shell.roster(HEADERS, "Bo,E2,1"), "y");

    assertThat(told.exit()).isEqualTo(5);
    assertThat(told.seen()).doesNotContain("Use it again?");
  }
}
