package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and numbers that somebody looks for stand in no address. */
class SearchTest {
  private static final String RUN = "R261128010203ABCD";

  @TempDir Path folder;
  private OpenConsole console;

  @BeforeEach
  void open() throws IOException {
    Path data = PrivateFiles.folder(folder.resolve("data"));
    Path report = PrivateFiles.folder(folder.resolve("report"));
    StringBuilder rows = new StringBuilder("\ufeffline,key,name,outcome,code,reason\r\n");
    IntStream.range(0, 150)
        .forEach(n -> rows.append(n + ",E" + n + ",Ana " + n + ",CREATED,,\r\n"));
    rows.append("200,E200,Bo,CREATED,,\r\n");
    Files.writeString(report.resolve("results.csv"), rows);
    Files.writeString(
        report.resolve("summary.json"), "{\"job\":\"import-users\",\"runId\":\"" + RUN + "\"}");
    Files.writeString(
        data.resolve("runs.json"),
        "[{\"id\":\"%s\",\"command\":\"import users\",\"status\":\"COMPLETED\",\"report\":\"%s\"}]"
            .formatted(RUN, report));
    console = OpenConsole.on(data).signedIn();
  }

  @AfterEach
  void close() {
    console.close();
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private HttpResponse<String> search(String back, String words) {
    return console.submit("/search", "back=" + back + "&show=all&q=" + words);
  }

  @Test
  void what_is_looked_for_is_posted_and_only_an_id_stands_in_the_address() {
    HttpResponse<String> answer = search("/runs/" + RUN, "Ana");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(location(answer)).matches("/runs/" + RUN + "\\?find=[A-Z2-9]{20}&show=all");
    String first = console.get(location(answer)).body();
    assertThat(first)
        .contains("value=\"Ana\"", ">Ana 7<", "method=\"post\" action=\"/search\"")
        .doesNotContain(">Bo<", "q=", "method=\"get\"");
    String next = first.replaceAll("(?s).*href=\"([^\"]+)\" rel=\"next\".*", "$1");
    assertThat(next).doesNotContain("Ana");
    assertThat(console.get(next.replace("&#x3D;", "=").replace("&amp;", "&")).body())
        .contains("value=\"Ana\"", ">Ana 149<")
        .doesNotContain(">Ana 7<", ">Bo<");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/people", "/runs/" + RUN})
  void an_address_looks_for_nobody(String page) {
    assertThat(console.get(page + "?show=all&q=Bo").body()).doesNotContain("value=\"Bo\"");
  }

  @Test
  void somebody_elses_search_is_nobodys_business() {
    String mine = location(search("/runs/" + RUN, "Bo"));
    assertThat(console.get(mine).body()).contains("value=\"Bo\"").doesNotContain(">Ana 7<");

    String theirs = console.somebodyElse().signedIn().get(mine).body();

    assertThat(theirs).contains(">Ana 7<").doesNotContain("value=\"Bo\"");
  }

  @Test
  void it_leads_to_pages_of_ours_alone_and_takes_nothing_else_along() {
    for (String back : List.of("//evil.example", "https://evil.example", "/x%3Fq%3DBo", "x")) {
      assertThat(location(search(back, ""))).as(back).isEqualTo("/?show=all");
    }
    String answer =
        location(console.submit("/search", "back=/people&q=&cause=a%26q%3DBo&show=%0A&x=1"));
    assertThat(answer).isEqualTo("/people");
  }

  @Test
  void nobody_searches_without_a_sign_in_or_from_elsewhere_and_what_is_too_long_is_told() {
    assertThat(search("/people", "a".repeat(201)).body()).contains("at most 200");
    assertThat(search("/people", "a".repeat(201)).statusCode()).isEqualTo(409);
    String form = "back=/people&q=Bo";
    assertThat(console.post("/search", form, "Origin", console.address()).statusCode())
        .isEqualTo(403);
    String token = "&_csrf=" + console.formToken();
    assertThat(console.post("/search", form + token, "Origin", "http://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(
            console
                .somebodyElse()
                .post("/search", form + token, "Origin", console.address())
                .statusCode())
        .isIn(401, 403);
  }

  @Test
  void a_session_remembers_the_newest_searches() {
    String oldest = location(search("/runs/" + RUN, "Bo"));
    String second = location(search("/runs/" + RUN, "Bo"));
    IntStream.range(0, 49).forEach(n -> search("/runs/" + RUN, "Ana" + n));

    assertThat(console.get(oldest).body()).doesNotContain("value=\"Bo\"");
    assertThat(console.get(second).body()).contains("value=\"Bo\"");
  }

  @Test
  void that_somebody_looked_is_not_in_the_audit() throws IOException {
    search("/people", "Bo");
    try (var files = Files.walk(folder.resolve("data/console"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).doesNotContain("\"search\"", "Bo\"");
      }
    }
  }
}
