package dev.senselink.batch.cli.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.sandbox.world.PersonView;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists as people make them: what is typed, what is printed, and what the server has in the end. No
 * story takes more than three commands.
 */
@Tag("slow")
class ListStoriesTest {
  private static final Pattern OPTION = Pattern.compile("All at once: (--columns \"(.*)\")");

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private PersonView person(String name) {
    return shell.sandbox().people().stream()
        .filter(person -> person.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody is called " + name));
  }

  private Stream<String> names() {
    return shell.sandbox().people().stream().map(PersonView::name);
  }

  private String page() {
    return Shell.plain(shell.report().resolve("report.html"));
  }

  /** Copies what the message offers, as somebody would who reads it. */
  private static String offered(Shell.Told told) {
    Matcher option = OPTION.matcher(told.err());
    assertThat(option.find()).as(told.err()).isTrue();
    return option.group(2);
  }

  @Test
  void headers_nobody_knows_are_asked_about_before_anything_is_sent() {
    Path roster =
        shell.roster(
            "Name,Emplyee Number,Telephone,Departement,Shoe size",
            "Ana Li,E1,13800138001,Sales,38",
            "Bo Wu,E2,13800138002,Sales,43");

    Shell.Told asked = shell.importing(roster, "--allow-no-photo", "--create-missing");

    assertThat(asked.exit()).isEqualTo(2);
    assertThat(asked.err())
        .contains("COLUMNS_UNCLEAR: roster.csv, line 1: 3 columns")
        .contains("--columns \"Emplyee Number=jobNumber\"", "--columns \"Emplyee Number=-\"")
        .contains("--columns \"Telephone=mobile\"", "--columns \"Departement=department\"")
        .doesNotContain("Shoe size");
    assertThat(shell.sandbox().people()).isEmpty();
    assertThat(shell.report()).doesNotExist();

    Shell.Told done =
        shell.importing(
            roster, "--allow-no-photo", "--create-missing", "--columns", offered(asked));

    assertThat(done.exit()).isZero();
    assertThat(done.out()).contains("1 column was not sent: Shoe size");
    assertThat(page()).contains("One column was not sent: Shoe size.");
    assertThat(person("Bo Wu").jobNumber()).isEqualTo("E2");
    assertThat(person("Bo Wu").mobile()).isEqualTo("13800138002");
    assertThat(person("Bo Wu").departmentId()).isNotZero();
  }

  /** Nobody is to be called by half a name, and no program can tell which half it is. */
  @Test
  void a_name_beside_a_surname_is_asked_about() {
    Path roster = shell.roster("Name,Surname,Employee ID", "Ana,Li,E1", "Bo,Wu,E2");

    Shell.Told asked = shell.importing(roster, "--allow-no-photo");

    assertThat(asked.exit()).isEqualTo(2);
    assertThat(asked.err())
        .contains("'Surname' may be a part of the name: --columns \"Name+Surname=name\"")
        .contains("if the other column has the whole name: --columns \"Surname=-\"");
    assertThat(shell.sandbox().people()).isEmpty();

    shell.importing(roster, "--allow-no-photo", "--columns", "Name+Surname=name");

    assertThat(names()).containsExactlyInAnyOrder("Ana Li", "Bo Wu");
  }

  @Test
  void a_long_header_is_offered_whole() {
    String header = "Department or unit the employee belongs to at present";
    Path roster = shell.roster("name,jobNumber," + header, "Ana,E1,Sales");

    Shell.Told asked = shell.importing(roster, "--allow-no-photo");

    assertThat(asked.exit()).isEqualTo(2);
    assertThat(asked.err()).contains("--columns \"" + header + "=department\"");
    assertThat(
            shell
                .importing(
                    roster,
                    "--allow-no-photo",
                    "--create-missing",
                    "--columns",
                    header + "=department")
                .exit())
        .isZero();
  }

  @Test
  void what_is_asked_in_chinese_can_be_copied_too() {
    Path roster = shell.roster("姓名,编号,单位", "莫伟,1001,服装", "严奕泽,1002,服装");

    Shell.Told asked = shell.importing(roster, "--allow-no-photo", "--lang", "zh");

    assertThat(asked.exit()).isEqualTo(2);
    assertThat(asked.err())
        .contains("COLUMNS_UNCLEAR: roster.csv 第 1 行：有 2 列不能确定是什么")
        .contains("“编号”像是工号（jobNumber）：--columns \"编号=jobNumber\"；忽略：--columns \"编号=-\"")
        .contains("一次全部：--columns \"编号=jobNumber,单位=department\"");

    Shell.Told done =
        shell.importing(
            roster, "--allow-no-photo", "--columns", "编号=jobNumber", "--columns", "单位=-");

    assertThat(done.exit()).isZero();
    assertThat(person("莫伟").jobNumber()).isEqualTo("1001");
  }

  @Test
  void a_column_that_is_said_to_be_none_is_not_asked_about_again_nor_counted() {
    Path roster = shell.roster("name,jobNumber,Telephone", "Ana,E1,1");

    Shell.Told done = shell.importing(roster, "--allow-no-photo", "--columns", "Telephone=-");

    assertThat(done.exit()).isZero();
    assertThat(done.out()).doesNotContain("not sent");
    assertThat(person("Ana").mobile()).isEmpty();
  }

  /** A bare ID is never taken for the job number, and nobody is to believe that it was. */
  @Test
  void an_id_that_is_not_sent_is_told_where_no_other_column_is_the_job_number() {
    Path roster = shell.roster("Name,ID,Phone", "Ana,E1,13800138001");

    Shell.Told done = shell.importing(roster, "--allow-no-photo");

    assertThat(done.exit()).isZero();
    assertThat(done.out()).contains("1 column was not sent: ID");
    assertThat(done.err()).contains("use --columns \"ID=jobNumber\"");
    assertThat(page()).contains("One column was not sent: ID.");
    assertThat(person("Ana").jobNumber()).isEmpty();
  }

  @Test
  void a_fault_further_down_goes_before_the_question() {
    Path roster = shell.roster("name,Telephone", "Ana,1", "\"Bo,2");

    assertThat(shell.importing(roster, "--allow-no-photo").exit()).isEqualTo(5);
  }

  @Test
  void names_in_two_columns_are_one_name() {
    shell.photo("E1.jpg", 1);
    shell.photo("E2.jpg", 2);
    Path roster = shell.roster("first_name,last_name,Employee ID", "Ana,Li,E1", "Bo,,E2");

    Shell.Told done = shell.importing(roster);

    assertThat(done.exit()).isZero();
    assertThat(done.err()).contains("first_name + last_name = name");
    assertThat(names()).containsExactlyInAnyOrder("Ana Li", "Bo");
    assertThat(person("Ana Li").avatarId()).isNotNull();
  }

  @Test
  void chinese_names_in_two_columns_have_the_family_first_and_no_blank() {
    Path roster = shell.roster("姓,名,工号", "欧阳,娜娜,1001", "Smith,John,1002");

    assertThat(shell.importing(roster, "--allow-no-photo").exit()).isZero();

    assertThat(names()).containsExactlyInAnyOrder("欧阳娜娜", "John Smith");
  }

  @Test
  void a_full_name_wins_and_a_said_order_is_kept() {
    Path full = shell.roster("First name,Last name,Name,Employee ID", "Ana,Li,Ana Maria Li,E1");
    assertThat(shell.importing(full, "--allow-no-photo").exit()).isZero();
    Path said = shell.roster("Nom,Prénom,Matricule", "Martin,Zoé,7", "<clear>,Max,8");

    Shell.Told told =
        shell.importing(
            said, "--allow-no-photo", "--columns", "Nom+Prénom=name,Matricule=jobNumber");

    assertThat(names()).containsExactlyInAnyOrder("Ana Maria Li", "Martin Zoé");
    assertThat(told.exit()).isEqualTo(3);
    assertThat(shell.column("results.csv", "code")).containsExactly("", "CANNOT_CLEAR");
    assertThat(shell.rows("rejected.csv").get(0))
        .containsEntry("Nom", "<clear>")
        .containsEntry("Prénom", "Max");
  }

  @Test
  void the_next_command_says_again_all_that_was_said_of_columns() {
    Path roster = shell.roster("Nom,No,Telephone", "Ana,E1,1", ",E2,2");
    List<String> said =
        List.of(
            "--allow-no-photo", "--columns", "Nom=name,No=jobNumber", "--columns", "Telephone=-");

    Shell.Told told = shell.importing(roster, said.toArray(String[]::new));

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.out()).contains("--columns Nom=name,No=jobNumber --columns Telephone=-");
  }
}
