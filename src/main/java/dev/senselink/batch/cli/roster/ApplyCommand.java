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
import dev.senselink.batch.job.imports.ImportJob;
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
    ImportSettings settings;
    RunEnd end;
    try {
      ConnectionSettings reached = connection.open(progress::say);
      ApplySettings applied = ApplySettings.of(plan, reached.data(), allowed, yes);
      CommandLine typed = planned(applied.header(), plan);
      RosterImport planned = typed.getCommand();
      settings =
          planned
              .settings(
                  ApplySettings.COMMAND,
                  new ImportSettings.Mode(false, false, false, planned.arguments().allowEmpty))
              .reportingTo(report.place())
              .followedBy(NextCommandLine.ofPlan(spec, typed.getCommandSpec(), plan));
      ConnectionSettings open = reached.keeping(planned.undo());
      progress.say(words("run.state", open.data().toAbsolutePath().normalize()));
      PhotoEngine engine = planned.arguments().engine(connection.where, progress::say);
      end = new ImportJob(settings, open, engine, progress, stop, applied).run();
      retention.obey(open.data(), open.zone(), progress::say);
    } finally {
      connection.close();
      progress.close();
    }
    return new RunEndMessage(spec, output.json, settings.roster()).say(end).number();
  }

  /** The import that the plan was made for, as it would have been typed. */
  private CommandLine planned(PlanHeader header, Path file) {
    List<String> words = new ArrayList<>();
    words.add(header.command().replaceFirst("^import-", ""));
    words.add(header.roster());
    words.addAll(RecordedOptions.typed(header.options(), spec));
    CommandLine line = ImportCommand.line(words);
    line.setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false);
    try {
      line.parseArgs(words.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new UsageException(words("apply.options", file, "1"));
    }
    CommandLine kind = line.getSubcommands().get(words.get(0));
    if (kind != null && kind.getCommand() instanceof RosterImport) {
      return kind;
    }
    throw new UsageException(words("apply.command", file, "1", header.command()));
  }
}
