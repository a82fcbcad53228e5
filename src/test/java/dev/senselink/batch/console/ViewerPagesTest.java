package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A viewer reads what waits and who is there (L48), and no page that can be reached shows an ID
 * number or a key, whoever quotes it (L34).
 */
@Tag("slow")
class ViewerPagesTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String ID = "110101199003071234";
  private static final List<String> NUMBERS = List.of(ID, "QK7731", "13912345678", "13900001111");
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"#]*)");
  private static final int MOST = 100;

  @TempDir Path folder;
  private PracticeConsole practice;
  private OpenConsole console;

  @BeforeEach
  void open() throws Exception {
    practice = new PracticeConsole(folder);
    console = practice.console();
    QuickAccounts.in(practice.data()).add("vera", Role.VIEWER, PASSWORD);
    QuickAccounts.in(practice.data()).add("otto", Role.OPERATOR, PASSWORD);
    practice
        .server()
        .addPerson(
            1,
            Map.of("name", "Somebody Old", "jobNumber", "QK7731", "remark", ID, "groups", "1"),
            null);
    practice
        .server()
        .addPerson(
            1,
            Map.of(
                "name", "Dora Twin", "jobNumber", "QK7798", "mobile", "13900001111", "groups", "1"),
            null);
    Path list =
        practice.file(
            "staff.csv",
            "name,jobNumber,mobile,idNumber,remark,photo\n"
                + ("Ana,QK7731,13912345678," + ID + ",passport E12345678,\n")
                + ("Bo,E2,,,," + ID + ".jpg\nDora Twin,QK7799,13900001111,,,\n"));
    practice.file("photos/readme.txt", "none");
    practice.typed(
        3,
        "import",
        "users",
        list.toString(),
        "--photos=" + folder.resolve("photos"),
        "--allow-no-photo",
        "--report=" + folder.resolve("report"));
  }

  @AfterEach
  void close() {
    practice.close();
  }

  private void as(String account) {
    HttpResponse<String> in = console.somebodyElse().signIn(account, PASSWORD, "/");
    assertThat(in.statusCode()).isEqualTo(303);
  }

  /** All that links lead to, by address. */
  private Map<String, String> reached() {
    Map<String, String> pages = new LinkedHashMap<>();
    Deque<String> next = new ArrayDeque<>(List.of("/", "/runs", "/conflicts", "/people"));
    found("Somebody Old").keySet().forEach(next::add);
    while (!next.isEmpty() && pages.size() < MOST) {
      String at = next.remove();
      if (!pages.containsKey(at) && !at.startsWith("/assets") && !at.startsWith("/language")) {
        HttpResponse<String> answer = console.get(at);
        pages.put(at, answer.statusCode() == 200 ? answer.body() : "");
        links(pages.get(at)).forEach(next::add);
      }
    }
    return pages;
  }

  private static List<String> links(String page) {
    return LINK.matcher(page)
        .results()
        .map(link -> link.group(1).replace("&amp;", "&").replace("&#x3D;", "="))
        .toList();
  }

  /** Pages of people whom a search finds. */
  private Map<String, String> found(String sought) {
    Map<String, String> people = new LinkedHashMap<>();
    for (String at : links(console.search("/people", sought).body())) {
      if (at.matches("/people/\\d+")) {
        people.put(at, console.get(at).body());
      }
    }
    return people;
  }

  @Test
  void no_page_that_a_viewer_can_reach_shows_a_number_of_a_person() {
    as("vera");

    Map<String, String> pages = reached();

    assertThat(pages.keySet())
        .anyMatch(at -> at.matches("/conflicts/[0-9a-f]+"))
        .anyMatch(at -> at.matches("/people/\\d+"))
        .anyMatch(at -> at.matches("/runs/R[0-9A-Z]+\\?show=all.*|/runs/R[0-9A-Z]+"));
    pages.forEach(
        (at, page) -> assertThat(page).as(at).doesNotContain(NUMBERS).doesNotContain("QK77"));
    assertThat(String.join("\n", pages.values()))
        .contains("Ana", "Somebody Old", "****")
        .doesNotContain("/decide\"", "/conflicts/carry-out", "/groups/remove", "/erase", "/delete");
  }

  @Test
  void whoever_decides_sees_them() {
    as("otto");

    String all = String.join("\n", reached().values());

    assertThat(all).contains(NUMBERS).contains("/decide\"", "/groups/remove");
  }

  @Test
  void a_viewer_does_not_find_out_whose_a_number_is() {
    as("vera");

    assertThat(found("Somebody Old")).hasSize(1);
    assertThat(found("QK7731")).isEmpty();
    assertThat(console.search("/people", "QK7731").body()).contains("Searched: names");
    as("otto");
    assertThat(found("QK7731")).hasSize(1);
  }
}
