package dev.senselink.batch.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Until;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may do to an import, and what none may. */
class ImportSafetyTest {
  private static final byte[] LIST = "name,jobNumber\nAna,E1\nBo,E2\n".getBytes(UTF_8);
  private static final byte[] PHOTO = Portraits.person(1, 100);

  /** What the console had run, as it would be typed. */
  private static final List<List<String>> TYPED = Collections.synchronizedList(new ArrayList<>());

  @TempDir static Path folder;
  private static OpenConsole console;
  private String token;
  private String at;

  private static CommandRunner.Ended type(List<String> words, CommandRunner.Watcher watcher) {
    TYPED.add(words);
    return new CommandRunner.Ended(2, "{\"error\":\"<i>not like this</i>\"}");
  }

  @BeforeAll
  static void open() throws IOException {
    PrivateFiles.folder(data());
    console = OpenConsole.on(data(), ImportSafetyTest::type);
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
    PrivateFiles.remove(imports());
    console.somebodyElse().signedIn();
    token = console.formToken();
    String form = console.get("/imports").body();
    String id = form.replaceAll("(?s).*name=\"id\" value=\"([A-Z0-9]+)\".*", "$1");
    at = "/imports/" + id;
    assertThat(post("/imports", "id=" + id + "&who=users").statusCode()).isEqualTo(303);
  }

  private static Path imports() {
    return data().resolve("console/imports");
  }

  private Path own() {
    return imports().resolve(at.substring("/imports/".length()));
  }

  private HttpResponse<String> post(String path, String form) {
    return console.post(path, form + "&_csrf=" + token, "Origin", console.address());
  }

  private HttpResponse<String> upload(String kind, String name, byte[] bytes) {
    return part(kind, name, bytes, 0, bytes.length);
  }

  private HttpResponse<String> part(String kind, String name, byte[] bytes, long from, long size) {
    String path = at + "/" + kind + "?at=" + from + "&size=" + size;
    return console.upload(path, name, bytes, token);
  }

  /** The first line of the answer to an upload whose bytes never come. */
  private String announced(String size) throws IOException {
    String path = at + "/list?at=0&size=" + size;
    URI page = URI.create(console.address() + path);
    List<String> head =
        List.of(
            "POST " + path + " HTTP/1.1",
            "Host: " + page.getAuthority(),
            "Origin: " + console.address(),
            "X-CSRF-TOKEN: " + token,
            "X-Name: staff.csv",
            "Content-Type: application/octet-stream",
            "Content-Length: " + size,
            "Cookie: " + String.join("; ", console.cookies(page)),
            "",
            "");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
      socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
      socket.getOutputStream().write(String.join("\r\n", head).getBytes(UTF_8));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
    }
  }

  /** Its thread would wait for bytes until the connection is idle for too long. */
  @Test
  void an_upload_that_announces_too_much_is_refused_before_its_bytes_come() throws IOException {
    assertThat(announced("53687091200")).contains(" 413 ");
  }

  private static List<String> files(Path below) throws IOException {
    if (!Files.exists(below)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(below)) {
      return all.filter(Files::isRegularFile)
          .map(file -> below.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  /** Proxies and browsers keep addresses, and a file may have somebody's name. */
  @Test
  void a_name_is_taken_from_no_address() throws IOException {
    String[] ours = {"X-CSRF-TOKEN", token, "Origin", console.address()};
    for (String kind : List.of("list?", "photos?", "mend/photo?line=2&hash=r0&")) {
      String path = at + "/" + kind + "at=0&size=3&name=";
      assertThat(console.send(path + "Ana.csv", new byte[3], ours).statusCode()).isEqualTo(404);
    }
    assertThat(upload("list", "\u5f20\u4e09 50%+1.csv", LIST).statusCode()).isEqualTo(200);
    assertThat(console.get(at + "/files").body()).contains("\u5f20\u4e09 50%");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/imports",
        "AT/check",
        "AT/start",
        "AT/stop",
        "AT/remove",
        "AT/photos/remove",
        "AT/mend/judge",
        "AT/mend/cell",
        "AT/mend/cause",
        "AT/mend/leave-out",
        "AT/mend/forget",
        "AT/mend/turn",
        "AT/mend/cut",
        "AT/mend/photo-back",
        "AT/mend/photo?line=2&hash=r0&at=0&size=3",
        "AT/list?at=0&size=3",
        "AT/photos?at=0&size=3"
      })
  void nothing_is_done_without_the_forms_token_and_our_origin(String path) throws IOException {
    upload("list", "staff.csv", LIST);
    upload("photos", "E1.jpg", PHOTO);
    List<String> before = files(imports());
    String form = "id=ABCDEFGHJKLMNPQRSTUV&who=users&plan=x";
    String post = path.replace("AT", at);

    assertThat(console.post(post, form, "Origin", console.address()).statusCode()).isEqualTo(403);
    String whole = form + "&_csrf=" + token;
    assertThat(console.post(post, whole).statusCode()).isEqualTo(403);
    assertThat(console.post(post, whole, "Origin", "http://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(
            console
                .post(post, whole, "Origin", console.address(), "Sec-Fetch-Site", "cross-site")
                .statusCode())
        .isEqualTo(403);
    console.somebodyElse();
    assertThat(console.post(post, whole, "Origin", console.address()).statusCode()).isIn(401, 403);

    assertThat(files(imports())).isEqualTo(before);
    assertThat(TYPED).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/files", "/work", "/check", "/progress", "/report/results.csv"})
  void nobody_looks_without_a_sign_in(String page) {
    upload("list", "staff.csv", LIST);

    HttpResponse<String> answer = console.somebodyElse().get(at + page);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("staff.csv");
  }

  @Test
  void a_file_comes_in_parts_and_lies_where_only_its_user_reads_it() throws IOException {
    HttpResponse<String> first =
        part("list", "staff.csv", "name,job".getBytes(UTF_8), 0, LIST.length);
    assertThat(first.body()).contains("\"at\":8", "\"whole\":false");
    assertThat(files(own())).doesNotContain("list/staff.csv");
    // A part that comes twice changes nothing: the sender is told how far the file is.
    byte[] rest = new String(LIST, UTF_8).substring(8).getBytes(UTF_8);
    assertThat(part("list", "staff.csv", rest, 3, LIST.length).body())
        .contains("\"at\":8", "\"whole\":false");

    HttpResponse<String> last = part("list", "staff.csv", rest, 8, LIST.length);

    assertThat(last.body()).contains("\"at\":" + LIST.length, "\"whole\":true");
    assertThat(Files.readAllBytes(own().resolve("list/staff.csv"))).isEqualTo(LIST);
    upload("photos", "north/E1.jpg", PHOTO);
    try (Stream<Path> all = Files.walk(data().resolve("console"))) {
      for (Path one : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
            .as(one.toString())
            .isEqualTo(Files.isDirectory(one) ? "rwx------" : "rw-------");
      }
    }
  }

  /** All parts but the last are as long as each other: only the file tells whose they are. */
  @ParameterizedTest
  @CsvSource({"photos,E1.jpg,E2.jpg", "list,north.csv,south.csv"})
  void two_files_that_are_sent_at_the_same_time_are_two(String kind, String one, String two)
      throws IOException {
    byte[] first = kind.equals("list") ? LIST : PHOTO;
    byte[] second = first.clone();
    int half = first.length / 2;
    second[half - 1] ^= 1; // of the same size
    part(kind, one, Arrays.copyOf(first, half), 0, first.length);
    part(kind, two, Arrays.copyOf(second, half), 0, second.length);

    byte[] rest = Arrays.copyOfRange(first, half, first.length);
    assertThat(part(kind, one, rest, half, first.length).body()).contains("\"whole\":true");

    assertThat(Files.readAllBytes(own().resolve(kind).resolve(one))).isEqualTo(first);
    assertThat(own().resolve(kind).resolve(two)).doesNotExist();
    assertThat(part(kind, two, rest, 1, second.length).body())
        .contains("\"at\":" + half, "\"whole\":false");
    byte[] others = Arrays.copyOfRange(second, half, second.length);
    part(kind, two, others, half, second.length);
    assertThat(Files.readAllBytes(own().resolve(kind).resolve(two))).isEqualTo(second);
  }

  @Test
  void another_file_of_the_same_name_does_not_go_on_with_the_one_before() {
    part("photos", "E1.jpg", Arrays.copyOf(PHOTO, 100), 0, PHOTO.length);

    assertThat(part("photos", "E1.jpg", PHOTO, 100, PHOTO.length + 100).body())
        .contains("\"at\":0", "\"whole\":false");
  }

  @Test
  void a_check_ends_what_has_not_come_whole() throws IOException {
    upload("list", "staff.csv", LIST);
    part("photos", "E1.jpg", Arrays.copyOf(PHOTO, 100), 0, PHOTO.length);
    assertThat(files(own())).anyMatch(file -> file.startsWith("incoming/"));

    post(at + "/check", "");

    assertThat(files(own())).noneMatch(file -> file.startsWith("incoming/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../evil.csv",
        "..",
        "/tmp/senselink-evil.csv",
        "C:\\evil.csv",
        "a\\..\\evil.csv",
        ".hidden.csv",
        "evil.csv.",
        "a\u0000.csv",
        "a\n.csv",
        "",
        " ",
        "1/2/3/4/5/6/7/8/9.jpg"
      })
  void no_name_leads_out_of_the_imports_folder(String name) throws IOException {
    List<String> before = files(folder);

    for (String kind : List.of("list", "photos")) {
      HttpResponse<String> answer = upload(kind, name, kind.equals("list") ? LIST : PHOTO);
      assertThat(answer.statusCode()).as(kind).isIn(400, 422);
    }

    assertThat(files(folder)).isEqualTo(before);
  }

  @Test
  void a_name_of_any_letters_is_kept_and_is_text_on_the_page() {
    String name = "名单 <b>x & y.csv".replace("<", "‹").replace(">", "›");
    assertThat(upload("list", name, LIST).statusCode()).isEqualTo(200);

    String page = console.get(at + "/files").body();

    assertThat(page).contains("名单 ‹b›x &amp; y.csv");
  }

  @ParameterizedTest
  @CsvSource({
    "list, staff.csv, EMPTY, the file is empty",
    "list, staff.csv, PDF, this is a PDF",
    "list, staff.pdf, PDF, a list is an Excel workbook",
    "list, staff.xlsx, PHOTO, this is a picture",
    "list, staff.xlsx, ZIP, this is a zip file",
    "list, staff.xlsx, NUMBERS, this is a Numbers document",
    "list, staff.xlsx, ENCRYPTED, this workbook has a password",
    "list, staff.xlsx, OPEN_DOCUMENT, this is an OpenDocument spreadsheet",
    "photos, staff.csv, LIST, this is a list",
    "photos, staff.xlsx, WORKBOOK, this is a list",
    "photos, E1.jpg, LIST, this is not a picture",
    "photos, E1.jpg, PDF, this is not a picture",
    "photos, all.zip, WORKBOOK, this is a workbook",
    "photos, all.zip, LIST, this is not a zip file"
  })
  void a_file_is_what_is_in_it(String kind, String name, String content, String said)
      throws IOException {
    HttpResponse<String> answer = upload(kind, name, content(content));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains(said);
    boolean list = said.equals("this is a list") || said.equals("this is a workbook");
    boolean photos = said.equals("this is a picture") || said.equals("this is a zip file");
    assertThat(answer.body())
        .contains("\"instead\":\"" + (list ? "list" : photos ? "photos" : "") + "\"");
    assertThat(files(own())).containsExactly("import.json");
  }

  private static byte[] content(String what) throws IOException {
    return switch (what) {
      case "EMPTY" -> new byte[0];
      case "PDF" -> "%PDF-1.7 ...".getBytes(UTF_8);
      case "PHOTO" -> PHOTO;
      case "LIST" -> LIST;
      case "ZIP" -> zip("E1.jpg");
      case "OPEN_DOCUMENT" -> zip("mimetype", "content.xml");
      case "ENCRYPTED" ->
          ("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"
                  + "EncryptedPackage".replaceAll("(.)", "$1\u0000"))
              .getBytes(StandardCharsets.ISO_8859_1);
      case "NUMBERS" -> zip("Index/Document.iwa");
      default -> zip("[Content_Types].xml");
    };
  }

  private static byte[] zip(String... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(entry.endsWith("list.csv") ? LIST : PHOTO);
      }
    }
    return bytes.toByteArray();
  }

  private HttpResponse<String> useListInZip(int n) {
    return post(at + "/list/from-zip", "n=" + n);
  }

  @Test
  void a_list_among_the_photos_of_a_zip_is_offered_and_taken_to_its_own_place() throws IOException {
    upload(
        "photos",
        "all.zip",
        zip(
            "E1.jpg",
            "notes.txt",
            "__MACOSX/a.csv",
            "x/.a.csv",
            "x/~$a.xlsx",
            "picture.csv",
            "../../../list.csv"));
    String page = page("/files");
    assertThat(page).contains("<bdi>../../../list.csv</bdi>", "<bdi>picture.csv</bdi>");
    assertThat(page).doesNotContain("notes.txt", "__MACOSX", "x/.a.csv", "~$a.xlsx");
    List<String> before = files(folder);

    assertThat(useListInZip(7).statusCode()).isEqualTo(303);
    assertThat(useListInZip(-1).statusCode()).isEqualTo(303);
    assertThat(useListInZip(0).body()).contains("cannot be used: this is a picture");
    assertThat(files(folder)).isEqualTo(before);
    assertThat(useListInZip(1).statusCode()).isEqualTo(303);

    assertThat(Files.readAllBytes(own().resolve("list/list.csv"))).isEqualTo(LIST);
    assertThat(files(folder)).hasSize(before.size() + 1);
    assertThat(page("/files")).doesNotContain("list-in-zip");
  }

  @Test
  void a_list_of_a_zip_that_is_larger_than_it_says_is_not_taken() throws IOException {
    byte[] zip = zip("list.csv");
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    int size = text.indexOf("PK\u0001\u0002") + 24;
    zip[size] = 3; // in its table of contents
    upload("photos", "all.zip", zip);

    assertThat(useListInZip(0).statusCode()).isEqualTo(409);

    assertThat(files(own())).noneMatch(file -> file.contains("list.csv"));
  }

  @Test
  void a_zip_and_photos_beside_it_are_not_mixed() throws IOException {
    assertThat(upload("photos", "all.zip", zip("E1.jpg")).statusCode()).isEqualTo(200);
    assertThat(upload("photos", "E2.jpg", PHOTO).body()).contains("remove them first");

    post(at + "/photos/remove", "");

    assertThat(upload("photos", "E2.jpg", PHOTO).statusCode()).isEqualTo(200);
    assertThat(files(own())).contains("photos/E2.jpg").doesNotContain("photos.zip");
  }

  @Test
  void a_part_is_no_larger_than_it_may_be_and_a_file_no_larger_than_the_disk() {
    assertThat(upload("list", "a.csv", new byte[(1 << 20) + 1]).statusCode()).isEqualTo(422);
    assertThat(part("list", "a.csv", LIST, 0, Long.MAX_VALUE).body()).contains("free space");
    assertThat(part("list", "a.csv", LIST, 0, LIST.length - 1).statusCode()).isEqualTo(422);
  }

  @Test
  void a_check_is_the_command_line_and_no_request_says_more_than_the_page_asks()
      throws IOException {
    upload("list", "staff.csv", LIST);
    upload("photos", "E1.jpg", PHOTO);

    post(
        at + "/check",
        "existing=update&withoutPhoto=true&createMissing=true&groups=--server%3Dhttp%3A%2F%2Fevil"
            + "&server=http://evil&app-key=K&app-secret-file=/etc/passwd&ca-file=/x&insecure=true"
            + "&heic-converter=sh&config=/x&data=/x&log-file=/x&metrics-file=/x&password-file=/x"
            + "&notify-mail-to=a@b&photos=/etc&report=/x&plan=/x&roster=/etc/passwd&corrections=/x");

    assertThat(Until.within(Duration.ofSeconds(60), () -> !TYPED.isEmpty())).isTrue();
    assertThat(TYPED)
        .containsExactly(
            List.of(
                "import",
                "users",
                own().resolve("list/staff.csv").toString(),
                "--photos=" + own().resolve("photos"),
                "--on-existing=update",
                "--allow-no-photo",
                "--create-missing",
                "--groups=--server=http://evil",
                "--plan=" + own().resolve("plan"),
                "--report=" + own().resolve("check"),
                "--json",
                "--no-progress",
                "--lang=en"));
  }

  @Test
  void which_rows_are_taken_is_said_in_the_words_of_the_command_line() {
    upload("list", "staff.csv", LIST);

    post(
        at + "/check",
        "rowsAsked=1&leftWhen=Status%3DGone&rowsWhere=Type%3DEmployee%2CIntern&acceptStored=jobNumber"
            + "&acceptStored=secret&acceptKeys=1");

    assertThat(Until.within(Duration.ofSeconds(60), () -> !TYPED.isEmpty())).isTrue();
    assertThat(TYPED.get(0))
        .contains(
            "--left-when=Status=Gone",
            "--rows-where=Type=Employee,Intern",
            "--accept-stored=jobNumber",
            "--accept-keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"leftWhen=Gone", "rowsWhere=${env:HOME}%3Da", "leftWhen=A%3Db%0Ac"})
  void what_says_no_rows_starts_nothing(String rows) {
    upload("list", "staff.csv", LIST);

    assertThat(post(at + "/check", "rowsAsked=1&" + rows).statusCode()).isEqualTo(409);
    assertThat(TYPED).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"${sys:user.home}", "A%0AB", "A%00"})
  void what_no_group_is_called_starts_nothing(String groups) {
    upload("list", "staff.csv", LIST);

    HttpResponse<String> answer =
        post(at + "/check", "groups=" + groups.replace("${", "%24%7B").replace("}", "%7D"));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(TYPED).isEmpty();
  }

  @Test
  void what_a_command_said_is_text_on_the_page() {
    upload("list", "staff.csv", LIST);
    post(at + "/check", "");

    assertThat(Until.within(Duration.ofSeconds(60), () -> page("/check").contains("not like this")))
        .isTrue();
    assertThat(page("/check")).contains("&lt;i&gt;not like this&lt;/i&gt;").doesNotContain("<i>");
  }

  private String page(String step) {
    return console.get(at + step).body();
  }

  @Test
  void a_plan_that_was_not_shown_is_not_carried_out() {
    upload("list", "staff.csv", LIST);

    assertThat(post(at + "/start", "plan=R261128010203ABCD").statusCode()).isEqualTo(409);
    assertThat(TYPED).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "..%2f..", "ABCDEFGHJKLMNPQRSTUV", "abcdefghjklmnpqrstuv"})
  void what_is_no_import_is_not_there(String id) {
    assertThat(console.get("/imports/" + id + "/files").statusCode()).isIn(400, 404);
    assertThat(post("/imports/" + id + "/remove", "x=1").statusCode()).isIn(400, 404);
  }

  @Test
  void an_id_of_no_form_of_ours_begins_nothing() throws IOException {
    List<String> before = files(imports());

    assertThat(post("/imports", "id=../../x&who=users").statusCode()).isEqualTo(404);

    assertThat(files(imports())).isEqualTo(before);
  }

  @Test
  void a_form_that_is_posted_twice_begins_one_import() throws IOException {
    upload("list", "staff.csv", LIST);
    String id = at.substring("/imports/".length());

    HttpResponse<String> again = post("/imports", "id=" + id + "&who=guests");

    assertThat(again.headers().firstValue("Location")).contains(at);
    assertThat(files(imports())).hasSize(2);
    assertThat(page("/files")).contains("staff.csv").contains("Staff");
  }

  @Test
  void one_that_nobody_has_touched_for_a_week_goes() throws IOException {
    upload("list", "staff.csv", LIST);
    console.passes(Duration.ofDays(8));
    console.somebodyElse().signedIn();
    token = console.formToken();

    post("/imports", "id=ABCDEFGHJKLMNPQRSTUV&who=users");

    assertThat(own()).doesNotExist();
    assertThat(imports().resolve("ABCDEFGHJKLMNPQRSTUV")).exists();
  }

  @Test
  void what_is_thrown_away_is_gone() {
    upload("list", "staff.csv", LIST);

    post(at + "/remove", "");

    assertThat(own()).doesNotExist();
    assertThat(console.get("/imports").body()).doesNotContain("staff.csv");
  }
}
