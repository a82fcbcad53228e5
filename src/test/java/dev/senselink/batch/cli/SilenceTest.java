package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.Main;
import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With everything logged, neither log nor standard error holds a secret or a person. */
@Tag("slow")
@Timeout(600)
class SilenceTest {
  private static final String SECRET = "5ecretMarkerQ8w7E6";
  private static final String KEY = "appKeyMarkerX1y2Z3";
  private static final List<String> PEOPLE =
      List.of(
          "Zyxwolf",
          "韩梅梅",
          "QK7731",
          "13912345678",
          "IC99887766",
          "zyx@example.org",
          "ID44556677",
          "1987-06-05",
          "Vorstandsbuero");
  private static final Pattern DIGEST =
      Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{32}(?![0-9a-fA-F])");

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = Shell.in(folder, SandboxSettings.standard().withAppKey(KEY, SECRET));
    shell
        .with("SENSELINK_APP_SECRET_FILE", null)
        .with("SENSELINK_APP_SECRET", SECRET)
        .with("SENSELINK_TIMEOUT", "2");
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private Path roster() {
    List<String> lines =
        new ArrayList<>(List.of("jobNumber,name,mobile,icNumber,mail,idNumber,birthday,location"));
    lines.add(
        "QK7731,Zyxwolf,13912345678,IC99887766,zyx@example.org,ID44556677,1987-06-05,Vorstandsbuero");
    shell.photo("QK7731.jpg", 1);
    for (int n = 2; n <= 20; n++) {
      lines.add("E" + n + ",韩梅梅 " + n + ",1391234567" + n + ",,,,,");
      shell.photo("E" + n + ".jpg", n);
    }
    lines.add("QK7731,Zyxwolf,13912345678,,,,05.06.1987,");
    return shell.roster(lines.toArray(String[]::new));
  }

  private void spoil() {
    shell
        .sandbox()
        .script(
            FaultRule.on("createUser").after().reset().call(3).build(),
            FaultRule.on("createUser").after().truncated().call(5).build(),
            FaultRule.on("createUser").before().apiCode(50002).call(7).build(),
            FaultRule.on("createUser").before().apiCode(30001).call(9).build(),
            FaultRule.on("createUser").after().htmlPage().call(10).build(),
            FaultRule.on("createUser").after().noAnswer().call(12).build(),
            FaultRule.on("countFaces").before().status(503).call(4).build(),
            FaultRule.on("listUsers").before().status(500).call(1).build());
  }

  /** Runs the program beside, everything logged; answers log and standard error. */
  private String said(String... args) throws IOException {
    Path log = Files.createTempDirectory(folder, "log").resolve("trace.log");
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(List.of("--log-level", "trace", "--log-file", log.toString()));
    try (OtherProcess process =
        OtherProcess.start(folder, shell.environment(), Main.class, all.toArray(String[]::new))) {
      process.exitCode();
      String text = Files.readString(log) + process.errors();
      return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void neither_secrets_nor_people_are_logged_whatever_goes_wrong() throws IOException {
    Path roster = roster();
    byte[] photo = Portraits.person(1, 160);
    long start = System.currentTimeMillis();
    spoil();
    String created = said("import", "users", roster.toString(), "--report", "one");
    shell.with("SENSELINK_PHOTO_ENGINE", "thumbnailator"); // the other takes a second to load
    String updated =
        said("import", "users", roster.toString(), "--report", "two", "--on-existing", "update");
    shell.with("SENSELINK_APP_SECRET", SECRET + "wrong");
    String refused = said("import", "users", roster.toString(), "--report", "three");
    long end = System.currentTimeMillis();

    assertThat(shell.sandbox().commits()).hasSizeGreaterThan(15);
    assertThat(created).contains("TRACE").hasSizeGreaterThan(10_000);
    assertThat(refused).contains("10005");
    for (String said : List.of(created, updated, refused)) {
      assertThat(Traces.of(PEOPLE, said)).isEmpty();
      assertThat(Traces.of(List.of(SECRET, KEY), said)).isEmpty();
      assertThat(Traces.holds(Arrays.copyOfRange(photo, 700, 730), said)).isFalse();
      assertThat(said).doesNotContain("sign=").doesNotContain("\tat dev.");
      assertThat(digests(said)).doesNotContainAnyElementsOf(signs(start, end));
    }
  }

  @Test
  void neither_secrets_nor_people_are_logged_by_an_export_and_what_looks_at_it()
      throws IOException {
    byte[] photo = Portraits.person(1, 160);
    people(photo);
    shell.with("SENSELINK_TRIES", "3");
    shell
        .sandbox()
        .script(
            FaultRule.on("listUsers").before().status(500).call(2).build(),
            FaultRule.on("listUsers").after().truncated().call(4).build(),
            FaultRule.on("getImage").after().truncated().call(1).build(),
            FaultRule.on("getImage").after().htmlPage().call(3).times(9).build(),
            FaultRule.on("listRecords").after().truncated().call(3).build());
    long start = System.currentTimeMillis();
    String exported = said("export", "backup");
    for (PersonView person : shell.sandbox().people()) {
      shell.sandbox().editPerson(person.id(), Map.of("remark", "IC99887766"), null);
    }
    String compared = said("verify", "backup", "--against-server");
    Files.writeString(folder.resolve("backup/users.csv"), "Zyxwolf", StandardOpenOption.APPEND);
    Files.writeString(folder.resolve("backup/groups.csv"), "\"韩梅梅");
    String damaged = said("verify", "backup");
    String refused = said("export", "--encrypt-to-zip", "b.zip", "--password-file", secret());
    long end = System.currentTimeMillis();

    assertThat(exported)
        .contains("TRACE", "writing backup.xlsx", "list all people: 200", "fetch an image: 200")
        .hasSizeGreaterThan(5_000);
    assertThat(compared).contains("read the company: 200");
    assertThat(damaged).contains("2 damaged places");
    for (String said : List.of(exported, compared, damaged, refused)) {
      assertThat(Traces.of(PEOPLE, said)).isEmpty();
      assertThat(Traces.of(List.of(SECRET, KEY, "zipPass77"), said)).isEmpty();
      assertThat(Traces.holds(Arrays.copyOfRange(photo, 700, 730), said)).isFalse();
      assertThat(said).doesNotContain("sign=").doesNotContain("\tat dev.");
      assertThat(digests(said)).doesNotContainAnyElementsOf(signs(start, end));
    }
  }

  private String secret() {
    return shell.write("zip-password.txt", "zipPass77\n").toString();
  }

  private void people(byte[] photo) {
    Map<String, String> one =
        Map.of(
            "name",
            "Zyxwolf",
            "jobNumber",
            "QK7731",
            "mobile",
            "13912345678",
            "icNumber",
            "IC99887766",
            "mail",
            "zyx@example.org",
            "birthday",
            "1987-06-05",
            "location",
            "Vorstandsbuero",
            "groups",
            "1");
    long id = shell.sandbox().addPerson(1, one, photo);
    shell.sandbox().addPerson(1, Map.of("name", "韩梅梅", "groups", "1"), Portraits.person(2, 160));
    shell.sandbox().addPerson(1, Map.of("name", "韩梅梅 2"), Portraits.person(3, 160));
    for (int n = 0; n < 20; n++) {
      shell.sandbox().addRecord(id, Instant.parse("2026-01-01T00:00:00Z").plusSeconds(n));
    }
  }

  @Test
  void a_restore_tells_of_people_only_in_its_report_and_its_state_is_for_its_owner_alone()
      throws IOException {
    shell.with("SENSELINK_PHOTO_ENGINE", "thumbnailator"); // the other takes a second to load
    BackedUp backup =
        new BackedUp()
            .user(
                501, "Zyxwolf", "jobNumber", "QK7731", "mobile", "13912345678", "photo", "501.jpg")
            .user(502, "Zyxwolf", "jobNumber", "QK7731", "mail", "zyx@example.org")
            .user(503, "韩梅梅", "icNumber", "IC99887766", "birthday", "1987-06-05")
            .user(504, "韩梅梅", "location", "Vorstandsbuero")
            .photo(501, Portraits.person(1, 160))
            .expected(601, "韩梅梅", "13912345678", "QK7731")
            .guest(602, "Zyxwolf", "mobile", "13912345678");
    Path folderOfIt = backup.write(folder.resolve("backup"));
    shell
        .sandbox()
        .script(
            FaultRule.on("createUser").after().reset().call(2).build(),
            FaultRule.on("createUser").before().apiCode(30001).call(4).build(),
            FaultRule.on("createGuest").after().truncated().call(1).build());

    String said = said("restore", folderOfIt.toString(), "--report", "one");
    String planned = said("restore", folderOfIt.toString(), "--plan", "--json");

    assertThat(said).contains("TRACE").hasSizeGreaterThan(5_000);
    for (String one : List.of(said, planned)) {
      assertThat(Traces.of(PEOPLE, one)).isEmpty();
      assertThat(Traces.of(List.of(SECRET, KEY), one)).isEmpty();
      assertThat(one).doesNotContain("\tat dev.");
    }
    for (Path below : List.of(shell.data(), folder.resolve("one"))) {
      assertThat(openToOthers(below)).isEmpty();
    }
  }

  private static List<Path> openToOthers(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(SilenceTest::isOpen).toList();
    }
  }

  private static boolean isOpen(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
          .substring(3)
          .contains("r");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> digests(String text) {
    Set<String> digests = new TreeSet<>();
    DIGEST.matcher(text).results().forEach(r -> digests.add(r.group().toLowerCase(Locale.ROOT)));
    return digests;
  }

  /** Every signature that could have been made meanwhile. */
  private static Set<String> signs(long start, long end) {
    Set<String> signs = new TreeSet<>();
    LongStream.rangeClosed(start, end).mapToObj(SilenceTest::sign).forEach(signs::add);
    return signs;
  }

  private static String sign(long millis) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of()
          .formatHex(md5.digest((millis + "#" + SECRET).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @DisabledOnOs(OS.WINDOWS)
  @Test
  void the_log_file_is_for_its_owner_only_also_if_it_was_open_to_all() throws IOException {
    Path log = shell.write("was-there.log", "");
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-rw-rw-"));

    shell.run("company", "--log-level", "debug", "--log-file", log.toString());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
        .isEqualTo("rw-------");
  }
}
