package dev.senselink.batch.report;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.RowCorrection;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.html}: what a person opens in the morning.
 *
 * <p>It is told every row once and keeps those that need attention, so many and no more: the first
 * {@value #PICTURED} with pictures, {@value #AS_TEXT} more as text, of the rest the number.
 */
final class ReportPage {
  static final int PICTURED = 500;
  static final int AS_TEXT = 20_000;

  /** The page may weigh 10 MB; beside the rows there are style, script, lists and pictures. */
  private static final long MOST_BYTES = 10_000_000 - 250_000;

  /** So many of those who were created are shown with their faces. */
  static final int CREATED_SHOWN = 60;

  /** Where photos are all there is, each doubtful one is shown. */
  private static final String OF_PHOTOS = "photos-check";

  /** A group of more rows is folded until somebody opens it. */
  private static final int UNFOLDED = 8;

  private final PageTexts words;
  private final RunFacts facts;
  private final ReportContext about;
  private final List<PageRow> rows = new ArrayList<>();
  private final Map<RequiredAction, Map<String, Problem>> problems =
      new EnumMap<>(RequiredAction.class);
  private final ReportFaces faces = new ReportFaces();
  private final WorstPhotos worst = new WorstPhotos(PICTURED);
  private final List<PageRow> created = new ArrayList<>();
  private long createdCount;
  private final ChangedPhotos changed;
  private long bytes;
  private int attention;
  private int hinted;
  private long mended;
  private final List<String> mendedRows = new ArrayList<>();
  private final List<String> hints = new ArrayList<>();

  /** Rows of one kind: how many there are, and those that are shown. */
  private static final class Problem {
    private final Outcome example;
    private final List<PageRow> shown = new ArrayList<>();
    private long count;
    private double worst;

    Problem(Outcome example) {
      this.example = example;
    }
  }

  ReportPage(RunFacts facts, ReportContext about) {
    this.facts = facts;
    this.about = about;
    this.words = new PageTexts(about.locale(), facts.job());
    this.changed = new ChangedPhotos(about.pictures(), faces);
  }

  /** Notes a row, if it is one that a person has to see. */
  void add(Row row, Outcome outcome) {
    RequiredAction todo = RequiredAction.of(outcome).orElse(null);
    mended(row);
    created(row, outcome);
    changed.add(row, outcome);
    if (ofPhotos()) {
      doubt(todo, row, outcome);
      return;
    }
    if (!outcome.hints().isEmpty()) {
      hint(row, outcome);
    }
    if (todo != null) {
      add(todo, row, outcome);
    }
  }

  private boolean ofPhotos() {
    return facts.job().equals(OF_PHOTOS);
  }

  /** Where photos are all there is, the worst are shown with their pictures, not the first. */
  private void doubt(@Nullable RequiredAction todo, Row row, Outcome outcome) {
    if (todo == null && outcome.hints().isEmpty()) {
      return;
    }
    RequiredAction action = todo == null ? RequiredAction.HINT : todo;
    Outcome said =
        todo == null ? PhotoHints.asProblem(words, outcome) : PhotoHints.withHints(words, outcome);
    if (action != RequiredAction.HINT && action != RequiredAction.DOUBT) {
      add(action, row, said);
      return;
    }
    count(action, said);
    PageRow lesser = worst.add(PageRow.of(action, row, said, true));
    if (lesser != null) {
      keep(lesser.asText());
    }
  }

  private void mended(Row row) {
    RowCorrection correction = row.correction();
    if (correction == null || mended++ >= PageNotes.MOST_LISTED) {
      return;
    }
    List<String> said = new ArrayList<>();
    for (RowCorrection.Cell cell : correction.cells()) {
      said.add(words.of("note.mended.cell", cell.column(), cell.from(), cell.to()));
    }
    if (correction.photo() != null) {
      said.add(words.of("note.mended.photo", correction.photo()));
    }
    if (correction.leftOut()) {
      said.add(words.of("note.mended.leftOut"));
    }
    mendedRows.add(
        words.of(
            "note.mended.item",
            String.valueOf(row.ref().line()),
            row.text(RosterColumn.NAME),
            words.list(said)));
  }

  private void hint(Row row, Outcome outcome) {
    if (hinted++ < PageNotes.MOST_LISTED) {
      String name = row.text(RosterColumn.NAME);
      hints.add(
          words.of(
              "note.hints.item",
              String.valueOf(row.ref().line()),
              name.isEmpty() ? outcome.photo() : name,
              PhotoHints.inWords(words, outcome)));
    }
  }

  private void add(RequiredAction todo, Row row, Outcome outcome) {
    count(todo, outcome);
    if (isFull()) {
      return;
    }
    boolean pictured = todo.needsAttention() && attention++ < PICTURED;
    PageRow kept = PageRow.of(todo, row, outcome, pictured);
    keep(kept);
    if (pictured) {
      faces.addPhoto(outcome.photo());
      kept.people().forEach(person -> faces.addPerson(person.id()));
    }
  }

  private void count(RequiredAction todo, Outcome outcome) {
    Problem problem = problemOf(todo, outcome);
    problem.count++;
    problem.worst = Math.max(problem.worst, PhotoHints.severity(outcome));
  }

  private boolean isFull() {
    return rows.size() >= PICTURED + AS_TEXT || bytes >= MOST_BYTES;
  }

  private void keep(PageRow row) {
    if (!isFull()) {
      rows.add(row);
      bytes += row.bytes();
    }
  }

  private void created(Row row, Outcome outcome) {
    if (outcome.ending() != RowEnding.CREATED && outcome.ending() != RowEnding.FORCED) {
      return;
    }
    createdCount++;
    if (created.size() < CREATED_SHOWN) {
      created.add(PageRow.of(RequiredAction.LOOK, row, outcome, true));
      faces.addPhoto(outcome.photo());
    }
  }

  /** The faces that the page is to show, as far as rows were told. */
  ReportFaces faces() {
    worst.all().forEach(row -> faces.addPhoto(row.outcome().photo()));
    return faces;
  }

  /** Writes the page once all rows are told. */
  void write(
      Path file,
      Advice advice,
      OutcomeTally tally,
      ReportThumbnails thumbnails,
      PlannedChangesPage planned)
      throws IOException {
    show(MOST_BYTES - thumbnails.bytesOnPage(faces) - planned.bytes());
    Map<String, @Nullable Object> values = new HashMap<>();
    new PageHead(words, facts, about, tally, advice).put(values);
    List<Map<String, Object>> todos = todos(thumbnails, done(tally));
    values.put("todos", todos);
    values.put("hasTodos", !todos.isEmpty());
    values.put("skipTo", todos.isEmpty() ? "outcomes" : "attention");
    values.put("skipText", words.of(todos.isEmpty() ? "skip.none" : "skip"));
    values.put("changed", changed.values(words, thumbnails));
    values.put("planned", planned.values(words, thumbnails));
    values.put("created", created(thumbnails, todos.isEmpty()));
    List<Map<String, Object>> notes =
        new PageNotes(words, facts, about).mended(mendedRows, mended).all(hints, hinted);
    values.put("notes", notes);
    values.put("hasNotes", !notes.isEmpty());
    try (Writer to = Channels.newWriter(PrivateFiles.createToWrite(file), StandardCharsets.UTF_8)) {
      PageTemplate.PAGE.write(values, to);
    }
  }

  /** Shows the worst photos, then the rows in roster order, until the page is full. */
  private void show(long room) {
    long taken = 0;
    for (PageRow row : Stream.concat(worst.all().stream(), rows.stream()).toList()) {
      taken += row.bytes();
      if (taken > room) {
        return;
      }
      problemOf(row.todo(), row.outcome()).shown.add(row);
    }
  }

  private Problem problemOf(RequiredAction todo, Outcome outcome) {
    return problems
        .computeIfAbsent(todo, t -> new LinkedHashMap<>())
        .computeIfAbsent(PageTexts.code(outcome), code -> new Problem(outcome));
  }

  /** Rows that are done; -1 where nothing was to be done. */
  private long done(OutcomeTally tally) {
    return facts.dryRun() ? -1 : tally.sum() - tally.needingAttention();
  }

  private List<Map<String, Object>> todos(ReportThumbnails thumbnails, long done) {
    List<Map<String, Object>> todos = new ArrayList<>();
    for (Map.Entry<RequiredAction, Map<String, Problem>> entry : problems.entrySet()) {
      RequiredAction todo = entry.getKey();
      long count = entry.getValue().values().stream().mapToLong(p -> p.count).sum();
      todos.add(
          Map.of(
              "id", todo.id(),
              "title", words.of("todo." + todo.id()),
              "lead", words.of("todo." + todo.id() + ".lead", done),
              "shownCount", words.number(count),
              "problems",
                  entry.getValue().values().stream()
                      .sorted(Comparator.comparingDouble((Problem p) -> -p.worst))
                      .map(problem -> problem(problem, thumbnails))
                      .toList()));
    }
    return todos;
  }

  private Map<String, Object> problem(Problem problem, ReportThumbnails thumbnails) {
    CodeExplanations.Explanation said = words.problem(problem.example, about.codes());
    long left = problem.count - problem.shown.size();
    return Map.of(
        "title", said.meaning(),
        "remedy", said.remedy(),
        "code", problem.example.code(),
        "open", problem.count <= UNFOLDED || ofPhotos(),
        "shownCount", words.number(problem.count),
        "groups",
            new PageRowValues(words, thumbnails)
                .groups(WorstPhotos.sorted(problem.shown), !ofPhotos()),
        "more", left == 0 ? "" : words.of("row.more", left, file(problem.example.ending())));
  }

  /** Who was created, so that a page on which nothing is left to do shows somebody. */
  private List<Map<String, Object>> created(ReportThumbnails thumbnails, boolean open) {
    if (created.isEmpty()) {
      return List.of();
    }
    PageRowValues shown = new PageRowValues(words, thumbnails);
    long left = createdCount - created.size();
    return List.of(
        Map.of(
            "shownCount",
            words.number(createdCount),
            "open",
            open,
            "people",
            created.stream().map(shown::portrait).toList(),
            "more",
            left == 0 ? "" : words.of("moreNotes", left)));
  }

  private static String file(RowEnding ending) {
    return ending.toBeMended() ? "rejected.csv" : "results.csv";
  }
}
