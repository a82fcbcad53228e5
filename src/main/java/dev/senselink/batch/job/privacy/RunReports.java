package dev.senselink.batch.job.privacy;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.check.NameMentions;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.report.ReportContextBuilder;
import dev.senselink.batch.job.report.RunReportWriter;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.report.ReportException;
import dev.senselink.batch.report.StoredReport;
import dev.senselink.batch.table.TableFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The reports of a run that lie where they were written, or where a later report of the same place
 * moved them: its own, those made again, and those of decisions about it.
 */
final class RunReports {
  private final LedgerDatabase database;
  private final Run run;
  private final List<PrivacyJob.Left> left;

  /**
   * @param left is told which could not be reached
   */
  RunReports(LedgerDatabase database, Run run, List<PrivacyJob.Left> left) {
    this.database = database;
    this.run = run;
    this.left = left;
  }

  /** The folders; says where one should be and is not. */
  private Set<Path> find() {
    for (String folder : folders()) {
      boolean meant = folder.equals(run.report()) || Files.exists(Path.of(folder));
      if (meant && StoredReport.findAll(Path.of(folder), run.id()).isEmpty()) {
        left.add(new PrivacyJob.Left(folder, words("privacy.left.report")));
      }
    }
    return found();
  }

  /** The folders. */
  Set<Path> found() {
    Set<Path> found = new LinkedHashSet<>();
    folders().forEach(folder -> found.addAll(StoredReport.findAll(Path.of(folder), run.id())));
    return found;
  }

  private List<String> folders() {
    return Ledger.runs(database).reportFolders(run.id());
  }

  /** Whether one of them speaks of somebody, such as by the name of a photo that no row wanted. */
  boolean speakOf(NameMentions mentions) {
    return found().stream().anyMatch(folder -> StoredReport.says(folder, mentions::in));
  }

  /**
   * Writes them anew from what is still known. What was decided about some rows stands in the run's
   * own report too, and a report of that cannot be made again: it goes.
   */
  void writeAnew(RosterInput copy) {
    for (Path folder : find()) {
      if (StoredReport.jobOf(folder).equals(run.command())) {
        write(folder, copy);
      } else {
        remove(folder);
      }
    }
  }

  private void write(Path folder, RosterInput copy) {
    try {
      RunReportWriter.write(
          run,
          folder,
          copy,
          RunReportWriter.Kept.of(database, run),
          ReportContextBuilder.ofEarlier(run, copy.displayName(), null));
    } catch (ReportException | TableFileException e) {
      left.add(new PrivacyJob.Left(folder.toString(), words("privacy.left.report")));
    }
  }

  /** Removes them. */
  void removeAll() {
    find().forEach(this::remove);
  }

  private void remove(Path folder) {
    switch (StoredReport.remove(folder, run.id())) {
      case GONE -> {}
      case OTHERS_LEFT ->
          left.add(new PrivacyJob.Left(folder.toString(), words("privacy.left.others")));
      case LEFT -> left.add(new PrivacyJob.Left(folder.toString(), words("privacy.left.report")));
    }
  }
}
