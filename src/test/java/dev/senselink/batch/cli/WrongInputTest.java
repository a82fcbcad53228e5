package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with what was typed: a code, one language, and never a stack trace. */
@Tag("slow")
@Timeout(600)
class WrongInputTest {
  /**
   * The exit code, and what was typed. {@code DIR} is a folder, {@code NONE} is not there, {@code
   * FILE} is a roster, {@code TAB} YAML with a tab.
   */
  private static final List<String> TYPED =
      List.of(
          "2 nothing",
          "2 help nothing",
          "2 completion fish",
          "2 company --server 10.0.0.5:8443",
          "2 company --server https://",
          "2 company --server https://10.0.0.5:99999",
          "2 company --server https://10.0.0.5/ --same-server-as x",
          "2 company --time-zone Mars/Base",
          "2 company --timeout x",
          "2 company --tries 1.5",
          "2 company --rate 1 --rate 2",
          "2 company --concurrency",
          "2 company --config DIR",
          "2 company --config NONE",
          "2 company --config TAB",
          "2 company --app-secret-file DIR",
          "2 company --app-secret-file NONE",
          "2 company --app-secret abc",
          "2 company --ca-file NONE",
          "2 company --ca-file FILE",
          "2 company --ca-file DIR",
          "2 company --log-level loud",
          "2 company --log-file DIR",
          "2 company --json=maybe",
          "2 company more",
          "2 run",
          "2 run NONE",
          "2 run DIR",
          "2 run TAB",
          "2 run FILE",
          "2 runs show R0",
          "2 runs delete R0",
          "2 template users -o FILE",
          "2 template users -o NONE/x.xlsx",
          "2 template users -o x.txt",
          "2 photos",
          "2 photos check",
          "2 photos check NONE",
          "5 validate users NONE",
          "5 validate users DIR",
          "5 validate users TAB",
          "2 validate users FILE --photos NONE",
          "2 validate users FILE --photo-side 1",
          "2 validate users FILE --photo-kb x",
          "2 validate users FILE --columns x",
          "2 validate users FILE --encoding x",
          "2 validate users FILE --header-row 0",
          "2 validate users FILE --date-format yy",
          "2 validate users FILE --gender-coding x",
          "2 validate users FILE --heic-converter x",
          "5 validate users FILE --sheet x --header-row 9",
          "2 validate guests FILE --ended-for x",
          "2 import users FILE --offline",
          "2 import users FILE --max-failures x",
          "2 import users FILE --limit -1",
          "2 import users FILE --on-similar x",
          "2 import users FILE --groups nobody",
          "5 import users NONE --server https://",
          "2 resolve",
          "5 resolve NONE",
          "5 resolve FILE",
          "2 restore",
          "5 restore NONE",
          "5 restore DIR",
          "2 restore DIR --guest-window x",
          "5 restore DIR --password-file DIR",
          "2 export",
          "2 export NONE --encrypt-to-zip x.zip",
          "2 export --encrypt-to-zip x.zip",
          "2 export DIR --records-from yesterday",
          "2 verify",
          "5 verify NONE",
          "3 verify DIR",
          "2 records",
          "2 records export --from yesterday",
          "2 records export --from 2026-02-01 --to 2026-01-01",
          "2 records export --since-last --to 2026-01-01",
          "2 records export --type x",
          "2 records export -o x.txt",
          "2 records watch --ws-port x",
          "2 device",
          "2 device update 28",
          "2 group",
          "2 group create x",
          "2 group add x",
          "5 group add x --from NONE",
          "5 group add x --from FILE",
          "2 department get",
          "2 department create x --parent nowhere",
          "2 department create x --leader nobody",
          "2 user",
          "2 user get x",
          "2 user delete 1",
          "2 guest",
          "2 sandbox --port 70000",
          "2 sandbox --faults NONE");

  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  /** What stays as it is in a Chinese sentence: commands, options and their words, paths. */
  private static final Pattern NO_PROSE =
      Pattern.compile("`[^`]*`|senselink( [a-z]+)*|--?[a-z][a-z-]*( [a-z]+)?|\\S*[/.]\\S*");

  private static final Pattern ENGLISH = Pattern.compile("[A-Za-z][a-z]+ [a-z]+");

  @TempDir static Path folder;
  private static Shell shell;

  @BeforeAll
  static void open() throws IOException {
    shell = Shell.in(folder);
    Files.createDirectory(folder.resolve("folder"));
    Files.writeString(folder.resolve("folder/stranger.txt"), "x");
    shell.roster("jobNumber,name", "E1,Ana");
    shell.write("tab.yml", "job: import-users\n\troster: x\n");
  }

  @AfterAll
  static void close() {
    shell.close();
  }

  static Stream<Arguments> typed() {
    return TYPED.stream()
        .flatMap(line -> Stream.of("en", "zh").map(language -> Arguments.of(line, language)));
  }

  @ParameterizedTest
  @MethodSource("typed")
  void what_is_wrong_is_told_with_its_code_in_one_language(String line, String language) {
    Map<String, Path> files =
        Map.of(
            "DIR", folder.resolve("folder"),
            "NONE", folder.resolve("none"),
            "NONE/x.xlsx", folder.resolve("none/x.xlsx"),
            "FILE", folder.resolve("roster.csv"),
            "TAB", folder.resolve("tab.yml"));

    Shell.Told told = shell.with("SENSELINK_LANG", language).typed(line.substring(2), files);

    assertThat(told.exit()).as(told.all()).isEqualTo(line.charAt(0) - '0');
    assertThat(told.all()).doesNotContain("Exception", "\tat ").isNotBlank();
    // Its own name may be of any language.
    String words = told.all().replace(folder.toString(), "/folder");
    if (language.equals("zh")) {
      assertThat(words.lines().filter(l -> !l.isBlank() && !l.startsWith("  ")))
          .allSatisfy(
              said -> {
                assertThat(said).containsPattern(HAN);
                assertThat(NO_PROSE.matcher(said).replaceAll("")).doesNotContainPattern(ENGLISH);
              });
    } else {
      assertThat(words.replace("默认组", "")).doesNotContainPattern(HAN);
    }
  }
}
