package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.sandbox.world.PersonView;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has left a list, in the console: named first, and left alone while a brake holds. */
@Tag("slow")
class LeaversStoryTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir Path folder;
  private PracticeConsole practice;
  private OpenConsole console;

  @BeforeEach
  void open() throws Exception {
    practice = new PracticeConsole(folder);
    console = practice.console().signedIn();
    practice.typed(
        0,
        "import",
        "users",
        practice.file("first.csv", list(8, "")).toString(),
        "--list=staff",
        "--new-list",
        "--allow-no-photo",
        "--report=" + folder.resolve("report"),
        "--json");
  }

  @AfterEach
  void close() {
    practice.close();
  }

  /** The first so many people; another remark makes it another list of the same. */
  private static String list(int people, String remark) {
    StringBuilder list = new StringBuilder("name,jobNumber,remark\n");
    IntStream.rangeClosed(1, people)
        .forEach(n -> list.append("P" + n + ",E" + n + "," + remark + "\n"));
    return list.toString();
  }

  private int groups(String name) {
    return practice.server().people().stream()
        .filter(person -> person.name().equals(name))
        .mapToInt(person -> person.groups().size())
        .sum();
  }

  private boolean isThere(String name) {
    return practice.server().people().stream().map(PersonView::name).anyMatch(name::equals);
  }

  private void as(Role role) throws Exception {
    Accounts accounts = QuickAccounts.in(practice.data());
    if (accounts.find(role.word()).isEmpty()) {
      accounts.add(role.word(), role, PASSWORD);
    }
    assertThat(console.somebodyElse().signIn(role.word(), PASSWORD, "/runs").statusCode())
        .isEqualTo(303);
  }

  @Test
  void who_has_left_is_named_and_loses_the_groups_once_somebody_says_how_many() throws Exception {
    as(Role.OPERATOR);
    ImportSteps staff = ImportSteps.of(console, list(7, "a"));
    assertThat(console.get(staff.at() + "/files").body())
        .contains("<option value=\"staff\">", "value=\"revoke\"")
        .doesNotContain("value=\"delete\"", "name=\"maxLeavers\"");

    staff.checked("list=staff&leavers=revoke");

    assertThat(staff.counted("plan-count-leave")).isEqualTo("1");
    assertThat(staff.page())
        .contains("Who is missing from the list", ">P8<", "would be taken out of every group")
        .contains("One person loses all groups");
    assertThat(groups("P8")).isEqualTo(1);
    for (String typed : new String[] {"", "people=2", "people=01"}) {
      HttpResponse<String> refused = staff.start(typed);
      assertThat(refused.statusCode()).as(typed).isEqualTo(409);
      assertThat(refused.body()).contains("not the number of people");
    }
    assertThat(groups("P8")).isEqualTo(1);

    staff.started("people=%EF%BC%91");

    assertThat(groups("P8")).isZero();
    assertThat(groups("P7")).isEqualTo(1);
  }

  @Test
  void a_brake_leaves_all_alone_says_why_and_is_eased_by_an_admin_s_number_alone()
      throws Exception {
    ImportSteps few = ImportSteps.of(console, list(3, "a")).checked("list=staff&leavers=revoke");
    assertThat(few.page())
        .contains("All of them are left alone", "the list has 3 rows today and had 8")
        .contains("Nothing will be changed")
        .doesNotContain("name=\"people\"");

    ImportSteps less =
        ImportSteps.of(console, list(6, "b")).checked("list=staff&leavers=revoke&maxLeavers=1");
    assertThat(less.page())
        .contains("2 people of a list of 8 would newly be dealt with, 1 are allowed")
        .contains("an admin can allow it among the choices", ">P7<", ">P8<", "Left as they are")
        .doesNotContain("name=\"people\"");
    less.checked("list=staff&leavers=revoke&maxLeavers=2");
    assertThat(less.counted("plan-count-leave")).isEqualTo("2");
    assertThat(less.page()).contains("2 people lose all groups");
    as(Role.OPERATOR);
    assertThat(less.post("check", "list=staff&leavers=revoke&maxLeavers=3").statusCode())
        .isEqualTo(403);
    assertThat(less.post("check", "list=staff&leavers=revoke&maxShrink=40").statusCode())
        .isEqualTo(403);
    assertThat(groups("P8")).isEqualTo(1);
  }

  /** No list is followed: the row is told, with what to do, and the run does not look done. */
  @Test
  void who_has_left_by_a_row_and_has_doors_is_what_the_page_says_first() {
    String rows = "name,jobNumber,状态\nP1,E1,在岗中\nP2,E2,走了\nP3,E3,在岗中\n";
    ImportSteps staff = ImportSteps.of(console, rows);
    assertThat(staff.post("choices", "rowsAsked=1&leftWhen=x").statusCode()).isEqualTo(409);
    String said = "rowsAsked=1&leftWhen=" + encoded("状态=走了");

    staff.checked(said);
    assertThat(console.get(staff.at() + "/files").body()).contains("value=\"状态&#x3D;走了\"");
    staff.started("");

    assertThat(staff.counted("count-SKIPPED_DEPARTED")).isEqualTo("1");
    assertThat(staff.page())
        .contains("HAS_DOORS", "P2", "--leavers revoke")
        .doesNotContain("verdict done", "Nothing is left to do");
    assertThat(groups("P2")).isEqualTo(1);
    ImportSteps.of(console, rows + "P9,E9,走了\n").checked("").started("");
    assertThat(isThere("P9")).isFalse(); // what was said once holds for the next list
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void people_are_deleted_by_an_admin_who_says_how_many() throws Exception {
    ImportSteps.of(console, list(7, "a")).checked("list=staff&leavers=revoke").started("people=1");
    practice.server().passTime(Duration.ofDays(31));
    ImportSteps.of(console, list(7, "m")).checked("list=staff&leavers=report").started("");
    practice.server().passTime(Duration.ofDays(62));
    as(Role.OPERATOR);
    ImportSteps staff = ImportSteps.of(console, list(7, "b"));
    assertThat(staff.post("check", "list=staff&leavers=delete").statusCode()).isEqualTo(403);
    as(Role.ADMIN);
    staff.checked("list=staff&leavers=delete");
    assertThat(staff.counted("plan-count-delete")).isEqualTo("1");
    assertThat(staff.page()).contains("would be deleted", "of whom 1 are deleted");

    assertThat(staff.start("").statusCode()).isEqualTo(409);
    as(Role.OPERATOR);
    HttpResponse<String> refused = staff.start("people=1");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("Only an admin can have people deleted");
    assertThat(isThere("P8")).isTrue();

    as(Role.ADMIN);
    staff.started("people=1");
    assertThat(isThere("P8")).isFalse();
    assertThat(isThere("P7")).isTrue();
  }

  /** A form without the choices that only admins have must not take them back. */
  @Test
  void what_an_admin_has_chosen_of_a_list_is_neither_dropped_nor_changed_by_an_operator()
      throws Exception {
    ImportSteps staff = ImportSteps.of(console, list(6, "b"));
    staff.checked("list=staff&leavers=revoke&maxLeavers=2");
    assertThat(staff.counted("plan-count-leave")).isEqualTo("2");
    as(Role.OPERATOR);

    for (String form :
        new String[] {
          "list=staff&leavers=revoke",
          "list=staff",
          "list=",
          "list=staff&part=true",
          "list=&newList=other&leavers=revoke&maxLeavers=2"
        }) {
      for (String step : new String[] {"check", "choices"}) {
        HttpResponse<String> refused = staff.post(step, form);
        assertThat(refused.statusCode()).as(step + " " + form).isEqualTo(403);
        assertThat(refused.body()).contains("An admin has chosen");
      }
    }

    String page = console.get(staff.at() + "/files").body();
    assertThat(page)
        .contains("<fieldset disabled data-test=\"list-of-admin\">", "An admin has chosen")
        .containsPattern("name=\"maxLeavers\"[^>]* value=\"2\"");
    staff.checked("existing=update");
    assertThat(staff.counted("plan-count-leave")).isEqualTo("2");
    as(Role.ADMIN);
    staff.checked("list=staff&leavers=report");
    assertThat(console.get(staff.at() + "/files").body()).doesNotContain("list-of-admin");
  }

  @Test
  void a_check_that_does_not_ask_whose_list_it_is_leaves_that_as_it_was() {
    ImportSteps staff = ImportSteps.of(console, list(7, "a")).checked("list=staff&leavers=report");
    assertThat(staff.page()).contains("Who is missing from the list");

    staff.checked("existing=update");

    assertThat(staff.page()).contains("Who is missing from the list", ">P8<");
    assertThat(staff.counted("plan-count-update")).isEqualTo("7");
  }

  @Test
  void what_cannot_be_is_told_and_nothing_is_checked() {
    ImportSteps staff = ImportSteps.of(console, list(1, "a"));
    for (String form :
        new String[] {
          "list=&leavers=revoke",
          "list=&part=true",
          "list=staff&leavers=everybody",
          "list=staff&leavers=revoke&part=true",
          "list=staff&newList=%24%7BHOME%7D",
          "list=staff&newList=a%0Ab",
          "list=staff&leavers=revoke&keepGroup=%24%7BHOME%7D",
          "list=staff&leavers=revoke&maxLeavers=-1",
          "list=staff&leavers=revoke&maxLeavers=5%25",
          "list=staff&leavers=revoke&maxShrink=51",
          "list=staff&leavers=revoke&maxShrink=101",
          "list=staff&leavers=revoke&maxShrink=1000%25"
        }) {
      HttpResponse<String> answer = staff.post("check", form);

      assertThat(answer.statusCode()).as(form).isEqualTo(409);
      assertThat(answer.body()).as(form).contains("Nothing was checked");
      assertThat(staff.page()).as(form).contains("data-test=\"check\"");
    }
  }
}
