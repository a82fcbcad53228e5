package dev.senselink.batch.job.undo;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.job.ApplySettings;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.intake.BackupSheet;
import dev.senselink.batch.job.plan.AppliedPlan;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.plan.PlanHeader;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterCopier;
import dev.senselink.batch.roster.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongFunction;

/** A plan of an undo that is being carried out. */
final class PlannedUndo extends AppliedPlan {
  /** Whoever is asked about people is told so many of their names. */
  private static final int NAMED = 10;

  /** Whoever has gone for a coffee deletes nobody. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Map<PlannedAction, Kind> UNDONE =
      Map.of(
          PlannedAction.DELETE,
          Kind.CREATED,
          PlannedAction.UPDATE,
          Kind.UPDATED,
          PlannedAction.RETURN,
          Kind.REVOKED,
          PlannedAction.REVOKE,
          Kind.RETURNED,
          PlannedAction.CREATE,
          Kind.DELETED);

  /**
   * Opens and proves it.
   *
   * @throws dev.senselink.batch.ledger.store.LedgerException if it is none of this data folder
   */
  PlannedUndo(ApplySettings asked, DataFolder data) {
    super(asked, data);
  }

  /**
   * Makes sure that the run has done nothing since that the plan does not know of: with half of it
   * undone neither its list nor its decisions can be put back.
   *
   * @return how many people the plan was made from
   * @throws SettingsMismatchException if it has, or if they are not kept any more: nothing is sent
   */
  int mustHold(UndoFindings now, DataFolder data) {
    Set<String> planned = new HashSet<>();
    int rows = 0;
    try (Roster people = BackupSheet.open(sheet(data), header().roster())) {
      for (Row row = people.next(); row != null; row = people.next()) {
        UndoRow one = new UndoRow(row);
        one.kind().ifPresent(kind -> planned.add(UndoList.mark(kind, one.person())));
        rows++;
      }
    }
    boolean sameDecisions =
        header().decisions() == PlanHeader.UNCOUNTED
            || now.counts().decisions() <= header().decisions();
    if (!planned.containsAll(now.list().marks()) || !sameDecisions) {
      throw unfit(words("undo.plan.moreDone", file(), header().roster()));
    }
    return rows;
  }

  /** The people that the plan was made from, as they were kept. */
  private Path sheet(DataFolder data) {
    return copy(data)
        .filter(kept -> RosterCopier.sha256(kept).filter(this::isFrom).isPresent())
        .orElseThrow(() -> unfit(words("undo.plan.copyGone", file())));
  }

  /** Gives a new undo the plan, and the people that it was made from. */
  void begin(DataFolder data, Path folder) {
    try {
      PrivateFiles.folder(data.temporary());
      Path temporary = PrivateFiles.temporaryBelow(data.temporary(), DataFolder.INCOMING);
      Path part = RosterCopier.copy(sheet(data), temporary).file();
      PrivateFiles.folder(folder);
      Files.move(part, folder.resolve("roster"), StandardCopyOption.ATOMIC_MOVE);
      Files.delete(temporary);
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(folder, e);
    }
    begin(folder);
  }

  /** The departments that the run has made and the plan lets go. */
  List<String> departments(RunResources open, Run target) {
    return UndoFindings.arePlacesLookedAt(open.ledger().runs(), target)
        ? List.of() // whatever is called so by now may be somebody else's
        : target.createdDepartments().stream()
            .filter(made -> header().departments().contains(PlacesUndo.path(made)))
            .toList();
  }

  /** Lets only those leaders, codes and devices be put back that it names, and as it says. */
  TiesUndo.Gate ties(LongFunction<OptionalLong> madeAnew) {
    Map<String, PlanLine> lines = new HashMap<>();
    each(
        line -> {
          if (line.row() == null) {
            lines.put(line.key(), line);
          }
        });
    return (image, from, to) -> {
      PlanLine line = lines.get(TiesPlan.key(image));
      return line != null && TiesPlan.changes(from, to).equals(TiesPlan.now(line, madeAnew))
          ? ""
          : words("undo.tie.stale", image.name());
    };
  }

  /** Whether it puts the memory of a list back. */
  boolean putsListBack() {
    return !header().lastImport().isEmpty();
  }

  /**
   * Makes sure that somebody wants people to be deleted or to lose groups.
   *
   * @throws SettingsMismatchException if nobody does: nothing is sent
   */
  void mustBeMeant(JobProgress progress) {
    Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    List<String> deleted = new ArrayList<>();
    int[] ties = new int[1];
    each(
        line -> {
          Kind kind = line.row() == null ? null : UNDONE.get(line.action());
          ties[0] += line.row() == null ? 1 : 0;
          if (kind != null) {
            counts.merge(kind, 1L, Long::sum);
          }
          if (kind == Kind.CREATED && deleted.size() < NAMED) {
            deleted.add(line.name());
          }
        });
    UndoCounts all =
        new UndoCounts(
            counts,
            0,
            false,
            0,
            Math.max(0, header().decisions()),
            header().departments().size(),
            ties[0],
            putsListBack());
    String run = header().roster();
    if (!all.isNothing()) {
      progress.say(words("undo.plan.about", run, all.inWords()));
    }
    long out = all.deletions() + all.of(Kind.RETURNED) + all.departments();
    if (out == 0 || isMeant()) {
      return;
    }
    String question =
        deleted.isEmpty()
            ? words("undo.ask", run, all.inWords())
            : words(
                "undo.plan.ask",
                run,
                all.inWords(),
                DisplayLanguage.list(deleted),
                all.deletions() - deleted.size());
    boolean yes =
        progress
            .asked(question, PATIENCE)
            .orElseThrow(() -> unfit(words("undo.plan.unasked", file(), all.inWords())));
    if (!yes) {
      throw unfit(words("plan.declined", file()));
    }
  }
}
