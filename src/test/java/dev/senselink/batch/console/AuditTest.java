package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever changes something is written down, before it is changed. */
class AuditTest {
  private static final String ID = "ABCDEFGHJKLMNPQRSTUV";

  @TempDir Path folder;
  private Path data;
  private OpenConsole console;
  private final Map<String, HttpClient> others = new HashMap<>();

  @BeforeEach
  void open() throws IOException {
    data = PrivateFiles.folder(folder.resolve("data"));
    console = OpenConsole.on(data);
  }

  @AfterEach
  void close() {
    console.close();
  }

  private Path audit() {
    return data.resolve("console/audit");
  }

  private String written() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(audit())) {
      for (Path file : files.sorted().toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  private HttpResponse<String> upload(String name, String photo) {
    byte[] bytes = photo.getBytes(StandardCharsets.UTF_8);
    return console.upload(
        "/imports/" + ID + "/photos?at=0&size=" + bytes.length, name, bytes, console.formToken());
  }

  @Test
  void what_is_done_is_written_with_who_and_what_and_without_names() throws IOException {
    console.signedIn();
    console.submit("/imports", "id=" + ID + "&who=guests");
    upload("Maria.jpg", "GIF89a not whole");
    upload("Peter.jpg", "GIF89a not whole");
    console.submit("/imports/" + ID + "/remove", "groups=Maria&person=Maria");
    console.submit("/runs/R261128010203ABCD/undo", "people=12&plan=P7");
    console.submit(
        "/runs/R261128010203ABCD/undo", "people=%EF%BC%91,%EF%BC%92%EF%BC%93%EF%BC%94&code=N0_2");
    console.submit("/sign-out", "");

    List<String> lines = written().lines().toList();
    assertThat(lines).allMatch(line -> line.startsWith("{\"at\":\"2") && line.endsWith("}"));
    String all = String.join("\n", lines);
    assertThat(all)
        .contains("\"account\":\"owner\",\"what\":\"sign-in\"}")
        .contains("\"what\":\"imports\",\"who\":\"guests\"}")
        .contains("\"what\":\"imports.photos\",\"import\":\"" + ID + "\"}")
        .contains("\"what\":\"imports.remove\",\"import\":\"" + ID + "\"}")
        .containsPattern(
            "runs.undo\",\"run\":\"R261128010203ABCD\"(?=.*plan\":\"P7\").*people\":\"12\"")
        .contains("\"people\":\"1234\"", "\"code\":\"N0_2\"")
        .contains("\"refused\":404}")
        .contains("\"what\":\"sign-out\"}")
        .doesNotContain("Maria", "Peter", "_csrf", "token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(audit())))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(audit())) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
    assertThat(console.forced().stream().filter(file -> file.startsWith(audit())))
        .as("each line is on the disk when it was written")
        .hasSize(lines.size());
  }

  /** Three thousand photos are one thing that somebody does. */
  @Test
  void files_one_after_the_other_are_one_line() throws IOException {
    console.signedIn();
    console.submit("/imports", "id=" + ID + "&who=users");
    PrivateFiles.folder(data.resolve("console/imports"));
    for (int n = 0; n < 3; n++) {
      console.upload(
          "/imports/" + ID + "/photos?at=0&size=9",
          n + ".jpg",
          new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0},
          console.formToken());
    }

    assertThat(written().lines().filter(line -> line.endsWith(ID + "\"}")))
        .filteredOn(line -> line.contains("imports.photos"))
        .hasSize(1);
  }

  @Test
  void what_cannot_be_written_down_is_not_done() throws IOException {
    console.signedIn();
    PrivateFiles.remove(audit());
    Files.writeString(audit(), "in the way");

    assertThat(console.submit("/imports", "id=" + ID + "&who=users").statusCode()).isEqualTo(503);

    assertThat(data.resolve("console/imports").resolve(ID)).doesNotExist();
    Files.delete(audit());
    assertThat(console.submit("/imports", "id=" + ID + "&who=users").statusCode()).isEqualTo(303);
  }

  @Test
  void a_sign_in_that_cannot_be_written_down_is_none() throws Exception {
    QuickAccounts.in(data).add("maria", Role.VIEWER, "correct horse battery");
    Files.writeString(audit(), "in the way");

    assertThat(console.signIn("maria", "correct horse battery", "/").statusCode()).isEqualTo(503);
    assertThat(console.get("/runs").statusCode()).isEqualTo(401);
    assertThat(console.signIn("maria", "wrong horse battery", "/").statusCode()).isEqualTo(401);
    String address = console.signInAddress().substring(console.address().length());
    assertThat(console.get(address).statusCode()).isEqualTo(503);
    assertThat(console.get("/runs").statusCode()).isEqualTo(401);

    Files.delete(audit());
    assertThat(console.signIn("maria", "correct horse battery", "/").statusCode()).isEqualTo(303);
    assertThat(console.get("/runs").statusCode()).isEqualTo(200);
  }

  @Test
  void a_sign_in_that_fails_is_written_but_no_name_that_may_be_a_password() throws Exception {
    QuickAccounts.in(data).add("maria", Role.VIEWER, "correct horse battery");

    console.signIn("maria", "wrong horse battery", "/");
    console.signIn("my secret word", "maria", "/");
    console.get("/sign-in?token=wrong");
    console.signIn("maria", "correct horse battery", "/");

    assertThat(written().lines().map(line -> line.replaceFirst(".*Z\",", "")))
        .containsExactly(
            "\"account\":\"maria\",\"what\":\"sign-in.refused\"}",
            "\"account\":\"-\",\"what\":\"sign-in.refused\"}",
            "\"account\":\"-\",\"what\":\"sign-in.refused\"}",
            "\"account\":\"maria\",\"what\":\"sign-in\"}");
  }

  @Test
  void nothing_that_is_only_read_or_chosen_is_written() throws IOException {
    console.signedIn();
    String before = written();

    console.get("/runs");
    console.submit("/language", "lang=zh");

    assertThat(written()).isEqualTo(before);
  }

  @Test
  void the_page_shows_the_newest_first_a_hundred_a_page_over_months() throws IOException {
    console.signedIn();
    StringBuilder old = new StringBuilder();
    for (int n = 0; n < 150; n++) {
      old.append(
          "{\"at\":\"2026-01-05T10:00:00Z\",\"account\":\"old\",\"what\":\"imports.start\","
              + "\"import\":\"N%d\"}\n".formatted(n));
    }
    Files.writeString(audit().resolve("2026-01.jsonl"), old + "{\"at\":\"2026-01-0");

    String first = console.get("/audit").body();
    String second = console.get("/audit?page=1").body();

    assertThat(first).contains("Signed in", "N149", "N52", "Started an import");
    assertThat(first).doesNotContain("N51<").contains("/audit?page&#x3D;1");
    assertThat(first.indexOf("Signed in")).isLessThan(first.indexOf("N149"));
    assertThat(second).contains("N51<", "N0<").doesNotContain("N52<");
    for (String odd : List.of("-1", "2147483647", "abc")) {
      assertThat(console.get("/audit?page=" + odd).statusCode()).isIn(200, 404);
    }
  }

  @Test
  void after_a_line_that_was_cut_off_the_next_one_is_whole() throws IOException {
    console.signedIn();
    Path file;
    try (Stream<Path> files = Files.list(audit())) {
      file = files.findFirst().orElseThrow();
    }
    Files.writeString(file, Files.readString(file) + "{\"at\":\"20");

    console.submit("/imports", "id=" + ID + "&who=users");

    assertThat(Files.readAllLines(file)).last().asString().contains("\"what\":\"imports\"");
    assertThat(console.get("/audit").body()).contains("Began an import", "Signed in");
  }

  /** As where the disk is full: a letter of many bytes is cut in two. */
  @Test
  void a_line_that_was_cut_off_in_a_letter_hides_no_other() throws IOException {
    console.signedIn();
    Path file = audit().resolve("2026-01.jsonl");
    byte[] line =
        "{\"at\":\"2026-01-05T10:00:00Z\",\"account\":\"\u5f20\u4e09\",\"what\":\"imports\"}\n"
            .getBytes(StandardCharsets.UTF_8);
    Files.write(file, line);
    Files.write(file, Arrays.copyOf(line, 44), StandardOpenOption.APPEND);

    HttpResponse<String> page = console.get("/audit");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("\u5f20\u4e09", "Began an import", "Signed in");
  }

  @Test
  void what_comes_in_parts_is_not_done_either_before_it_is_written_down() throws IOException {
    console.signedIn();
    console.submit("/imports", "id=" + ID + "&who=users");
    Path aside = data.resolve("aside");
    Files.move(audit(), aside);
    Files.writeString(audit(), "in the way");
    for (int n = 0; n < 2; n++) {
      assertThat(upload("Maria.jpg", "\u00ff\u00d8\u00ff not whole").statusCode()).isEqualTo(503);
    }
    Files.delete(audit());
    Files.move(aside, audit());

    upload("Maria.jpg", "GIF89a not whole");

    assertThat(written()).contains("\"what\":\"imports.photos\",\"import\":\"" + ID + "\"}");
  }

  @Test
  void two_who_send_photos_in_turns_are_two_lines() throws Exception {
    QuickAccounts.in(data).add("maria", Role.OPERATOR, "correct horse battery");
    QuickAccounts.in(data).add("peter", Role.OPERATOR, "correct horse battery");
    for (String who : List.of("maria", "peter")) {
      console.somebodyElse().signIn(who, "correct horse battery", "/");
      others.put(who, console.asking());
      console.submit("/imports", "id=" + ID + "&who=users");
    }
    for (int n = 0; n < 6; n++) {
      console.goesOn(others.get(n % 2 == 0 ? "maria" : "peter"));
      upload(n + ".jpg", "GIF89a not whole");
    }

    assertThat(written().lines().filter(line -> line.contains("imports.photos"))).hasSize(2);
  }

  /** Whoever tries without end would fill the disk, and where it is full nothing can be done. */
  @Test
  void who_tries_without_end_is_told_of_and_fills_nothing() throws Exception {
    QuickAccounts.in(data).add("maria", Role.VIEWER, "correct horse battery");
    for (int n = 0; n < 40; n++) {
      console.get("/sign-in?token=wrong");
    }
    console.signIn("maria", "wrong horse battery", "/");

    List<String> lines = written().lines().map(line -> line.replaceFirst(".*Z\",", "")).toList();
    assertThat(lines).hasSize(12);
    assertThat(lines.subList(0, 10))
        .containsOnly("\"account\":\"-\",\"what\":\"sign-in.refused\"}");
    assertThat(lines.get(10)).isEqualTo("\"account\":\"-\",\"what\":\"refused.more\"}");
    assertThat(lines.get(11)).contains("\"account\":\"maria\"");
    console.passes(Duration.ofMinutes(1));
    console.get("/sign-in?token=wrong");
    assertThat(written().lines()).hasSize(13);
  }

  @Test
  void what_the_role_does_not_allow_is_written_down() throws Exception {
    QuickAccounts.in(data).add("maria", Role.VIEWER, "correct horse battery");
    console.signIn("maria", "correct horse battery", "/");

    console.submit("/people/17/erase", "people=1");
    console.submit("/Zhang/san", "people=1");
    console.get("/audit");

    assertThat(written())
        .contains("\"account\":\"maria\",\"what\":\"people.erase\",\"refused\":403}")
        .contains("\"account\":\"maria\",\"what\":\"other\",\"refused\":403}")
        .doesNotContain("san");
    assertThat(written().lines()).hasSize(3);
    assertThat(console.somebodyElse().signedIn().get("/audit").body())
        .contains("Erased somebody from the data folder", "Something else");
  }

  @Test
  void what_another_version_wrote_is_shown_as_text() throws IOException {
    console.signedIn();
    Files.writeString(
        audit().resolve("2020-01.jsonl"),
        "{\"at\":\"2020-01-05T10:00:00Z\",\"account\":\"<i>x</i>\",\"what\":\"<b>later</b>\"}\n");

    assertThat(console.get("/audit").body())
        .contains("&lt;i&gt;x&lt;/i&gt;", "&lt;b&gt;later")
        .doesNotContain("<i>x");
  }
}
