package dev.senselink.batch.enrol.decide;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.ledger.OutcomeStore;
import dev.senselink.batch.ledger.RowDecision;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.conflicts.ConflictLine;
import dev.senselink.batch.roster.conflicts.ConflictsFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A conflicts file held against the ledger: what is to be carried out, or everything that is wrong
 * with it. Nothing may be sent while {@link #mistakes} is not empty. One thread.
 */
public final class DecisionSheet {
  private final DecisionMistakes mistakes;
  private final String sha256;
  private final Map<Long, List<DecisionLine>> byLine = new LinkedHashMap<>();
  private final Map<Integer, ConflictDecision> decided = new TreeMap<>();
  private final BitSet rows = new BitSet();
  private final boolean empty;
  private String runId = "";
  private long firstLine = 1;
  private int carriedOutBefore;

  /**
   * @param file what messages call the file
   */
  public DecisionSheet(String file, ConflictsFile.Content content) {
    this.mistakes = new DecisionMistakes(file);
    this.sha256 = content.sha256();
    this.empty = content.lines().isEmpty();
    content.lines().forEach(this::add);
  }

  private void add(ConflictLine read) {
    if (runId.isEmpty()) {
      runId = read.runId();
      firstLine = read.at();
    }
    if (read.runId().isEmpty()) {
      mistakes.add(read.at(), words("sheet.runIdBlank"));
    } else if (!read.runId().equals(runId)) {
      mistakes.add(read.at(), words("sheet.otherRun", read.runId(), runId));
    }
    DecisionLine line = DecisionLine.of(read, mistakes);
    if (line != null) {
      byLine.computeIfAbsent(line.line(), number -> new ArrayList<>()).add(line);
    }
  }

  /** Whether the file has not a single line. */
  public boolean isEmpty() {
    return empty;
  }

  /** The run that the lines are of. */
  public String runId() {
    return runId;
  }

  /** Something is wrong with that run. */
  public void runIsWrong(String what) {
    mistakes.add(firstLine, what);
  }

  /** Everything that is wrong, a line each; empty where nothing is. */
  public List<String> mistakes() {
    return mistakes.lines();
  }

  /** What is to be carried out, by row. */
  public Map<Integer, ConflictDecision> decided() {
    return Map.copyOf(decided);
  }

  /** All rows of which the file speaks. */
  public BitSet rows() {
    return (BitSet) rows.clone();
  }

  /** How many decisions were carried out already, so that nothing is to be done for them. */
  public int carriedOutBefore() {
    return carriedOutBefore;
  }

  /**
   * Compares each line with its row.
   *
   * @param roster the run's own copy, from its top
   * @param outcomes the run's outcomes
   * @param made the decisions that were begun for the run, by row
   */
  public void compare(Roster roster, OutcomeStore outcomes, Map<Integer, RowDecision> made) {
    Set<DecisionLine> left = new LinkedHashSet<>();
    byLine.values().forEach(left::addAll);
    Set<Long> seen = new HashSet<>();
    for (Row row = roster.next(); row != null; row = roster.next()) {
      long at = row.ref().line();
      List<DecisionLine> lines = of(row);
      if (byLine.containsKey(at)) {
        seen.add(at);
      }
      if (!lines.isEmpty()) {
        lines.forEach(left::remove);
        rows.set(row.ref().number());
        decide(row.ref().number(), lines, outcomes, made);
      }
    }
    left.forEach(line -> strange(line, seen.contains(line.line())));
  }

  /** Of the two files of a backup each has a line of that number: the hash tells them apart. */
  private List<DecisionLine> of(Row row) {
    List<DecisionLine> lines = byLine.getOrDefault(row.ref().line(), List.of());
    return lines.isEmpty()
        ? lines
        : lines.stream().filter(line -> line.rowHash().equals(row.hash())).toList();
  }

  private void strange(DecisionLine line, boolean seen) {
    mistakes.add(
        line.at(),
        seen
            ? words("sheet.rowHash", line.line(), runId)
            : words("sheet.noRow", runId, line.line()));
  }

  private void decide(
      int row, List<DecisionLine> lines, OutcomeStore outcomes, Map<Integer, RowDecision> made) {
    DecisionLine chosen = chosen(lines);
    if (chosen == null) {
      return;
    }
    DecisionSheetRow checked =
        new DecisionSheetRow(
            chosen, outcomes.of(runId, row).orElse(null), made.get(row), sha256, mistakes);
    switch (checked.judge()) {
      case CARRIED_OUT -> carriedOutBefore++;
      case TO_DO -> decided.put(row, checked.decided());
      case WRONG -> {}
    }
  }

  /** The line that decides about the row, null if none does. */
  private @Nullable DecisionLine chosen(List<DecisionLine> lines) {
    DecisionLine skip = null;
    DecisionLine other = null;
    for (DecisionLine line : lines) {
      if (line.decision() == Decision.SKIP && skip == null) {
        skip = line;
      } else if (line.decision() != null && line.decision() != Decision.SKIP) {
        if (other != null) {
          mistakes.add(line.at(), words("sheet.twice", line.line(), other.at()));
        } else {
          other = line;
        }
      }
    }
    return other == null ? skip : other;
  }
}
