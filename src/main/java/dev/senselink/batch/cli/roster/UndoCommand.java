package dev.senselink.batch.cli.roster;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ConsoleProgress;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.StatusLineWriter;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.option.NextCommandLine;
import dev.senselink.batch.cli.option.PhotoPreparationOptions;
import dev.senselink.batch.cli.option.PlanOptions;
import dev.senselink.batch.cli.option.ReportOptions;
import dev.senselink.batch.cli.option.RetentionOption;
import dev.senselink.batch.cli.option.RunEndMessage;
import dev.senselink.batch.cli.option.UndoOptions;
import dev.senselink.batch.job.FollowUpCommand;
import dev.senselink.batch.job.PlanSettings;
import dev.senselink.batch.job.ReportPlace;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.job.UndoSettings;
import dev.senselink.batch.job.undo.UndoJob;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.photo.PhotoEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code undo}: takes back what a run has done. */
@Command(name = "undo", mixinStandardHelpOptions = true, sortOptions = false)
public final class UndoCommand implements Callable<Integer> {
  /** What can be taken back, and what the run has done then. */
  enum Part {
    CREATED(EnumSet.of(Kind.CREATED)),
    UPDATED(EnumSet.of(Kind.UPDATED)),
    REVOKED(EnumSet.of(Kind.REVOKED, Kind.RETURNED)),
    DELETED(EnumSet.of(Kind.DELETED));

    private final Set<Kind> kinds;

    Part(Set<Kind> kinds) {
      this.kinds = kinds;
    }
  }

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "RUN")
  @Nullable String run;

  @Option(names = "--only", paramLabel = "created|updated|revoked|deleted", split = ",")
  List<Part> only = new ArrayList<>();

  @Option(names = "--yes")
  boolean yes;

  @Option(names = "--max-delete", paramLabel = "N", defaultValue = "50")
  int mostDeletions = 50;

  @Option(names = "--also-named-later")
  boolean alsoNamedLater;

  /** A fleet says so where another run of it has gone on with the run. */
  @Option(names = "--written-from", paramLabel = "INSTANT")
  @Nullable Instant from;

  @Option(names = "--written-before", paramLabel = "INSTANT")
  @Nullable Instant before;

  @Mixin PlanOptions plan = new PlanOptions();
  @Mixin ReportOptions report = new ReportOptions();

  @Mixin PhotoPreparationOptions preparation = new PhotoPreparationOptions();
  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin RetentionOption retention = new RetentionOption();
  @Mixin UndoOptions undo = new UndoOptions();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    retention.check(); // before anything is sent
    plan.check();
    UndoCommandSettings settings = settings(report.place(), new NextCommandLine(spec));
    PlanSettings planned = plan.settings(spec);
    var kept = undo.settings();
    boolean asks = spec.commandLine().getErr() instanceof StatusLineWriter now && now.answers();
    if (planned == null && !yes && !asks) {
      throw new UsageException(words("delete.needsYes"));
    }
    ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), output.noProgress);
    StopSwitch stop = new StopSwitch();
    StopSignals.stopInOrder(stop, spec.commandLine().getErr());
    Optional<RunEnd> end;
    try {
      var open = connection.open(progress::say).keeping(kept);
      progress.say(words("run.state", open.data().toAbsolutePath().normalize()));
      UndoJob job = new UndoJob(settings, open, preparation.engine(progress::say), progress, stop);
      end = planned == null ? job.run() : job.plan(planned);
      retention.obey(open.data(), open.zone(), progress::say);
    } finally {
      connection.close();
      progress.close();
    }
    return end.map(one -> new RunEndMessage(spec, output.json, null).say(one).number())
        .orElseGet(this::nothing);
  }

  /**
   * What is to be undone.
   *
   * @param place where the report goes
   * @param next what to run after it
   */
  UndoCommandSettings settings(ReportPlace place, FollowUpCommand next) {
    String named = run;
    if (named == null || named.isBlank()) {
      throw new UsageException(words("undo.none"));
    }
    if (mostDeletions < 0) {
      throw new UsageException(words("option.maxDelete"));
    }
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (Part part : only.isEmpty() ? List.of(Part.values()) : only) {
      kinds.addAll(part.kinds);
    }
    return new UndoCommandSettings(
        named.strip(),
        kinds,
        new UndoCommandSettings.Period(from, before),
        alsoNamedLater,
        mostDeletions,
        yes,
        preparation.limits(),
        place,
        next);
  }

  /** What of it is kept so that it can be undone itself. */
  UndoSettings kept() {
    return undo.settings();
  }

  /** What brings photos into shape. */
  PhotoEngine engine(Consumer<String> told) {
    return preparation.engine(told);
  }

  private int nothing() {
    if (output.json) {
      spec.commandLine()
          .getOut()
          .println(JsonMapper.shared().writeValueAsString(Map.of("job", "undo", "rows", 0)));
    }
    return ExitCode.DONE.number();
  }
}
