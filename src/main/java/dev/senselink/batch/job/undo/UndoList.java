package dev.senselink.batch.job.undo;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.job.UndoCommandSettings.Period;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom of a run is to be put back, in the order of its rows; whom no row was about come last. */
final class UndoList {
  private static final int PORTION = 1_000;

  /**
   * Somebody.
   *
   * @param kind {@code null} where it is not known what there is to undo
   * @param why that is so, as an {@link UndoSheet} says it; {@code ""} with a kind
   */
  private record Entry(int row, @Nullable Kind kind, long person, String why) {
    int place() {
      return row == 0 ? Integer.MAX_VALUE : row;
    }
  }

  private final Ledger ledger;
  private final Run run;
  private final Period period;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private long uncertain;

  private UndoList(Ledger ledger, Run run, Period period) {
    this.ledger = ledger;
    this.run = run;
    this.period = period;
  }

  /**
   * Finds them.
   *
   * @param kinds what of the run is to be put back
   * @param period when that was written
   */
  static UndoList of(Ledger ledger, Run run, Set<Kind> kinds, Period period) {
    UndoList list = new UndoList(ledger, run, period);
    Set<Integer> rows = new HashSet<>();
    for (Kind kind : Kind.values()) {
      list.find(kind, kinds.contains(kind), rows);
    }
    if (kinds.contains(Kind.CREATED)) {
      for (Outcome outcome : ledger.outcomes().uncertain(run.id())) {
        if (!rows.contains(outcome.row())) {
          Long person = outcome.personId();
          list.entries.add(
              new Entry(outcome.row(), null, person == null ? 0 : person, UndoSheet.UNCERTAIN));
          list.uncertain++;
        }
      }
      list.unkept(List.of(RowEnding.CREATED, RowEnding.FORCED));
    }
    if (kinds.contains(Kind.UPDATED)) {
      list.unkept(List.of(RowEnding.UPDATED));
    }
    list.entries.sort(Comparator.comparingInt(Entry::place).thenComparingLong(Entry::person));
    return list;
  }

  /** Rows of a run that has kept only some of what it did; an undo has others than its rows. */
  private void unkept(List<RowEnding> endings) {
    if (!run.command().equals(UndoCommandSettings.COMMAND)) {
      ledger
          .before()
          .unkept(run.id(), endings)
          .forEach(
              (row, person) -> {
                entries.add(new Entry(row, null, person, UndoSheet.UNKEPT));
                uncertain++;
              });
    }
  }

  private void find(Kind kind, boolean wanted, Set<Integer> rows) {
    Set<Long> undone = ledger.undone().of(run.id(), kind);
    Set<Long> others =
        period.isWhole()
            ? Set.of()
            : ledger.before().writtenBeside(run.id(), kind, period.from(), period.before());
    long after = Long.MIN_VALUE;
    List<BeforeImage> some = ledger.before().page(run.id(), kind, after, PORTION);
    while (!some.isEmpty()) {
      for (BeforeImage image : some) {
        rows.add(image.row());
        if (wanted && !undone.contains(image.person()) && !others.contains(image.person())) {
          entries.add(new Entry(image.row(), kind, image.person(), ""));
          counts.merge(kind, 1L, Long::sum);
        }
        after = image.person();
      }
      some = ledger.before().page(run.id(), kind, after, PORTION);
    }
  }

  /** What is to be done with these people, and with what else. */
  UndoCounts counts(boolean alsoNamed, int decisions, int departments, int ties, boolean list) {
    Set<Long> later =
        counts.containsKey(Kind.CREATED) ? ledger.namedLater().made(run.id()) : Set.of();
    long named =
        entries.stream()
            .filter(one -> one.kind() == Kind.CREATED && later.contains(one.person()))
            .count();
    return new UndoCounts(counts, named, alsoNamed, uncertain, decisions, departments, ties, list);
  }

  int size() {
    return entries.size();
  }

  /** What was done to whom, each as one text. */
  Set<String> marks() {
    Set<String> marks = new HashSet<>();
    entries.forEach(
        one -> {
          if (one.kind() != null) {
            marks.add(mark(one.kind(), one.person()));
          }
        });
    return marks;
  }

  /** What was done to somebody, as one text. */
  static String mark(Kind kind, long person) {
    return kind + " " + person;
  }

  /** What was kept of the person of a row of the sheet; empty where nothing was. */
  Optional<BeforeImage> image(int row) {
    Entry one = entries.get(row - 1);
    return one.kind() == null
        ? Optional.empty()
        : ledger.before().of(run.id(), one.person(), one.kind());
  }

  /**
   * Writes them down for the undo.
   *
   * @param own what the run to be undone was about
   * @param below where a process that dies meanwhile leaves nothing for long
   * @param folder the undo's own
   */
  void write(RosterInput own, Path below, Path folder) {
    try {
      PrivateFiles.folder(below);
      Path temporary = PrivateFiles.temporaryBelow(below, DataFolder.INCOMING);
      Path part = temporary.resolve("roster");
      try (UndoSheet sheet = new UndoSheet(part)) {
        if (Files.exists(own.file())) {
          try (Roster rows = own.open()) {
            write(sheet, rows);
          }
        } else {
          write(sheet, null);
        }
      }
      PrivateFiles.folder(folder);
      Files.move(part, folder.resolve("roster"), StandardCopyOption.ATOMIC_MOVE);
      Files.delete(temporary);
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(folder, e);
    }
  }

  private void write(UndoSheet sheet, @Nullable Roster rows) throws IOException {
    Row row = rows == null ? null : rows.next();
    int type = run.command().endsWith("guests") ? Person.GUEST : Person.STAFF;
    for (Entry entry : entries) {
      while (rows != null && row != null && row.ref().number() < entry.place()) {
        row = rows.next();
      }
      Row its = row != null && row.ref().number() == entry.row() ? row : null;
      if (entry.kind() == null) {
        sheet.addUncertain(entry.why(), its, entry.person(), type);
      } else {
        sheet.add(ledger.before().of(run.id(), entry.person(), entry.kind()).orElseThrow(), its);
      }
    }
  }
}
