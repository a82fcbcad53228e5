package dev.senselink.batch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.InChinese;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.EndedGuest;
import dev.senselink.batch.ledger.UnrestoredItem;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page says, how much it may weigh, and what must not keep it from being made. */
class ReportPageTest {
  private static final long MOST_BYTES = 10_000_000;

  @TempDir Path folder;

  private String status = "COMPLETED";
  private boolean dryRun;
  private @Nullable String stopReason;
  private ReportPictures pictures = ReportPictures.none();
  private Duration patience = Duration.ofSeconds(30);
  private List<EndedGuest> ended = List.of();
  private String job = "import-users";
  private List<String> departments = List.of();
  private @Nullable List<UnrestoredItem> notRestorable;
  private ListFindings list = ListFindings.NONE;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COMPLETED | false | CREATED CREATED  | Nothing is left to do. All 2 rows are done.",
        "COMPLETED | false | CREATED          | Nothing is left to do. The one row is done.",
        "COMPLETED | false | SKIPPED_EXISTING | Nothing is left to do. The one row is done.",
        "COMPLETED | false | CREATED FAILED   | One row needs attention. The other row is done.",
        "COMPLETED | false | REVIEW FAILED    | 2 rows need attention. None is done yet.",
        "COMPLETED | true  | VALID VALID      | Nothing is left to fix. All 2 rows are valid.",
        "COMPLETED | true  | VALID REJECTED_ROW | One row needs attention. The other row is valid.",
        "STOPPED   | false | CREATED NOT_ATTEMPTED | The run ended after the number of rows that"
            + " --limit allows. One row was not reached. The same command continues with it. Of the"
            + " rows that were reached, none needs attention.",
      })
  void one_sentence_says_whether_anything_is_left_to_do(
      String statusOfRun, boolean dry, String endings, String sentence) throws IOException {
    status = statusOfRun;
    dryRun = dry;
    List<RowEnding> all = Stream.of(endings.split(" ")).map(RowEnding::valueOf).toList();

    String page = page(all.size(), row -> outcome(row, all.get(row.ref().number() - 1), "X"));

    assertThat(verdict(page)).isEqualTo(sentence);
  }

  @Test
  void a_run_that_stopped_says_why_and_what_was_not_reached() throws IOException {
    status = "FAILED";
    stopReason = "the server is out of reach";

    String page = page(3, row -> outcome(row, RowEnding.NOT_ATTEMPTED, ""));

    assertThat(verdict(page))
        .startsWith("The run stopped before it was finished. Reason: the server is out of reach.")
        .contains("3 rows were not reached");
  }

  private static String verdict(String page) {
    Matcher found =
        Pattern.compile("id=\"verdict\">(.*?)</h2>\\s*(.*?)(<ul|</div>)", Pattern.DOTALL)
            .matcher(page);
    assertThat(found.find()).isTrue();
    return (found.group(1) + " " + found.group(2).replaceAll("</?p>", ""))
        .replaceAll("\\s+", " ")
        .strip();
  }

  @Test
  void its_policy_lets_its_own_style_and_script_run_and_nothing_else() throws Exception {
    String page = page(1, row -> outcome(row, RowEnding.CREATED, ""));

    String policy = between(page, "Content-Security-Policy\" content=\"", "\">");
    assertThat(policy.replace("&#x3D;", "="))
        .isEqualTo(
            "default-src 'none'; style-src '"
                + digest(between(page, "<style>", "</style>"))
                + "'; script-src '"
                + digest(between(page, "<script>", "</script>"))
                + "'; img-src data:; base-uri 'none'; form-action 'none'");
  }

  private static String digest(String text) throws Exception {
    byte[] sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(sha);
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  @Test
  void the_first_500_rows_have_pictures_and_20000_more_are_text() throws IOException {
    Random noise = new Random(1);
    pictures =
        of(
            limits -> {
              byte[] jpeg = new byte[(int) limits.maxBytes()];
              noise.nextBytes(jpeg);
              return jpeg;
            });

    String page =
        page(
            20_700,
            row ->
                outcome(row, RowEnding.REVIEW, "30002")
                    .withPhoto(row.ref().number() + ".jpg")
                    .withCandidates(
                        List.of(new ConflictCandidate(row.ref().number(), "Somebody", "K", true))));

    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan((int) MOST_BYTES);
    assertThat(count(page, "<img ")).isEqualTo(1_000);
    assertThat(count(page, "<li><figure>")).isEqualTo(500);
    assertThat(count(page, "<li><div class=\"who\">")).isEqualTo(20_000);
    assertThat(page).contains("200 more rows of this kind are in results.csv.");
  }

  @Test
  void rows_without_faces_are_20500_to_the_one() throws IOException {
    String page = page(20_501, row -> outcome(row, RowEnding.REJECTED_PHOTO, "PHOTO_NOT_FOUND"));

    assertThat(count(page, "<li><div class=\"who\">")).isEqualTo(20_500);
    assertThat(page).contains("One more row of this kind is in rejected.csv.");
    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan((int) MOST_BYTES);
  }

  @Test
  void long_reasons_leave_rows_out_rather_than_make_it_too_heavy() throws IOException {
    String reason = "理由".repeat(600);
    pictures = of(limits -> new byte[(int) limits.maxBytes()]);

    String page =
        page(
            15_000,
            row ->
                Outcome.of(
                        row.ref(), RowEnding.REJECTED_PHOTO, "NO_FACE", row.ref().number() + reason)
                    .withPhoto(row.ref().number() + ".jpg"));

    int bytes = page.getBytes(StandardCharsets.UTF_8).length;
    assertThat(bytes).isBetween((int) MOST_BYTES * 6 / 10, (int) MOST_BYTES);
    assertThat(page).containsPattern("[0-9,]+ more rows of this kind are in rejected.csv");
  }

  @Test
  void pictures_that_never_come_do_not_keep_the_page() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    patience = Duration.ofMillis(50);
    pictures =
        of(
            limits -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return null;
            });

    assertThat(pageWithPhotos(40)).contains("picture not shown").doesNotContain("<img");
  }

  @Test
  void pictures_that_fail_do_not_either() throws IOException {
    pictures =
        of(
            limits -> {
              throw new IllegalStateException("no picture");
            });

    assertThat(pageWithPhotos(3)).contains("picture not shown").doesNotContain("<img");
  }

  private String pageWithPhotos(int rows) throws IOException {
    return page(
        rows,
        row ->
            outcome(row, RowEnding.REVIEW, "30002")
                .withPhoto(row.ref().number() + ".jpg")
                .withCandidates(List.of(new ConflictCandidate(row.ref().number(), "", "", true))));
  }

  @ParameterizedTest
  @EnumSource(RowEnding.class)
  void every_outcome_has_words(RowEnding ending) throws IOException {
    String page = page(1, row -> outcome(row, ending, "X"));

    assertThat(page)
        .contains(new PageTexts(Locale.ENGLISH, "import-users").of("outcome." + ending));
  }

  /** A code that nobody foresaw is shown as it is rather than hidden. */
  @Test
  void a_code_without_words_is_shown_with_its_reason() throws IOException {
    String page = page(1, row -> outcome(row, RowEnding.REJECTED_ROW, "987654"));

    assertThat(page).contains("<code>987654</code>").contains("because");
  }

  @Test
  void what_all_rows_of_a_group_have_in_common_is_said_once_and_a_large_group_is_folded()
      throws IOException {
    String few = page(3, row -> outcome(row, RowEnding.REJECTED_ROW, "BAD_DATE"));

    assertThat(count(few, "because")).isEqualTo(1);
    assertThat(few).contains("<details class=\"problem\" open>");

    String many = page(30, row -> outcome(row, RowEnding.REJECTED_ROW, "BAD_DATE"));

    assertThat(many).contains("<details class=\"problem\">").doesNotContain("problem\" open");
  }

  @Test
  void a_green_page_shows_who_was_created() throws IOException {
    String page = page(63, row -> outcome(row, RowEnding.CREATED, ""));

    assertThat(page).contains("id=\"created\" open", "<p>P1</p>", "<p>P60</p>", "and 3 more");
    assertThat(page).doesNotContain("<p>P61</p>");
  }

  @Test
  void one_cause_is_told_first_and_nobody_is_said_to_be_done_who_is_not() throws IOException {
    list =
        new ListFindings(List.of("Stores"), List.of(), 0, 0, "", List.of(), false, List.of(), true);

    String page =
        page(
            "name,jobNumber,department",
            40,
            n -> "P" + n + ",E" + n + ",Stores",
            row -> outcome(row, RowEnding.REJECTED_ROW, "UNKNOWN_DEPARTMENT"));

    assertThat(verdict(page))
        .isEqualTo(
            "40 rows name what does not exist on the server: department Stores. None is done yet.");
    assertThat(page).contains("Nobody is done yet.").doesNotContain("verybody else is done");
  }

  @Test
  void why_rows_need_attention_is_told_with_their_number() throws IOException {
    String page =
        page(
            3,
            row ->
                outcome(
                    row,
                    RowEnding.REJECTED_ROW,
                    row.ref().number() == 1 ? "TOO_LONG" : "BAD_DATE"));

    assertThat(verdict(page))
        .isEqualTo(
            "3 rows need attention. A date is not understood: 2 rows A cell is too long: 1 row"
                + " None is done yet.");
  }

  @Test
  void what_differs_and_was_left_is_told_although_all_is_done() throws IOException {
    String page =
        page(
            39,
            row ->
                row.ref().number() > 2
                    ? outcome(row, RowEnding.SKIPPED_EXISTING, "")
                    : outcome(row, RowEnding.SKIPPED_EXISTING, "")
                        .withDiffering(List.of(row.ref().number() == 1 ? "mobile" : "photo")));

    assertThat(verdict(page))
        .isEqualTo(
            "2 of 39 people already on the server differ from your list: mobile 1, photo 1. They"
                + " were left as they are.");
  }

  @Test
  void done_rows_that_differ_are_shown_but_need_nobody() throws IOException {
    String page = page(1, row -> outcome(row, RowEnding.CREATED, "STORED_DIFFERENTLY"));

    assertThat(verdict(page)).startsWith("Nothing is left to do");
    assertThat(page).contains("id=\"look\"").contains("P1");
  }

  @Test
  void it_is_for_its_owner_alone() throws IOException {
    page(1, row -> outcome(row, RowEnding.CREATED, ""));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  @ExtendWith(InChinese.class)
  void in_chinese_nothing_of_it_is_english_but_what_was_given() throws IOException {
    stopReason = "服务器没有应答。";
    ended = List.of(guest("李娜", EndedGuest.State.LEFT, "之后有人修改过"));
    RowEnding[] endings = RowEnding.values();
    String page = page(endings.length, row -> outcome(row, endings[row.ref().number() - 1], ""));

    assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=\"zh-CN\">");
    assertThat(verdict(page)).startsWith("运行在结束前停止了。");
    assertThat(page)
        .contains("<p>原因：服务器没有应答。</p>")
        .contains("<p>有 1 行尚未处理。再次运行同一命令即可继续。</p>")
        .contains("李娜，139，来访至 2026-01-31 18:00:00：之后有人修改过")
        .contains("<dd>1.0 秒，每秒 %d 行</dd>".formatted(endings.length))
        .contains("另有 2 项");
    String read =
        page.replaceAll("(?s)<(style|script)>.*?</\\1>|<code[^>]*>.*?</code>|<[^>]*>", "\n");
    assertThat(read.lines().filter(line -> line.matches(".*[a-z]{2,} [a-z]{2,}.*"))).isEmpty();
  }

  @Test
  void photos_nobody_claimed_and_warnings_are_listed() throws IOException {
    String page = page(1, row -> outcome(row, RowEnding.CREATED, ""));

    assertThat(page)
        .contains("Photos that belong to no row <span class=\"count\">3</span>")
        .contains("<li>a &amp; b.jpg</li>")
        .contains("and 2 more")
        .contains("<li>line 2: odd</li>");
  }

  @Test
  void visitors_who_were_deleted_or_left_are_named() throws IOException {
    ended =
        List.of(
            guest("Ines <Prado>", EndedGuest.State.REMOVED, ""),
            guest("Otto Lindt", EndedGuest.State.LEFT, "somebody changed him since"));

    String page = page(1, row -> outcome(row, RowEnding.CREATED, ""));

    assertThat(page)
        .contains("Visitors deleted <span class=\"count\">1</span>")
        .contains("<li>Ines &lt;Prado&gt;, 139, until 2026-01-31 18:00:00</li>")
        .contains("Otto Lindt, 139, until 2026-01-31 18:00:00: somebody changed him since");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATED CREATED | 3 things could not be restored. All 2 rows are done.",
        "CREATED UPDATED | 3 things could not be restored. All 2 rows are done.",
      })
  void a_restore_that_lacks_something_is_never_said_to_be_done(String endings, String sentence)
      throws IOException {
    job = "restore";
    notRestorable =
        List.of(
            new UnrestoredItem("device", 2, "no such <serial number>"),
            new UnrestoredItem("something", 1, "because"));
    List<RowEnding> all = Stream.of(endings.split(" ")).map(RowEnding::valueOf).toList();

    String page = page(all.size(), row -> outcome(row, all.get(row.ref().number() - 1), "X"));

    assertThat(verdict(page)).isEqualTo(sentence);
    assertThat(page)
        .contains("Restore of a backup", "the things that were not restored")
        .contains("devices: 2 not restored, for: no such &lt;serial number&gt;");
  }

  /** Its photos belong to the backup, which must stay as it is, and its rows to no roster. */
  @ParameterizedTest
  @ValueSource(strings = {"restore", "resolve"})
  void rows_of_no_roster_are_not_to_be_imported(String command) throws IOException {
    job = command;
    String page =
        page(
            2,
            row ->
                outcome(
                    row,
                    row.ref().number() == 1 ? RowEnding.REJECTED_ROW : RowEnding.REJECTED_PHOTO,
                    "X"));

    assertThat(page)
        .doesNotContain("import rejected.csv", "import that file", "fix rejected rows in");
  }

  @ParameterizedTest
  @CsvSource({"en,Lab (closest existing: Labs)", "zh,Lab（原有最接近的：Labs）"})
  void what_was_there_before_is_told_in_the_language_of_the_page(String language, String said)
      throws IOException {
    Locale before = Locale.getDefault(Locale.Category.DISPLAY);
    departments = List.of("Lab (nearest before: Labs)", "Lab/(Night)");
    DisplayLanguage.speak(Locale.forLanguageTag(language));
    try {
      assertThat(page(1, row -> outcome(row, RowEnding.CREATED, "")))
          .contains(said + (language.equals("en") ? ", " : "、") + "Lab/(Night)</dd>");
    } finally {
      DisplayLanguage.speak(before);
    }
  }

  private static EndedGuest guest(String name, EndedGuest.State state, String reason) {
    return new EndedGuest("R1", 7, name, "139", "2026-01-31 18:00:00", state, reason);
  }

  private static Outcome outcome(Row row, RowEnding ending, String code) {
    return Outcome.of(row.ref(), ending, code, "because");
  }

  private static ReportPictures of(Function<PhotoLimits, byte @Nullable []> jpeg) {
    return new ReportPictures() {
      @Override
      public byte @Nullable [] ofPhoto(String path, PhotoLimits limits) {
        return jpeg.apply(limits);
      }

      @Override
      public byte @Nullable [] ofPerson(long id, PhotoLimits limits) {
        return jpeg.apply(limits);
      }
    };
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      count++;
    }
    return count;
  }

  private Path file() {
    return folder.resolve("report.html");
  }

  private String page(int rows, Function<Row, Outcome> ended) throws IOException {
    return page("name,jobNumber", rows, n -> "P" + n + ",E" + n, ended);
  }

  private String page(
      String header, int rows, IntFunction<String> line, Function<Row, Outcome> ended)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of(header));
    for (int i = 1; i <= rows; i++) {
      lines.add(line.apply(i));
    }
    RunFacts facts =
        new RunFacts(
            job,
            "R1",
            status,
            true,
            rows,
            "server:443",
            dryRun,
            Instant.parse("2026-01-31T08:00:00Z"),
            null,
            rows,
            1_000,
            departments,
            List.of(),
            this.ended,
            notRestorable,
            LeaverFacts.NONE);
    ReportPage page = new ReportPage(facts, background());
    OutcomeTally tally = new OutcomeTally();
    RunCauses causes = new RunCauses(list);
    for (Row row : Rows.ofUsers(String.join("\n", lines) + "\n")) {
      Outcome outcome = ended.apply(row);
      tally.add(outcome.ending());
      page.add(row, outcome);
      causes.add(row, outcome);
    }
    Files.deleteIfExists(file());
    ReportThumbnails thumbnails =
        ReportThumbnails.of(page.faces(), new ReportFaces(), pictures, patience);
    Advice advice = new AdviceBuilder(facts, background(), tally, causes, folder).build();
    page.write(file(), advice, tally, thumbnails, new PlannedChangesPage());
    return Files.readString(file());
  }

  private ReportContext background() {
    return new ReportContext(
        DisplayLanguage.language(),
        "Company",
        "roster.csv",
        "photos",
        stopReason,
        List.of(),
        List.of("line 2: odd"),
        List.of("a & b.jpg"),
        3,
        list,
        RowFaults.none(),
        pictures,
        patience,
        CodeExplanations.none(),
        ReportContext.Commands.none());
  }

  @Test
  void of_photos_the_worst_are_pictured_in_order_wherever_they_stand() throws IOException {
    job = "photos-check";
    pictures = of(limits -> new byte[] {1});

    String page =
        page(
            700,
            row ->
                Outcome.of(row.ref(), RowEnding.VALID, "", "")
                    .withPhoto(row.ref().number() + ".jpg")
                    .withHints("FACE_SMALL " + (row.ref().number() == 650 ? 1 : 30) + "px"));

    assertThat(count(page, "<img ")).isEqualTo(500);
    int worst = page.indexOf("P650<");
    assertThat(worst).isPositive().isLessThan(page.indexOf("P1<"));
    assertThat(page.indexOf("P1<")).isLessThan(page.indexOf("P2<"));
    assertThat(page.indexOf("P650<", worst + 1)).as("shown once").isNegative();
    assertThat(page.substring(0, worst).lastIndexOf("<img ")).isPositive();
    assertThat(page).contains("700").contains("P700<");
  }

  @Test
  void of_photos_each_is_told_by_its_own_words_and_with_all_of_them() throws IOException {
    job = "photos-check";

    String page =
        page(
            3,
            row ->
                (row.ref().number() == 3
                        ? Outcome.of(row.ref(), RowEnding.VALID, "NO_FACE", "no face here")
                        : Outcome.of(row.ref(), RowEnding.VALID, "", "it is cropped"))
                    .withPhoto(row.ref().number() + ".jpg")
                    .withHints("PICTURE_DARK 4" + row.ref().number()));

    assertThat(count(page, "it is cropped")).isEqualTo(2);
    assertThat(page).contains("bright end 41", "bright end 42", "no face here");
    assertThat(page.substring(page.indexOf("no face here"))).contains("bright end 43");
  }

  @Test
  void all_hints_of_an_import_are_noted_also_of_rows_that_need_attention() throws IOException {
    String page =
        page(
            2,
            row ->
                outcome(
                        row,
                        row.ref().number() == 1 ? RowEnding.CREATED : RowEnding.FAILED,
                        row.ref().number() == 1 ? "" : "NOT_TAKEN")
                    .withHints("PICTURE_FLAT 5" + row.ref().number()));

    assertThat(page).contains("without contrast (51", "without contrast (52");
  }
}
