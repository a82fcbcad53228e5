package dev.senselink.batch.console.mend;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.mend.ProblemPage.Count;
import dev.senselink.batch.console.mend.ProblemPage.Shown;
import dev.senselink.batch.console.mend.ProblemRow.State;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.report.ReportParts;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RowCorrection;
import dev.senselink.batch.roster.corrections.CorrectionsDraft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong in a list, and what is mended, in the words of the page. */
final class MendTexts {
  /** Contents of wrong cells that a cause offers to mend at once. */
  private static final int MOST_VALUES = 20;

  private final RowJudge judge;
  private final CorrectionsDraft draft;
  private final ReportParts parts;
  private final ProblemPage.Wanted wanted;
  private final EarlierCorrections earlier;
  private final MendedPhotos photos;

  MendTexts(
      RowJudge judge,
      CorrectionsDraft draft,
      EarlierCorrections earlier,
      MendedPhotos photos,
      ReportParts parts,
      ProblemPage.Wanted wanted) {
    this.earlier = earlier;
    this.photos = photos;
    this.judge = judge;
    this.draft = draft;
    this.parts = parts;
    this.wanted = wanted;
  }

  Map<String, Object> values(ProblemPage page) throws IOException {
    Map<String, Object> values = new HashMap<>();
    values.put("causes", causes(page.causes()));
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Shown one : page.rows()) {
      rows.add(row(one));
    }
    values.put("problems", rows);
    values.put("foundText", words("mend.found", page.found()));
    long open = page.states().getOrDefault(State.OPEN, 0L);
    long mended = page.states().getOrDefault(State.MENDED, 0L);
    long out = page.states().getOrDefault(State.LEFT_OUT, 0L);
    values.put("standing", words("mend.standing", open, mended, out));
    return values;
  }

  private List<Map<String, Object>> causes(Map<Cause, Count> all) {
    Map<String, List<Map.Entry<Cause, Count>>> values = new LinkedHashMap<>();
    all.entrySet().stream()
        .filter(e -> e.getKey().at() >= 0)
        .filter(e -> e.getValue().rows() > 1 && isReached(e.getKey().at()))
        .sorted(Comparator.comparing(e -> -e.getValue().rows()))
        .forEach(e -> values.computeIfAbsent(e.getKey().code(), c -> new ArrayList<>()).add(e));
    List<Map<String, Object>> shown = new ArrayList<>();
    all.forEach(
        (cause, count) -> {
          if (cause.at() < 0) {
            shown.add(
                Map.of(
                    "id", cause.id(),
                    "title", title(cause.code()),
                    "code", cause.code(),
                    "here", wanted.cause().equals(cause.id()),
                    "count", count(count),
                    "values",
                        values.getOrDefault(cause.code(), List.of()).stream()
                            .limit(MOST_VALUES)
                            .map(e -> value(e.getKey(), e.getValue()))
                            .toList()));
          }
        });
    return shown;
  }

  private Map<String, Object> value(Cause cause, Count count) {
    return Map.of(
        "id", cause.id(),
        "header", header(cause.at()),
        "value", cause.value(),
        "here", wanted.cause().equals(cause.id()),
        "count", count(count),
        "offer", earlier.of(cause).orElse(""),
        "isOpen", count.open() > 0,
        "mend", words("mend.all", count.open()));
  }

  private static String count(Count count) {
    return words("mend.count", count.rows(), count.rows() - count.open());
  }

  /** A fault in few words; one that only the server knows is its number. */
  String title(String code) {
    if (code.equals("LEFT_OUT")) {
      return words("mend.leftOut");
    }
    String known = parts.problem(code);
    if (!known.isEmpty()) {
      return known;
    }
    return Arrays.stream(RowEnding.values())
        .filter(ending -> ending.name().equals(code))
        .findFirst()
        .map(parts::outcome)
        .orElse(code);
  }

  private boolean isReached(int at) {
    List<String> headers = judge.shape().headers();
    return at < headers.size() && draft.reaches(at, headers.get(at));
  }

  private String header(int at) {
    String header = judge.shape().headers().get(at);
    return header.isBlank() ? words("mend.column", at + 1) : header;
  }

  private Map<String, Object> row(Shown one) throws IOException {
    ProblemRow row = one.row();
    State state = row.state(one.corrected());
    List<Map<String, Object>> cells = cells(row, one.corrected());
    Map<String, Object> values = new HashMap<>();
    values.put("line", String.valueOf(row.line()));
    values.put("hash", row.rowHash());
    values.put("key", row.key());
    values.put("name", row.name());
    values.put("title", title(row.code()));
    values.put("code", row.code());
    boolean saidBelow = cells.stream().anyMatch(cell -> row.reason().equals(cell.get("why")));
    values.put("reason", row.wasLeftOut() || saidBelow ? "" : row.reason());
    values.put("style", row.outcome().toLowerCase(Locale.ROOT).replace('_', '-'));
    values.put("state", words("mend.state." + state));
    values.put("isMended", state == State.MENDED);
    values.put("isOut", state == State.LEFT_OUT);
    values.put("cells", cells);
    values.put("noCells", cells.isEmpty() && !row.wasLeftOut() && !isAboutPhoto(row));
    boolean given = one.corrected().photo() != null;
    values.put("aboutPhoto", isAboutPhoto(row) || given || wanted.line() > 0 && !row.wasLeftOut());
    values.put("given", given);
    // What it was given when it was checked was not found for it.
    boolean found = photos.original(row).isPresent();
    values.put("found", found);
    values.put("canShow", given || found);
    return values;
  }

  private static boolean isAboutPhoto(ProblemRow row) {
    return row.hint()
        || row.outcome().equals(RowEnding.REJECTED_PHOTO.name())
        || row.code().startsWith("PHOTO_");
  }

  /** The cells that are wrong or were mended; of a row that is looked at alone all of them. */
  private List<Map<String, Object>> cells(ProblemRow row, RowCorrection corrected) {
    Set<Integer> places = new TreeSet<>(row.wrong().keySet());
    corrected.cells().forEach(cell -> places.add(cell.at()));
    List<String> headers = judge.shape().headers();
    for (int at = 0; wanted.line() > 0 && at < headers.size(); at++) {
      if (!Roster.isErrorColumn(headers.get(at))) {
        places.add(at);
      }
    }
    Map<Integer, String> wrong =
        corrected.isEmpty() ? Map.of() : judge.wrong(row.line(), corrected);
    return places.stream()
        .filter(this::isReached)
        .map(at -> cell(row, corrected, at, wrong))
        .toList();
  }

  private Map<String, Object> cell(
      ProblemRow row, RowCorrection corrected, int at, Map<Integer, String> wrong) {
    String now = row.now(at, corrected);
    String from = row.cells().get(at);
    boolean mended = ProblemRow.cell(at, corrected).isPresent();
    ProblemRow.Wrong checked = row.wrong().get(at);
    boolean open = row.isStill(at, corrected);
    String why = open && checked != null ? checked.why() : wrong.getOrDefault(at, "");
    Map<String, Object> values = new HashMap<>();
    values.put("id", row.line() + "-" + at);
    values.put("at", String.valueOf(at));
    values.put("header", header(at));
    values.put("now", now);
    values.put("lines", now.lines().count() > 1);
    values.put("mended", mended);
    values.put("from", from);
    values.put("fromShown", from.isBlank() ? words("mend.blank") : from);
    values.put("why", why);
    values.put("offer", open ? earlier.of(row, at, now).orElse("") : "");
    return values;
  }
}
