package dev.senselink.batch.console.mend;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.mend.ProblemPage.Shown;
import dev.senselink.batch.console.mend.ProblemPage.Wanted;
import dev.senselink.batch.console.page.KeptSearch;
import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.console.runs.Pager;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.report.ReportParts;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.RowCorrection;
import dev.senselink.batch.roster.corrections.CorrectionsDraft;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows what is wrong in lists, and mends it. Looking is safe between threads; of those who change
 * an import one does at a time.
 */
public final class Mending {
  private static final int KEPT = 4;

  private final Companions companions;
  private final Map<Known, RowJudge> judges =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Known, RowJudge> eldest) {
          return size() > KEPT;
        }
      };

  public Mending(Machine machine) {
    this.companions = new Companions(machine);
  }

  /** A list as it lies there now. */
  private record Known(Path list, long size, FileTime at, RosterSettings reading) {}

  /**
   * What somebody asks to see.
   *
   * @param address of the page
   * @param cause the id of a cause, {@code ""} for all
   * @param search words that each row has to contain
   * @param line of the only row, 0 for all
   * @param page from 0
   */
  public record Asked(String address, String cause, KeptSearch search, long line, int page) {
    Wanted wanted() {
      return new Wanted(cause, search.words(), line);
    }

    private String more() {
      return address
          + "?cause="
          + URLEncoder.encode(cause, StandardCharsets.UTF_8)
          + "&"
          + search.parameter()
          + "page=";
    }
  }

  private synchronized RowJudge judge(MendPlace place) throws IOException {
    Known known =
        new Known(
            place.list(),
            Files.size(place.list()),
            Files.getLastModifiedTime(place.list()),
            place.look().reading());
    RowJudge judge = judges.get(known);
    if (judge == null) {
      judge = new RowJudge(place);
      judges.put(known, judge);
    }
    return judge;
  }

  /**
   * Whether a check has said anything of the rows of a list.
   *
   * @param report the folder of its report
   */
  public static boolean isChecked(Path report) {
    return Files.exists(report.resolve(MendPlace.RESULTS));
  }

  /** Values of the part that shows what is wrong. */
  public Map<String, Object> values(MendPlace place, Asked asked, String who, ReportParts parts)
      throws IOException {
    companions.sees(place.id(), who);
    RowJudge judge = judge(place);
    CorrectionsDraft draft = new CorrectionsDraft(place.corrections(), judge.shape());
    ProblemPage page;
    try (CorrectionsDraft.Reader corrections = draft.read()) {
      page =
          ProblemPage.read(
              new ProblemIndex(place), corrections, asked.wanted(), Pager.page(asked.page()));
    }
    judge.read(
        page.rows().stream()
            .filter(one -> !one.corrected().isEmpty())
            .map(Shown::row)
            .map(ProblemRow::line)
            .toList());
    EarlierCorrections earlier =
        EarlierCorrections.of(place, judge.shape(), page.rows(), page.causes().keySet());
    Map<String, Object> values =
        new HashMap<>(
            new MendTexts(judge, draft, earlier, new MendedPhotos(place), parts, asked.wanted())
                .values(page));
    values.put("hasProblems", !page.causes().isEmpty());
    values.put("sought", asked.search().words());
    values.put("causeId", asked.cause());
    values.put("isNarrow", !asked.cause().isEmpty() || asked.line() > 0);
    values.put(
        "problemPager",
        Map.of("pager", new Pager(asked.page(), page.found(), asked.more()).values()));
    return values;
  }

  /**
   * A cell that somebody changes.
   *
   * @param line of the list
   * @param hash the mark of the row as the list has it
   * @param at the cell's position
   * @param to what is to stand there
   * @param seen what stood there for whoever changes it
   */
  public record CellChange(long line, String hash, int at, String to, String seen) {}

  /** What the rules say while somebody types; {@code ""} for nothing. Nothing is changed. */
  public String judge(MendPlace place, CellChange change) throws IOException {
    ProblemRow row = find(place, change.line(), change.hash()).orElse(null);
    RowJudge judge = judge(place);
    if (row == null || !isCell(place, judge, change.at())) {
      return "";
    }
    judge.read(List.of(row.line()));
    CorrectionsDraft draft = new CorrectionsDraft(place.corrections(), judge.shape());
    RowCorrection typed = with(corrected(draft, row.line()), row, judge, change);
    return judge.wrong(row.line(), typed).getOrDefault(change.at(), "");
  }

  private static boolean isCell(MendPlace place, RowJudge judge, int at) {
    List<String> headers = judge.shape().headers();
    return at >= 0
        && at < headers.size()
        && new CorrectionsDraft(place.corrections(), judge.shape()).reaches(at, headers.get(at));
  }

  private static Optional<ProblemRow> find(MendPlace place, long line, String hash)
      throws IOException {
    ProblemIndex index = new ProblemIndex(place);
    return index.exists()
        ? index.find(line).filter(row -> row.rowHash().equals(hash))
        : Optional.empty();
  }

  private static RowCorrection corrected(CorrectionsDraft draft, long line) throws IOException {
    try (CorrectionsDraft.Reader corrections = draft.read()) {
      return corrections.of(line);
    }
  }

  private static RowCorrection with(
      RowCorrection before, ProblemRow row, RowJudge judge, CellChange change) {
    int at = change.at();
    String from = row.cells().get(at);
    return ProblemRow.same(from, change.to())
        ? before.without(at)
        : before.with(
            new RowCorrection.Cell(at, judge.shape().headers().get(at), from, change.to()));
  }

  /**
   * What has become of a change.
   *
   * @param now what is to stand in the cell
   * @param why what the rules say against it, {@code ""} for nothing
   * @param told whose change it replaces, in words, {@code ""} for nobody's
   */
  public record Changed(String now, String why, String told) {}

  /**
   * Stores what is to stand in a cell.
   *
   * @param who does
   * @return empty if the list has no such row or cell any more
   */
  public Optional<Changed> cell(MendPlace place, CellChange change, String who) throws IOException {
    ProblemRow row = find(place, change.line(), change.hash()).orElse(null);
    RowJudge judge = judge(place);
    if (row == null || !isCell(place, judge, change.at())) {
      return Optional.empty();
    }
    CorrectionsDraft draft = new CorrectionsDraft(place.corrections(), judge.shape());
    RowCorrection before = corrected(draft, row.line());
    RowCorrection after = with(before, row, judge, change);
    draft.change(
        List.of(new CorrectionsDraft.Change(row.line(), row.rowHash(), was -> after)).iterator(),
        place.beforeChange());
    String header = judge.shape().headers().get(change.at());
    Companions.Change other = companions.changes(place.id(), row.line(), change.at(), header, who);
    boolean surprise = !ProblemRow.same(row.now(change.at(), before), change.seen());
    judge.read(List.of(row.line()));
    String why = judge.wrong(row.line(), after).getOrDefault(change.at(), "");
    return Optional.of(
        new Changed(
            row.now(change.at(), after),
            why,
            other != null && surprise
                ? words("mend.overtook", other.who(), TimeText.at(other.at()))
                : ""));
  }

  /**
   * Leaves a row out, or takes it back in.
   *
   * @return false if the list has no such row any more
   */
  public boolean leaveOut(MendPlace place, long line, String hash, boolean out) throws IOException {
    ProblemRow row = find(place, line, hash).orElse(null);
    if (row == null) {
      return false;
    }
    new CorrectionsDraft(place.corrections(), judge(place).shape())
        .change(
            List.of(new CorrectionsDraft.Change(line, hash, was -> was.leftOut(out))).iterator(),
            place.beforeChange());
    return true;
  }

  /**
   * Puts the same into all cells that have the same wrong content.
   *
   * @param cause its id
   * @param who does
   * @return how many rows; 0 if there are none any more
   */
  public long cause(MendPlace place, String cause, String to, String who) throws IOException {
    ProblemIndex index = new ProblemIndex(place);
    if (!index.exists()) {
      return 0;
    }
    RowJudge judge = judge(place);
    CorrectionsDraft draft = new CorrectionsDraft(place.corrections(), judge.shape());
    try (ProblemIndex.Reader rows = index.read()) {
      CauseChanges changes =
          new CauseChanges(
              rows,
              cause,
              (row, at, was) -> {
                if (!isCell(place, judge, at)) {
                  return was;
                }
                String header = judge.shape().headers().get(at);
                companions.changes(place.id(), row.line(), at, header, who);
                return with(was, row, judge, new CellChange(row.line(), "", at, to, ""));
              });
      draft.change(changes, place.beforeChange());
      return changes.count();
    }
  }

  /**
   * What somebody who has the page open is told.
   *
   * @param others who else has it open
   * @param told what has become of their own changes meanwhile
   */
  public record News(List<String> others, List<String> told) {}

  /** That of an import. */
  public News news(String id, String who) {
    companions.sees(id, who);
    return new News(
        companions.others(id, who),
        companions.untold(id, who).stream()
            .map(one -> words("mend.overtaken", one.line(), one.header(), one.who()))
            .toList());
  }
}
