package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Cli;
import dev.senselink.batch.cli.console.JobMistakes;
import dev.senselink.batch.cli.settings.JobFileLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fleet file and its list of sites may say. */
class FleetFilesTest {
  private static final String HEADER =
      "site,server,app-key,secret-file,ca-file,groups,time-zone,window,tags,photos";

  @TempDir Path folder;

  private record Told(int exit, String out, String err) {}

  private Told run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = Cli.run(args, Map.of(), new PrintWriter(out), new PrintWriter(err));
    return new Told(exit, out.toString(), err.toString());
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private Path fleet(String... lines) throws IOException {
    return write("fleet.yml", lines);
  }

  private void sites(String... lines) throws IOException {
    write("secret.txt", "secret");
    write("sites.csv", HEADER, String.join("\n", lines));
  }

  private Told validate(Path file, String... more) {
    String[] all = new String[more.length + 3];
    all[0] = "fleet";
    all[1] = "validate";
    all[2] = file.toString();
    System.arraycopy(more, 0, all, 3, more.length);
    return run(all);
  }

  @Test
  void a_sound_fleet_is_told_with_the_number_of_its_sites() throws IOException {
    sites(
        "North-1,https://10.0.0.1:8443,K1,secret.txt,,Staff,Asia/Shanghai,Mo-Fr 20:00-05:00,north,",
        "South-1,https://10.0.0.2:8443,,,,,,,south;small,");
    Path file =
        fleet(
            "inventory: sites.csv",
            "app-key: K0",
            "app-secret-file: secret.txt",
            "on-similar: skip",
            "parallel: 2",
            "waves: 50%,100%",
            "first: South-1");

    Told told = validate(file);

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.out()).contains("fleet: 2 of 2 sites");
    assertThat(validate(file, "--tag", "small", "--json").out())
        .contains("\"sites\":[\"South-1\"]");
    assertThat(validate(file, "--except", "South-1").out()).contains("1 of 2");
    assertThat(validate(file, "--site", "South-1,North-1").out()).contains("2 of 2");
  }

  @Test
  void all_mistakes_of_both_files_are_told_at_once_each_with_its_line() throws IOException {
    sites(
        "A B,https://10.0.0.1:8443,K,secret.txt,,,,,,",
        "B,https://10.0.0.2:8443,K,none.txt,,,Mars/Olympus,at night,x y,",
        "b,https://10.0.0.2:8443,K,secret.txt,,,,,,",
        "C,10.0.0.3,K,secret.txt,,,,,,",
        "D,,,,,,,,,");
    Path file =
        fleet(
            "inventory: sites.csv",
            "paralell: 2",
            "on-similar: never",
            "server: https://10.0.0.9",
            "waves: 10%,5%",
            "notify-mail: x@example.com",
            "site-tries: 0",
            "max-failed-sites: many",
            "first: Z");

    Told told = validate(file);

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err().lines().toList())
        .filteredOn(line -> line.matches(".*(fleet\\.yml|sites\\.csv):\\d+: .*"))
        .extracting(line -> line.replaceFirst("^[^:]*[/\\\\]", ""))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("fleet.yml:2: ").contains("parallel"),
            line -> assertThat(line).startsWith("fleet.yml:3: ").contains("on-similar"),
            line -> assertThat(line).startsWith("fleet.yml:4: ").contains("server"),
            line -> assertThat(line).startsWith("fleet.yml:5: ").contains("waves"),
            line -> assertThat(line).startsWith("fleet.yml:6: ").contains("notify-mail"),
            line -> assertThat(line).startsWith("fleet.yml:7: ").contains("site-tries"),
            line -> assertThat(line).startsWith("fleet.yml:8: ").contains("max-failed-sites"),
            line -> assertThat(line).startsWith("fleet.yml:9: ").contains("site Z"),
            line -> assertThat(line).startsWith("sites.csv:2: ").contains("A B"),
            line -> assertThat(line).startsWith("sites.csv:3: ").contains("none.txt"),
            line -> assertThat(line).startsWith("sites.csv:3: ").contains("Mars/Olympus"),
            line -> assertThat(line).startsWith("sites.csv:3: ").contains("x y"),
            line -> assertThat(line).startsWith("sites.csv:3: ").contains("at night"),
            line -> assertThat(line).startsWith("sites.csv:4: ").contains("site b", "line 3"),
            line -> assertThat(line).startsWith("sites.csv:4: ").contains("10.0.0.2:8443"),
            line -> assertThat(line).startsWith("sites.csv:5: ").contains("server"),
            line -> assertThat(line).startsWith("sites.csv:6: ").contains("app-key"),
            line -> assertThat(line).startsWith("sites.csv:6: ").contains("secret-file"),
            line -> assertThat(line).startsWith("sites.csv:6: ").contains("server"));
  }

  /** The same port said in two ways is one server. */
  @Test
  void one_server_under_two_sites_is_refused() throws IOException {
    sites(
        "A,https://host.example:443,K,secret.txt,,,,,,",
        "B,https://HOST.example,K,secret.txt,,,,,,");

    Told told = validate(fleet("inventory: sites.csv"));

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("sites.csv:3: ").contains("host.example:443", "line 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--site=Nort | there is no site Nort; did you mean North?",
        "--tag=x | no site has the tag x",
        "--except=North | no site is left",
      })
  void sites_that_are_not_there_are_not_chosen(String typed, String said) throws IOException {
    sites("North,https://10.0.0.1:8443,K,secret.txt,,,,,,");

    Told told = validate(fleet("inventory: sites.csv"), typed);

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "site;server;windwo | did you mean window?",
        "site;address;city | A list of sites needs the columns",
        "name;server;city | no header says",
        "site;server;Server | more than one column is called server",
      })
  void a_list_of_sites_needs_its_columns(String header, String said) throws IOException {
    write("sites.csv", header, "A;https://10.0.0.1;x");

    Told told = validate(fleet("inventory: sites.csv"));

    assertThat(told.exit()).isEqualTo(5);
    assertThat(told.err()).contains(said);
  }

  @Test
  void without_a_list_of_sites_there_is_no_fleet() throws IOException {
    assertThat(validate(fleet("roster: staff.csv")).err()).contains("fleet.yml:1: inventory");
    assertThat(validate(fleet("inventory: no.csv")).exit()).isEqualTo(5);
    assertThat(run("fleet", "validate").exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sites.csv", "sites.xlsx"})
  void the_template_is_read_with_its_example_left_out(String name) throws IOException {
    Path file = folder.resolve(name);
    assertThat(run("template", "sites", "-o", file.toString()).exit()).isZero();
    assertThat(run("template", "sites", "-o", file.toString()).exit()).isEqualTo(2);
    write("secret.txt", "secret");
    if (name.endsWith("csv")) {
      Files.writeString(file, Files.readString(file) + "A,http://10.0.0.1,K,secret.txt,,,,,,\r\n");
    } else {
      addRow(file, "A", "http://10.0.0.1", "K", "secret.txt");
    }

    Told told = validate(fleet("inventory: " + name));

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.out()).contains("1 of 1");
  }

  private static void addRow(Path file, String... cells) throws IOException {
    try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(file))) {
      Row row = book.getSheetAt(0).createRow(book.getSheetAt(0).getLastRowNum() + 1);
      for (int at = 0; at < cells.length; at++) {
        row.createCell(at).setCellValue(cells[at]);
      }
      try (var out = Files.newOutputStream(file)) {
        book.write(out);
      }
    }
  }

  @Test
  void the_secret_itself_and_other_programs_keys_have_no_place_in_it() throws IOException {
    sites("A,http://10.0.0.1,K,secret.txt,,,,,,");

    Told told = validate(fleet("inventory: sites.csv", "app-secret: abc", "no-such-thing: 1"));

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("fleet.yml:2: app-secret", "fleet.yml:3: no-such-thing");
    assertThat(told.err()).doesNotContain("abc");
  }

  /** As it holds where nothing is said: five in a hundred of ten branches would be none. */
  @Test
  void a_share_of_few_sites_is_not_fewer_than_three() {
    FleetRuleReader reader = new FleetRuleReader(new JobMistakes("fleet.yml"));

    reader.read(new JobFileLines.Line("max-failed-sites", "5%", "5%", 1));

    assertThat(reader.rules().mostFailed().of(10)).isEqualTo(3);
    reader.read(new JobFileLines.Line("max-failed-sites", "0%", "0%", 1));
    assertThat(reader.rules().mostFailed().of(10)).isZero();
  }

  /** Else the import of the night would be the one to say so. */
  @Test
  void a_roster_that_is_not_there_or_says_nothing_of_sites_is_told() throws IOException {
    sites("A,https://10.0.0.1:8443,K,secret.txt,,,,,,");
    Path file = fleet("inventory: sites.csv", "roster: nobody.csv");

    assertThat(validate(file).exit()).isEqualTo(5);
    Files.writeString(file.resolveSibling("nobody.csv"), "name,jobNumber\nAna,1\n");
    Told told = validate(file);
    assertThat(told.exit()).isEqualTo(5);
    assertThat(told.err()).contains("nobody.csv", "`site`");
  }
}
