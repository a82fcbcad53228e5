package dev.senselink.batch.cli.roster;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ConsoleProgress;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.option.NextCommandLine;
import dev.senselink.batch.cli.option.PlanOptions;
import dev.senselink.batch.cli.option.RecordedOptions;
import dev.senselink.batch.cli.option.ReportOptions;
import dev.senselink.batch.cli.option.RetentionOption;
import dev.senselink.batch.cli.option.RunEndMessage;
import dev.senselink.batch.job.ApplySettings;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.job.imports.ImportJob;
import dev.senselink.batch.job.undo.UndoJob;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.ledger.plan.PlanHeader;
import dev.senselink.batch.photo.PhotoEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code apply}: carries out a plan, and nothing else. */
@Command(name = "apply", mixinStandardHelpOptions = true, sortOptions = false)
public final class ApplyCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "PLAN")
  @Nullable Path plan;

  @Option(names = "--yes")
  boolean yes;

  @Option(names = "--plan-age", paramLabel = "DURATION")
  @Nullable String age;

  @Mixin ReportOptions report = new ReportOptions();

  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin RetentionOption retention = new RetentionOption();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    retention.check(); // before anything is sent
    if (plan == null) {
      throw new UsageException(words("apply.none"));
    }
    Duration allowed = PlanOptions.age(age);
    PlanFile.header(plan); // what is no plan is told before anything else
    ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), output.noProgress);
    StopSwitch stop = new StopSwitch();
    StopSignals.stopInOrder(stop, spec.commandLine().getErr());
    try {
      ConnectionSettings reached = connection.open(progress::say);
      ApplySettings applied = ApplySettings.of(plan, reached.data(), allowed, yes);
      progress.say(words("run.state", reached.data().toAbsolutePath().normalize()));
      Applying running = new Applying(applied, reached, progress, stop);
      int code =
          applied.header().command().equals(UndoCommandSettings.COMMAND)
              ? undo(running)
              : imported(running);
      retention.obey(reached.data(), reached.zone(), progress::say);
      return code;
    } finally {
      connection.close();
      progress.close();
    }
  }

  /** All that a plan is carried out with. */
  private record Applying(
      ApplySettings plan, ConnectionSettings reached, ConsoleProgress progress, StopSwitch stop) {}

  private int imported(Applying it) {
    CommandLine typed = importOf(it.plan().header(), it.plan().file());
    RosterImport planned = typed.getCommand();
    ImportSettings settings =
        planned
            .settings(
                ApplySettings.COMMAND,
                new ImportSettings.Mode(false, false, false, planned.arguments().allowEmpty))
            .reportingTo(report.place())
            .followedBy(NextCommandLine.ofPlan(spec, typed.getCommandSpec(), it.plan().file()))
            .ofPart(connection.part());
    PhotoEngine engine = planned.arguments().engine(connection.where, it.progress()::say);
    RunEnd end =
        new ImportJob(
                settings,
                it.reached().keeping(planned.undo()),
                engine,
                it.progress(),
                it.stop(),
                it.plan())
            .run();
    return said(end, settings.roster());
  }

  private int undo(Applying it) {
    UndoCommand planned = new UndoCommand();
    parse(new CommandLine(planned), it.plan().header(), it.plan().file(), List.of());
    RunEnd end =
        new UndoJob(
                planned.settings(report.place(), new NextCommandLine(spec)),
                it.reached().keeping(planned.kept()),
                planned.engine(it.progress()::say),
                it.progress(),
                it.stop())
            .apply(it.plan());
    return said(end, null);
  }

  private int said(RunEnd end, @Nullable Path roster) {
    return new RunEndMessage(spec, output.json, roster).say(end).number();
  }

  /** The import that the plan was made for, as it would have been typed. */
  private CommandLine importOf(PlanHeader header, Path file) {
    String of = header.command().replaceFirst("^import-", "");
    CommandLine line = ImportCommand.line(List.of(of));
    parse(line, header, file, List.of(of));
    CommandLine kind = line.getSubcommands().get(of);
    if (kind != null && kind.getCommand() instanceof RosterImport) {
      return kind;
    }
    throw new UsageException(words("apply.command", file, "1", header.command()));
  }

  /** Reads what was typed for the plan. */
  private void parse(CommandLine line, PlanHeader header, Path file, List<String> before) {
    List<String> words = new ArrayList<>(before);
    words.add(header.roster());
    words.addAll(RecordedOptions.typed(header.options(), spec));
    line.setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false);
    try {
      line.parseArgs(words.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new UsageException(words("apply.options", file, "1"));
    }
  }
}
