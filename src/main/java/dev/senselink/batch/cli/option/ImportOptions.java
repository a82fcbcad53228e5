package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.cli.console.ConsoleProgress;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.PlanSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.UndoSettings;
import dev.senselink.batch.job.imports.DryRun;
import dev.senselink.batch.job.imports.ImportJob;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.roster.ColumnMemory;
import java.time.LocalDate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where an import goes and how it begins, whomever it imports. */
public final class ImportOptions {
  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin RetentionOption retention = new RetentionOption();
  @Mixin UndoOptions undo = new UndoOptions();
  @Mixin PlanOptions plan = new PlanOptions();
  @Mixin AfterRunOptions after = new AfterRunOptions();

  @Option(names = "--dry-run")
  boolean dryRun;

  @Option(names = "--offline")
  boolean offline;

  @Option(names = "--restart")
  boolean restart;

  /**
   * Each option by itself.
   *
   * @throws UsageException if a value cannot be
   */
  public void check() {
    connection.check();
    output.check();
    retention.check();
    undo.settings();
    PlanOptions.age(plan.age);
  }

  /** What is kept so that the run can be undone. */
  public UndoSettings undo() {
    return undo.settings();
  }

  /**
   * Whether an import could begin.
   *
   * @throws UsageException if not
   */
  public void mustBeComplete() {
    mode(false);
    if (!offline) {
      connection.mustBeComplete();
    }
  }

  /** Whether to send, and how to begin. */
  public ImportSettings.Mode mode(boolean allowEmpty) {
    plan.check();
    if (offline && plan.isAsked()) {
      throw new UsageException(words("option.plan.offline"));
    }
    if (offline && !dryRun) {
      throw new UsageException(words("option.offline"));
    }
    return new ImportSettings.Mode(dryRun || plan.isAsked(), offline, restart, allowEmpty);
  }

  /**
   * Runs the import and says how it ended.
   *
   * @return what the shell is told
   */
  public int run(CommandSpec command, RosterArguments arguments, ImportSettings typed) {
    ImportSettings settings = typed.ofPart(connection.part()).on(LocalDate.now(connection.zone()));
    LogConfiguration.configure(output);
    retention.check(); // before anything is sent
    undo.settings();
    if (plan.isAsked() && settings.ended() != null) {
      throw new UsageException(words("option.plan.removeEnded"));
    }
    if (plan.isAsked() && settings.limits().rows() > 0) {
      throw new UsageException(words("option.plan.limit"));
    }
    ConsoleProgress progress =
        new ConsoleProgress(command.commandLine().getErr(), output.noProgress);
    StopSwitch stop = new StopSwitch();
    StopSignals.stopInOrder(stop, command.commandLine().getErr());
    RunEnd end;
    try {
      PhotoEngine engine = arguments.engine(connection.where, progress::say);
      end = run(command, settings, engine, progress, stop);
    } catch (ColumnProposal.AgreedException agreed) {
      return agreed.again(command);
    } catch (UsageException | UnusableSettingsException | LedgerException e) {
      arguments.mustBeReadable(settings); // a roster that cannot be read is told first
      throw e;
    } finally {
      progress.close();
    }
    return new RunEndMessage(command, output.json, settings.roster()).say(end).number();
  }

  private RunEnd run(
      CommandSpec command,
      ImportSettings typed,
      PhotoEngine engine,
      ConsoleProgress progress,
      StopSwitch stop) {
    if (offline) {
      ColumnProposal.offline(command, typed, progress, connection.where);
      return new DryRun(typed, engine, progress, stop).offline(connection.zone());
    }
    try {
      var open = connection.open(progress::say).keeping(undo.settings());
      progress.say(words("run.state", open.data().toAbsolutePath().normalize()));
      ColumnProposal.make(command, typed, progress, open.data());
      ImportSettings settings = typed.remembering(new ColumnMemory(open.data()));
      if (settings.mode().dryRun()) {
        PlanSettings planned = plan.settings(command);
        return new DryRun(settings, engine, progress, stop, planned).online(open);
      }
      RunEnd end = new ImportJob(settings, open, engine, progress, stop).run();
      retention.obey(open.data(), open.zone(), progress::say);
      return end;
    } finally {
      connection.close();
    }
  }
}
