package dev.senselink.batch.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.roster.ColumnMemory;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.XlsxFile;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was understood of a list, and what a person says of it. */
class ColumnsTest {
  private static final String LIST = "Nom,Phone,Badge\nAna,138,E1\nBo,139,E2\n";
  private static final String PASSWORD = "correct horse battery";

  /** What the console had run, as it would be typed. */
  private static final List<List<String>> TYPED = Collections.synchronizedList(new ArrayList<>());

  @TempDir static Path folder;
  private static OpenConsole console;
  private String token;
  private String at;

  private static CommandRunner.Ended type(List<String> words, CommandRunner.Watcher watcher) {
    TYPED.add(words);
    return new CommandRunner.Ended(2, "{}");
  }

  @BeforeAll
  static void open() throws IOException {
    PrivateFiles.folder(data());
    console = OpenConsole.on(data(), ColumnsTest::type);
  }

  @AfterAll
  static void close() {
    console.close();
  }

  private static Path data() {
    return folder.resolve("data");
  }

  @BeforeEach
  void begin() throws IOException {
    TYPED.clear();
    Files.deleteIfExists(data().resolve("columns"));
    console.somebodyElse().signedIn();
    token = console.formToken();
    begin("users");
  }

  private void begin(String who) {
    String form = console.get("/imports").body();
    String id = form.replaceAll("(?s).*name=\"id\" value=\"([A-Z0-9]+)\".*", "$1");
    at = "/imports/" + id;
    post("/imports", "id=" + id + "&who=" + who);
  }

  private HttpResponse<String> post(String path, String form) {
    return console.post(path, form + "&_csrf=" + token, "Origin", console.address());
  }

  private HttpResponse<String> upload(String kind, String name, byte[] bytes) {
    String path = at + "/" + kind + "?at=0&size=" + bytes.length;
    return console.upload(path, name, bytes, token);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private void list(String text) {
    assertThat(upload("list", "staff.csv", text.getBytes(UTF_8)).statusCode()).isEqualTo(200);
  }

  private String page() {
    return console.get(at + "/columns").body();
  }

  /** What the page's form would post, with these fields of it changed. */
  private String form(String... changes) {
    String page = page();
    List<String> fields = new ArrayList<>();
    fields.add("headers=" + page.replaceAll("(?s).*name=\"headers\" value=\"([^\"]*)\".*", "$1"));
    for (String name : List.of("sheet", "encoding")) {
      chosen(page, name).forEach(value -> fields.add(name + "=" + encoded(value)));
    }
    fields.add(
        "headerRow="
            + page.replaceAll("(?s).*max=\"1048576\" step=\"1\" value=\"(\\d*)\".*", "$1"));
    for (int n = 1; page.contains("name=\"column-" + n + "\""); n++) {
      String name = "column-" + n;
      chosen(page, name).forEach(value -> fields.add(name + "=" + encoded(value)));
    }
    for (String change : changes) {
      String name = change.substring(0, change.indexOf('='));
      fields.removeIf(field -> field.startsWith(name + "="));
      fields.add(name + "=" + encoded(change.substring(change.indexOf('=') + 1)));
    }
    return String.join("&", fields);
  }

  private static List<String> chosen(String page, String select) {
    String of =
        page.contains("<select name=\"" + select + "\"")
            ? page.replaceAll("(?s).*?<select name=\"" + select + "\"(.*?)</select>.*", "$1")
            : "";
    return of.contains(" selected>")
        ? List.of(of.replaceAll("(?s).*<option value=\"([^\"]*)\" selected>.*", "$1"))
        : List.of();
  }

  private List<String> columns() {
    String page = page();
    return Stream.of(1, 2, 3).flatMap(n -> chosen(page, "column-" + n).stream()).toList();
  }

  private HttpResponse<String> choose(String... changes) {
    return post(at + "/columns", form(changes));
  }

  private List<String> typed() {
    assertThat(post(at + "/columns/check", form()).headers().firstValue("Location"))
        .contains(at + "/work");
    assertThat(Until.within(Duration.ofSeconds(60), () -> !TYPED.isEmpty())).isTrue();
    return TYPED.get(0).stream()
        .filter(word -> word.matches("--(sheet|header-row|encoding|columns)=.*"))
        .toList();
  }

  private static String said(String page) {
    return Stream.of(page.split("data-test=\"problem\">"))
        .skip(1)
        .map(rest -> rest.substring(0, rest.indexOf('<')))
        .collect(Collectors.joining(" "));
  }

  @Test
  void what_the_program_sees_by_itself_needs_no_option() {
    list("name,Phone,jobNumber\nAna,138,E1\n");

    assertThat(columns()).containsExactly("name", "mobile", "jobNumber");
    assertThat(page()).contains("data-test=\"preview-row\"", "UTF-8 (detected)", "comma");
    assertThat(said(page())).isEmpty();
    assertThat(typed()).isEmpty();
  }

  @Test
  void what_is_chosen_is_kept_and_is_what_the_check_is_told() throws IOException {
    list(LIST);
    assertThat(said(page())).contains("No column is chosen for name");
    assertThat(page()).containsPattern("data-check data-test=\"check\" disabled");

    assertThat(choose("column-1=name", "column-3=jobNumber").statusCode()).isEqualTo(303);

    console.somebodyElse().signedIn();
    token = console.formToken();
    assertThat(columns()).containsExactly("name", "mobile", "jobNumber");
    Path kept = data().resolve("console" + at).resolve("import.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(typed()).containsExactly("--columns=Nom=name,Badge=jobNumber");
  }

  @Test
  void nothing_is_checked_that_cannot_be_read() {
    list(LIST);
    choose("column-1=mobile");

    assertThat(said(page()))
        .contains("No column is chosen for name", "mobile is chosen for more than one column")
        .contains("Nom", "Phone");
    assertThat(post(at + "/columns/check", form()).headers().firstValue("Location"))
        .contains(at + "/columns");
    assertThat(post(at + "/check", "").headers().firstValue("Location"))
        .as("nor by the page before")
        .contains(at + "/columns");
    assertThat(TYPED).isEmpty();
    assertThat(columns()).as("what was chosen is kept").startsWith("mobile", "mobile");
  }

  @Test
  void a_text_is_read_in_another_encoding_and_with_another_header() {
    byte[] big5 = "Acme\n姓名,工號\n王小明,E1\n".getBytes(Charset.forName("Big5"));
    upload("list", "staff.csv", big5);
    assertThat(said(page())).contains("encoding of this text cannot be detected");

    choose("encoding=Big5");

    assertThat(page()).contains("王小明").doesNotContain("data-test=\"problem\"");
    choose("headerRow=40");
    assertThat(said(page())).contains("no filled row on line 40");
    choose("headerRow=1");
    assertThat(said(page())).contains("No column is chosen for name");
    choose("headerRow=2");
    assertThat(typed()).containsExactly("--header-row=2", "--encoding=Big5");
  }

  @Test
  void another_sheet_is_shown_and_has_columns_of_its_own() throws IOException {
    String row = "<row r='%d'><c r='A%1$d' t='inlineStr'><is><t>%s</t></is></c></row>";
    Path file =
        new XlsxFile()
            .sheet("North", row.formatted(1, "name"), row.formatted(2, "Ana"))
            .sheet("South &amp; &lt;b>", row.formatted(1, "Nom"), row.formatted(2, "Bo"))
            .sheet("Empty")
            .write(folder.resolve("staff.xlsx"));
    upload("list", "staff.xlsx", Files.readAllBytes(file));
    assertThat(page()).contains("Ana", "South &amp; &lt;b&gt;").doesNotContain(">Bo<");

    choose("sheet=2");
    assertThat(said(page())).contains("This sheet is empty");
    choose("sheet=1", "column-1=mobile");

    assertThat(columns()).as("the column was another").containsExactly("-");
    choose("column-1=name");
    assertThat(page()).contains(">Bo<").doesNotContain(">Ana<");
    assertThat(typed()).containsExactly("--sheet=South & <b>", "--columns=Nom=name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sheet=../../etc/passwd",
        "sheet=7",
        "encoding=/etc/passwd",
        "encoding=${sys:user.home}",
        "encoding=ISO-2022-CN",
        "headerRow=-1",
        "headerRow=99999999999999999999",
        "headerRow=1 --server=http://evil",
        "column-2=--server=http://evil",
        "column-2=name,Phone=idNumber",
        "column-2=host",
        "column-99=name"
      })
  void a_request_says_nothing_that_the_page_does_not_offer(String field) {
    list("name,Phone,jobNumber\nAna,138,E1\n");

    assertThat(choose(field).statusCode()).isEqualTo(303);

    assertThat(columns()).containsExactly("name", "mobile", "jobNumber");
    assertThat(typed()).isEmpty();
  }

  /** Nothing is checked with columns that nobody has seen. */
  @Test
  void what_was_shown_of_another_list_says_nothing_of_this_one() throws IOException {
    list("name,Phone,jobNumber\nAna,138,E1\n");
    String stale = form("column-2=-");
    String seen = stale.replaceAll("headers=([^&]*)&.*", "$1");
    list("name,Phone,jobNumber\nAna,138,E1\nBo,139,E2\n");
    Path kept = data().resolve("console" + at).resolve("import.json");
    String before = Files.readString(kept);

    for (String form :
        List.of(stale, "headers=" + seen, "sheet=0", "headerRow=2", "headers=", "headers=other")) {
      for (String path : List.of("/columns", "/columns/check")) {
        HttpResponse<String> answer = post(at + path, form);
        assertThat(answer.statusCode()).as(path + " " + form).isEqualTo(409);
        assertThat(answer.body()).contains("Look at the new result first");
      }
    }

    assertThat(Files.readString(kept)).isEqualTo(before);
    assertThat(TYPED).isEmpty();
    assertThat(typed()).isEmpty();
  }

  @Test
  void columns_of_another_line_are_shown_before_they_are_checked() {
    list("name,Phone,jobNumber\nName,Mobile,Job number\nAna,138,E1\n");

    assertThat(post(at + "/columns/check", form("headerRow=2")).headers().firstValue("Location"))
        .contains(at + "/columns");

    assertThat(TYPED).isEmpty();
    assertThat(typed()).contains("--header-row=2");
  }

  @Test
  void a_list_that_becomes_one_of_others_is_checked_anew() throws IOException {
    list("name,mobile\nAna,138\n");
    Path own = data().resolve("console" + at);
    Files.writeString(own.resolve("corrections.jsonl"), "{}\n");
    Files.writeString(own.resolve("plan"), "");
    Files.createDirectory(own.resolve("check"));

    post(at + "/who", "who=guests");

    assertThat(own.resolve("corrections.jsonl")).doesNotExist();
    assertThat(own.resolve("corrections-before.jsonl")).exists();
    assertThat(own.resolve("plan")).doesNotExist();
    assertThat(own.resolve("check")).doesNotExist();
  }

  /** Of a long text the encoding is said as soon as somebody agrees; its rows are the same. */
  @Test
  void corrections_outlive_a_look_at_the_columns_of_a_long_text() throws IOException {
    longList();
    Path corrections = data().resolve("console" + at).resolve("corrections.jsonl");
    Files.writeString(corrections, "{}\n");

    choose();

    assertThat(Files.readString(corrections.resolveSibling("import.json"))).contains("UTF-8");
    assertThat(corrections).exists();
    choose("encoding=windows-1252");
    assertThat(corrections).doesNotExist();
  }

  @Test
  void an_eased_brake_is_of_one_list() {
    list("name,Phone\nAna,138\n");
    String eased = "list=&newList=Staff&leavers=revoke&maxLeavers=50&maxShrink=40";
    assertThat(post(at + "/choices", eased).statusCode()).isEqualTo(303);
    typed();
    assertThat(TYPED.get(0)).contains("--max-leavers=50", "--max-shrink=40%");
    TYPED.clear();

    list("name,Phone\nBo,139\n");
    typed();

    assertThat(TYPED.get(0))
        .contains("--list=Staff", "--leavers=revoke")
        .noneMatch(word -> word.startsWith("--max-"));
  }

  @Test
  void what_a_file_says_is_text_on_the_page_and_a_header_is_no_other_option() {
    list(
        "姓名,\"<script>alert(1)</script>\",${sys:user.home}\n"
            + "\"=HYPERLINK(\"\"http://evil\"\")\",\"<img src=x onerror=alert(2)>\",\u202eevil\n");

    String page = page();

    assertThat(page)
        .contains("&lt;script&gt;alert(1)", "&#x3D;HYPERLINK(&quot;http://evil&quot;)")
        .contains("<bdi class=\"cell\" title=\"\u202eevil\">\u202eevil</bdi>")
        .doesNotContain("<script>alert", "<img");
    choose("column-2=remark", "column-3=jobNumber");
    assertThat(typed())
        .containsExactly("--columns=<script>alert(1)</script>=remark,${sys:user.home}=jobNumber");
  }

  @Test
  void what_was_said_of_the_last_list_is_proposed_and_not_taken_by_itself() throws IOException {
    RosterSettings said =
        RosterSettings.of(RosterKind.USERS).withColumns("Nom=name,Badge=jobNumber,Phone=-");
    Path before = Files.writeString(folder.resolve("before.csv"), LIST);
    try (Roster roster = Roster.open(before, "before.csv", said)) {
      new ColumnMemory(data()).remember(roster.shape(), said);
    }
    list(LIST);

    assertThat(columns()).containsExactly("name", "-", "jobNumber");
    assertThat(page()).contains("as the last time");
    post(at + "/check", "");
    assertThat(Until.within(Duration.ofSeconds(60), () -> !TYPED.isEmpty())).isTrue();
    assertThat(TYPED.get(0)).as("nobody has seen it").noneMatch(w -> w.startsWith("--columns"));
    TYPED.clear();
    byte[] again = LIST.getBytes(UTF_8);
    assertThat(
            Until.within(
                Duration.ofSeconds(60),
                () -> upload("list", "staff.csv", again).statusCode() == 200))
        .as("once the check has ended")
        .isTrue();
    assertThat(typed()).containsExactly("--columns=Nom=name,Phone=-,Badge=jobNumber");
  }

  /** They are of rows that are not read any more. */
  @Test
  void what_was_corrected_in_rows_of_another_place_is_set_aside() throws IOException {
    list(LIST);
    Path corrections = data().resolve("console" + at).resolve("corrections.jsonl");
    Files.writeString(corrections, "{}\n");
    choose("column-1=name");
    assertThat(corrections).exists();

    choose("headerRow=2");

    assertThat(corrections).doesNotExist();
    assertThat(corrections.resolveSibling("corrections-before.jsonl")).exists();
  }

  @Test
  void another_list_forgets_what_was_said_of_the_one_before_and_photos_do_not() {
    list(LIST);
    choose("column-1=name");
    upload("photos", "E1.jpg", Portraits.person(1, 100));
    assertThat(columns()).startsWith("name");

    list("Nom,Phone,Badge\nOther,1,2\n");

    assertThat(columns()).startsWith("-");
  }

  /** What was looked at is its beginning: the check sees no other encoding. */
  @Test
  void of_a_long_text_the_encoding_that_was_shown_is_said() {
    list("name,jobNumber\n" + "Ana,1234567890\n".repeat(80_000).substring(0, 1_040_000));
    assertThat(typed()).isEmpty();
    TYPED.clear();
    begin("users");
    longList();

    assertThat(page()).contains("only its beginning was looked at");
    assertThat(typed()).containsExactly("--encoding=UTF-8");
  }

  private void longList() {
    byte[] long1 = ("name,jobNumber\n" + "Ana,1234567890\n".repeat(80_000)).getBytes(UTF_8);
    String path = at + "/list?size=" + long1.length;
    for (int from = 0; from < long1.length; from += 900_000) {
      byte[] part = Arrays.copyOfRange(long1, from, Math.min(long1.length, from + 900_000));
      console.upload(path + "&at=" + from, "long.csv", part, token);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "guests, 'name,jobNumber,department', looks like a list of staff, users",
    "users, 'name,mobile,host,from,to', looks like a list of visitors, guests"
  })
  void a_list_of_the_others_is_told_and_taken_as_theirs(
      String who, String header, String said, String other) {
    begin(who);
    list(header + "\na,b,c,d,e\n".substring(0, 2 * header.split(",").length));
    for (String step : List.of("/files", "/columns")) {
      assertThat(console.get(at + step).body())
          .contains(said, "name=\"who\" value=\"" + other + "\"");
    }

    post(at + "/who", "who=" + other);

    assertThat(page()).doesNotContain(said);
    assertThat(said(page())).isEmpty();
    assertThat(console.get(at + "/files").body()).doesNotContain("data-test=\"other-kind\"");
  }

  @Test
  void choices_are_kept_before_the_check() {
    list("name,Phone\nAna,138\n");

    HttpResponse<String> next = post(at + "/choices", "existing=update&createMissing=true");

    assertThat(next.headers().firstValue("Location")).contains(at + "/columns");
    typed();
    assertThat(TYPED.get(0)).contains("--on-existing=update", "--create-missing");
    assertThat(post(at + "/choices", "groups=%24%7Bx%7D").statusCode()).isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/columns", "/columns/check", "/choices", "/who", "/list/from-zip?n=0"})
  void nothing_is_chosen_without_the_forms_token_our_origin_and_the_right(String path)
      throws Exception {
    list(LIST);
    String form = form("column-1=name", "who=guests", "existing=update", "n=0");
    String before = Files.readString(data().resolve("console" + at).resolve("import.json"));

    assertThat(console.post(at + path, form, "Origin", console.address()).statusCode())
        .isEqualTo(403);
    assertThat(console.post(at + path, form + "&_csrf=" + token).statusCode()).isEqualTo(403);
    Accounts accounts = QuickAccounts.in(data());
    accounts.add("viewer", Role.VIEWER, PASSWORD);
    try {
      console.somebodyElse().signIn("viewer", PASSWORD, "/runs");
      assertThat(console.submit(at + path, form).statusCode()).isEqualTo(403);
      assertThat(console.get(at + "/columns").statusCode()).isEqualTo(403);
    } finally {
      accounts.remove("viewer");
    }

    assertThat(Files.readString(data().resolve("console" + at).resolve("import.json")))
        .isEqualTo(before);
    assertThat(TYPED).isEmpty();
  }
}
