package dev.senselink.batch.cli.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos whose names are nearly those of rows: written down, looked at, and used when named. */
@Tag("slow")
class PhotoPairsTest {
  @TempDir Path folder;
  private Shell shell;
  private Path roster;

  @BeforeEach
  void four_people_of_whom_one_has_a_photo_by_its_number() throws IOException {
    shell = Shell.in(folder);
    Files.createDirectories(folder.resolve("photos"));
    photo("Hirono, Mazie.jpg", 1);
    photo("王二-Q2.jpg", 2);
    photo("1003.jpg", 3);
    photo("1004-李四.jpg", 4);
    roster = shell.roster("jobNumber,name", "1001,Mazie Hirono", "1002,王二", "1003,Cem", "1004,李四");
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private void photo(String name, int person) throws IOException {
    Files.write(folder.resolve("photos").resolve(name), Portraits.person(person, 160));
  }

  private Path pairs() {
    return shell.report().resolve("photo-pairs.csv");
  }

  private List<String> outcomes() throws IOException {
    return shell.column("results.csv", "outcome");
  }

  @Test
  void pairs_are_written_down_and_used_only_when_somebody_names_them() throws IOException {
    Shell.Told first = shell.importing(roster);

    assertThat(first.exit()).as(first.all()).isEqualTo(3);
    assertThat(outcomes())
        .containsExactly("REJECTED_PHOTO", "REJECTED_PHOTO", "CREATED", "CREATED");
    assertThat(Files.readString(pairs()).substring(1).lines().map(line -> line.split(",r")[0]))
        .containsExactly(
            "line,name,photo", "2,Mazie Hirono,\"Hirono, Mazie.jpg\"", "3,王二,王二-Q2.jpg");
    assertThat(first.out()).contains("Look at " + pairs(), "--photo-pairs " + pairs());

    shell.importing(roster);
    assertThat(outcomes()).as("nothing by itself").startsWith("REJECTED_PHOTO", "REJECTED_PHOTO");

    // As a spreadsheet program in China saves it, without the line that was wrong.
    Path looked = folder.resolve("looked at.csv");
    List<String> lines = Files.readString(pairs()).substring(1).lines().toList();
    String saved = "line;name;photo;rowHash\r\n" + lines.get(2).replace(',', ';') + "\r\n;;;\r\n";
    Files.write(looked, saved.getBytes(Charset.forName("GB18030")));

    Shell.Told checked = shell.run(words("validate", looked));
    assertThat(checked.exit()).as(checked.all()).isEqualTo(3);
    assertThat(outcomes()).containsExactly("REJECTED_PHOTO", "VALID", "VALID", "VALID");

    Shell.Told told = shell.importing(roster, "--photo-pairs", looked.toString());

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(outcomes())
        .containsExactly("REJECTED_PHOTO", "CREATED", "SKIPPED_EXISTING", "SKIPPED_EXISTING");
    assertThat(shell.column("results.csv", "photo").get(1)).isEqualTo("王二-Q2.jpg");
  }

  private String[] words(String verb, Path looked) {
    return new String[] {
      verb,
      "users",
      roster.toString(),
      "--photo-pairs",
      looked.toString(),
      "--report",
      shell.report().toString()
    };
  }

  @Test
  void a_pair_of_another_row_sends_nothing() throws IOException {
    shell.importing(roster);
    Path looked = Files.copy(pairs(), folder.resolve("looked.csv"));
    int calls = shell.sandbox().calls().size();
    Files.writeString(
        roster, Files.readString(roster).replace("1001,Mazie Hirono", "1005,Tom Okafor"));

    Shell.Told told = shell.importing(roster, "--photo-pairs", looked.toString());

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(told.err()).contains(looked + ":2: the row at line 2").doesNotContain("Hirono");
    assertThat(shell.sandbox().calls()).hasSize(calls);
  }

  @Test
  void what_is_no_file_of_pairs_is_said() throws IOException {
    Path looked = folder.resolve("looked.csv");
    Files.writeString(looked, "line,photo,rowHash\n2,,r1\n0,x.jpg,r1\n", StandardCharsets.UTF_8);
    Shell.Told told = shell.importing(roster, "--photo-pairs", looked.toString());
    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("looked.csv:2: line, photo", "looked.csv:3: line, photo");

    Files.writeString(looked, "a,b\n1,2\n", StandardCharsets.UTF_8);
    told = shell.importing(roster, "--photo-pairs", looked.toString());
    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("line,name,photo,rowHash");

    told = shell.importing(roster, "--photo-pairs", roster.resolveSibling("x.txt").toString());
    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("--photo-pairs takes the photo-pairs.csv");

    String pairs = looked.toString();
    told = shell.importing(roster, "--photo-pairs", pairs, "--corrections", pairs);
    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("either --photo-pairs or --corrections");
    assertThat(shell.sandbox().calls()).isEmpty();
  }
}
