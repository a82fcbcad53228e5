package dev.senselink.batch.job.undo;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.enrol.plan.PlanRecorder;
import dev.senselink.batch.enrol.plan.PlanWords;
import dev.senselink.batch.enrol.undo.KeptPhotoFile;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.PlanSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.job.intake.BackupSheet;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.intake.RosterSettingsText;
import dev.senselink.batch.job.plan.PlanCopies;
import dev.senselink.batch.job.report.ReportContextBuilder;
import dev.senselink.batch.job.report.ReportFolderCheck;
import dev.senselink.batch.job.report.ReportPictureSource;
import dev.senselink.batch.job.report.RunReportWriter;
import dev.senselink.batch.job.report.TrialReports;
import dev.senselink.batch.job.run.RowPipeline;
import dev.senselink.batch.job.run.RunRegistry;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.OutcomeStore;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.UnrestoredItem;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.ledger.plan.PlanHeader;
import dev.senselink.batch.ledger.plan.PlanWriter;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.report.LeaverFacts;
import dev.senselink.batch.report.RunFacts;
import dev.senselink.batch.roster.RosterCopier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks what an undo would do, person by person, and writes it down as a plan: nothing is changed,
 * and there is a file only once everybody was looked at.
 */
final class UndoPlanner {
  private static final int CHUNK = 500;

  private final UndoCommandSettings settings;
  private final RunResources r;
  private final UndoTarget undone;
  private final PlanSettings plan;
  private final Instant started;
  private final String id;
  private final OutcomeTally tally = new OutcomeTally();
  private final List<UnrestoredItem> left = new ArrayList<>();

  UndoPlanner(
      UndoCommandSettings settings, RunResources resources, UndoTarget undone, PlanSettings plan) {
    this.settings = settings;
    this.r = resources;
    this.undone = undone;
    this.plan = plan;
    this.started = r.connection().machine().wall().instant();
    this.id = RunRegistry.newId(r.connection().machine(), started);
  }

  /** Does so; empty where there is nothing to undo. */
  Optional<RunEnd> run() {
    ReportFolderCheck.check(reportFolder());
    Path folder = temporary();
    try (PlanWriter writer = PlanWriter.begin(plan.file(), folder, r.database().key())) {
      UndoFindings found = UndoFindings.look(settings, r, undone);
      if (found.counts().isNothing()) {
        r.progress().say(words("undo.nothing", target().id()));
        return Optional.empty();
      }
      found.mustBeFew(settings);
      r.progress()
          .say(words("undo.about", target().id(), target().command(), found.counts().inWords()));
      found.list().write(RosterInput.of(r.data(), undone.source()), r.data().temporary(), folder);
      return Optional.of(run(found, folder, writer));
    } finally {
      remove(folder);
    }
  }

  private Run target() {
    return undone.run();
  }

  private Path temporary() {
    try {
      PrivateFiles.folder(r.data().temporary());
      return PrivateFiles.temporaryBelow(r.data().temporary(), DataFolder.INCOMING);
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(r.data().temporary(), e);
    }
  }

  private static void remove(Path folder) {
    try {
      PrivateFiles.remove(folder);
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(folder, e);
    }
  }

  private RunEnd run(UndoFindings found, Path folder, PlanWriter writer) {
    RosterInput sheet =
        new RosterInput(folder.resolve("roster"), target().id(), BackupSheet.READING, true, null);
    try (LedgerDatabase beside = LedgerDatabase.temporary(folder)) {
      OutcomeStore outcomes = Ledger.outcomes(beside);
      look(found, sheet, writer, outcomes);
      String reason = reason();
      PlanFile planned = reason == null ? finish(found, sheet, writer) : null;
      r.progress().say(words(planned == null ? "plan.none" : "plan.written", plan.file()));
      r.progress().waiting(words("waiting.report"));
      return new TrialReports(r.data().path())
          .noted(
              RunReportWriter.writeDry(
                  new RunReportWriter.Dry(
                      facts(found, reason), reportFolder(), sheet::open, null, planned),
                  outcomes,
                  ReportContextBuilder.ofUndoPlan(
                      settings,
                      target(),
                      beside(found),
                      new ReportPictureSource(
                          path -> photo(found.list(), path),
                          r.engine(),
                          settings.photoLimits(),
                          r.server()),
                      reason,
                      planned == null ? null : plan.file())));
    }
  }

  private void look(
      UndoFindings found, RosterInput sheet, PlanWriter writer, OutcomeStore outcomes) {
    PlanRecorder recorder =
        new PlanRecorder(
            new PlanWords(r.site().places(), r.ledger().sentUpdates()::hash),
            Map.of(),
            person -> null,
            writer::add);
    UndoWork work = new UndoWork(settings, r, target(), "", sheet);
    work.begin(found.list().size(), Map.of(), recorder);
    List<Outcome> chunk = new ArrayList<>();
    for (UndoWork.Phase phase : UndoWork.PHASES) {
      if (reason() == null) {
        RowPipeline rows = work.rows(phase, new BitSet(), UndoWatch.recording(recorder));
        r.stop().onStop(rows::drain);
        rows.run(outcome -> seen(outcome, rows, chunk, outcomes, found), r.data().path());
      }
    }
    outcomes.add(id, chunk);
    if (reason() == null && settings.only().contains(BeforeImage.Kind.UPDATED)) {
      ties(writer);
    }
  }

  /** What would be put back of departments and devices; whom an undo makes anew may lead one. */
  private void ties(PlanWriter writer) {
    TiesUndo ties =
        new TiesUndo(
            r,
            target(),
            "",
            (image, from, to) -> {
              writer.add(TiesPlan.line(image, from, to));
              return null;
            });
    ties.run(true);
    left.addAll(ties.left());
  }

  private void seen(
      Outcome outcome,
      RowPipeline rows,
      List<Outcome> chunk,
      OutcomeStore outcomes,
      UndoFindings found) {
    chunk.add(outcome);
    tally.add(outcome);
    if (r.server().stopCause() != null) {
      rows.drain();
    }
    if (chunk.size() == CHUNK) {
      outcomes.add(id, chunk);
      chunk.clear();
    }
    r.progress().rows(tally.sum(), found.list().size(), tally);
  }

  /** Why not everybody was looked at; {@code null} where everybody was. */
  private @Nullable String reason() {
    StopCause cause = r.server().stopCause();
    String asked = r.stop().reason();
    return asked != null ? asked : cause == null ? null : cause.words();
  }

  private PlanFile finish(UndoFindings found, RosterInput sheet, PlanWriter writer) {
    new PlanCopies(r.data().path()).keep(id, sheet.file(), started.plus(plan.age()));
    return writer.finish(
        new PlanHeader(
            id,
            UndoCommandSettings.COMMAND,
            r.connection().address(),
            r.site().company().id(),
            r.site().company().name(),
            settings.run(),
            r.database().key().hash(RosterCopier.sha256(sheet.file()).orElseThrow()),
            RosterSettingsText.write(BackupSheet.READING),
            plan.options(),
            started,
            plan.age(),
            found.departments().stream().map(PlacesUndo::path).toList(),
            List.of(),
            found.listImport(),
            found.counts().decisions()));
  }

  private RunFacts facts(UndoFindings found, @Nullable String reason) {
    boolean all = tally.sum() == found.list().size();
    Run.Status status =
        reason == null
            ? Run.Status.COMPLETED
            : r.stop().stopped() ? Run.Status.STOPPED : Run.Status.FAILED;
    Instant now = r.connection().machine().wall().instant();
    if (settings.only().contains(BeforeImage.Kind.CREATED)) {
      PlacesUndo.groups(target()).ifPresent(left::add);
    }
    return new RunFacts(
        UndoCommandSettings.COMMAND,
        id,
        status.name(),
        all,
        found.list().size(),
        r.connection().address(),
        true,
        started,
        now,
        tally.sum(),
        Duration.between(started, now).toMillis(),
        List.of(),
        List.of(),
        List.of(),
        left,
        LeaverFacts.NONE);
  }

  /** What else would be done, in whole sentences. */
  private static List<String> beside(UndoFindings found) {
    UndoCounts beside = found.counts().beside();
    return beside.isNothing() ? List.of() : List.of(words("undo.plan.beside", beside.inWords()));
  }

  /** The photo that a row would have sent. */
  private PhotoFile photo(UndoList list, String path) {
    String name =
        path.startsWith("#")
            ? list.image(Integer.parseInt(path.substring(1)))
                .map(image -> image.photo().name())
                .orElse("")
            : "";
    if (name.isEmpty()) {
      throw new NoSuchElementException(path);
    }
    return new KeptPhotoFile(r.ledger().before().photos(), name);
  }

  private Path reportFolder() {
    return settings.report().folder("undo-" + settings.run() + "-plan");
  }
}
