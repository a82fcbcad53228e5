package dev.senselink.batch.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every command that the last words of a run print is typed in the situation that prints it, after
 * what the sentence before it asks for, and brings the work forward.
 */
@Tag("slow")
@Timeout(600)
class NextStepsTest {
  private static final String HEADER = "jobNumber,name,birthday,department";

  @TempDir Path folder;

  /** What is left to do, by what the server and the report tell. */
  private static long peopleThere(Shell shell) {
    return shell.sandbox().people().size();
  }

  private static long movedTo(Shell shell) {
    return shell.sandbox().people().stream()
        .filter(person -> person.mobile().equals("139"))
        .count();
  }

  /** What a run may come to. */
  enum Situation {
    NAMES_THAT_ARE_MISSING(
        shell -> {
          photos(shell, 3);
          return shell.importing(shell.roster("jobNumber,name", "E1,Ana", "E2,", "E3,Cy"));
        },
        List.of("E2,", "E2,Bo"),
        2,
        NextStepsTest::peopleThere),

    NOTHING_SENT_AND_A_DATE_THAT_IS_NONE(
        shell -> {
          photos(shell, 2);
          Path roster = shell.roster(HEADER, "E1,Ana,1990-13-01,", "E2,Bo,1990-01-01,");
          return shell.run(
              "validate", "users", roster.toString(), "--report", shell.report().toString());
        },
        List.of("1990-13-01", "1990-03-01"),
        3,
        null),

    DEPARTMENTS_THAT_THE_SERVER_LACKS(
        shell -> {
          photos(shell, 4);
          return shell.importing(
              shell.roster(
                  HEADER, "E1,Ana,,Stores", "E2,Bo,,Sales", "E3,Cy,,Stores", "E4,Di,,Sales"));
        },
        List.of(),
        1,
        NextStepsTest::peopleThere),

    ZEROS_THAT_A_SPREADSHEET_ATE(
        shell -> {
          for (int n = 1; n <= 3; n++) {
            shell.photo("0000" + n + ".jpg", n);
          }
          return shell.importing(shell.roster("jobNumber,name", "1,Ana", "2,Bo", "3,Cy"));
        },
        List.of("\n1,", "\n00001,", "\n2,", "\n00002,", "\n3,", "\n00003,"),
        1,
        NextStepsTest::peopleThere),

    PHOTOS_THAT_ARE_SOMEWHERE_ELSE(
        shell -> shell.importing(shell.roster("jobNumber,name", "E1,Ana")),
        List.of("photo E1.jpg"),
        1,
        NextStepsTest::peopleThere),

    A_PHOTO_WITHOUT_A_FACE(
        shell -> {
          photos(shell, 1);
          put(shell, "E2.jpg", Portraits.noFace(160));
          return shell.importing(shell.roster("jobNumber,name", "E1,Ana", "E2,Bo"));
        },
        List.of("photo E2.jpg"),
        1,
        NextStepsTest::peopleThere),

    A_ROW_THAT_FAILED(
        shell -> {
          photos(shell, 2);
          shell
              .sandbox()
              .script(FaultRule.on("createUser").where("name", "Bo").apiCode(50003).build());
          Shell.Told told =
              shell
                  .with("SENSELINK_TRIES", "1")
                  .importing(shell.roster("jobNumber,name", "E1,Ana", "E2,Bo"));
          shell.sandbox().clearFaults();
          return told;
        },
        List.of(),
        1,
        NextStepsTest::peopleThere),

    SOMEBODY_WHO_LOOKS_ALIKE(
        shell -> {
          shell.sandbox().addPerson(1, Map.of("name", "Old"), Portraits.person(1, 160));
          return shell.importing(shell.staff(1));
        },
        List.of("decide force"),
        1,
        NextStepsTest::peopleThere),

    A_DRY_RUN(
        shell -> shell.importing(shell.staff(2), "--dry-run"),
        List.of(),
        1,
        NextStepsTest::peopleThere),

    PEOPLE_WHO_DIFFER(
        shell -> {
          photos(shell, 2);
          shell.importing(
              shell.roster("jobNumber,name,mobile", "E1,Ana,138", "E2,Bo,137"),
              "--report",
              shell.report() + ".first");
          return shell.importing(shell.roster("jobNumber,name,mobile", "E1,Ana,139", "E2,Bo,137"));
        },
        List.of(),
        1,
        NextStepsTest::movedTo);

    private final Function<Shell, Shell.Told> happens;
    private final List<String> mended;
    private final int commands;
    private final ToLongFunction<Shell> done;

    /**
     * @param mended pairs of what stands in a file and what it is to be
     * @param done grows when the work goes forward; null: the exit code gets better
     */
    Situation(
        Function<Shell, Shell.Told> happens,
        List<String> mended,
        int commands,
        ToLongFunction<Shell> done) {
      this.happens = happens;
      this.mended = mended;
      this.commands = commands;
      this.done = done;
    }
  }

  private static void photos(Shell shell, int count) {
    for (int n = 1; n <= count; n++) {
      shell.photo("E" + n + ".jpg", n);
    }
  }

  private static void put(Shell shell, String photo, byte[] picture) {
    try {
      Files.write(shell.file("photos").resolve(photo), picture);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(Situation.class)
  void every_command_that_is_printed_brings_the_work_forward(Situation situation)
      throws IOException {
    for (int n = 0; n < situation.commands; n++) {
      Path own = Files.createDirectory(folder.resolve("shell" + n));
      try (Shell shell = Shell.in(own, SandboxSettings.standard().withCanForce(1))) {
        Shell.Told told = situation.happens.apply(shell);
        List<String> commands = commands(told);
        assertThat(commands).as(told.all()).hasSize(situation.commands);
        String command = commands.get(n);
        long before = situation.done == null ? 0 : situation.done.applyAsLong(shell);
        mend(situation, shell, command);

        Shell.Told then = typed(shell, command, own.resolve("next" + n));

        assertThat(then.exit()).as(command + "\n" + then.all()).isZero();
        if (situation.done != null) {
          assertThat(situation.done.applyAsLong(shell))
              .as(command + "\n" + then.all())
              .isGreaterThan(before);
        }
      }
    }
  }

  /** Does what the words ask for before the command is typed. */
  private static void mend(Situation situation, Shell shell, String command) throws IOException {
    List<String> all = situation.mended;
    if (!all.isEmpty() && all.get(0).startsWith("photo ")) {
      shell.photo(all.get(0).substring("photo ".length()), 7);
    } else if (!all.isEmpty() && all.get(0).startsWith("decide ")) {
      Path text = shell.report().resolve("conflicts.csv");
      Files.writeString(
          text,
          Files.readString(text)
              .replaceAll("(?m),\\r?$", "," + all.get(0).substring("decide ".length()) + "\r"));
    } else {
      Path file =
          command.contains("rejected.csv")
              ? shell.report().resolve("rejected.csv")
              : shell.file("roster.csv");
      String text = Files.readString(file);
      for (int n = 0; n < all.size(); n += 2) {
        text = text.replace(all.get(n), all.get(n + 1));
      }
      Files.writeString(file, text);
    }
  }

  /** The commands that were printed, whole. */
  static List<String> commands(Shell.Told told) {
    return told.out().lines().filter(line -> line.startsWith("  senselink ")).toList();
  }

  /** Types a command as it was printed, with a report folder of its own. */
  static Shell.Told typed(Shell shell, String command, Path report) {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("'((?:[^']|'\\\\'')*)'|(\\S+)").matcher(command.strip());
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1).replace("'\\''", "'"));
    }
    words.remove(0);
    words.addAll(List.of("--report", report.toString()));
    return shell.run(words.toArray(String[]::new));
  }
}
