package dev.senselink.batch.cli.roster;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutcomeCountText;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.TextTable;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.LedgerOptions;
import dev.senselink.batch.fleet.report.FleetTraces;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.job.imports.EarlierRunsJob;
import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.RunsElsewhere;
import dev.senselink.batch.report.RunSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code runs}: what was run before, with its outcome. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {RunsCommand.Show.class, RunsCommand.Delete.class})
public final class RunsCommand implements Callable<Integer> {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  @Spec CommandSpec spec;
  @Mixin LedgerOptions ledger = new LedgerOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    RunIndexFile index = new RunIndexFile(ledger.folder(spec.commandLine().getErr()::println));
    if (output.json) {
      spec.commandLine().getOut().println(index.json().toPrettyString());
      return ExitCode.DONE.number();
    }
    List<RunIndexFile.Entry> entries = index.read();
    if (entries.isEmpty()) {
      spec.commandLine()
          .getOut()
          .println(words("runs.none", ledger.folder(spec.commandLine().getErr()::println)));
      return ExitCode.DONE.number();
    }
    JsonNode all = index.json();
    Path data = ledger.folder(spec.commandLine().getErr()::println);
    Map<String, RunsElsewhere.Standing> elsewhere = elsewhere(spec, entries, data);
    TextTable table =
        new TextTable(
            spec.commandLine().getOut(),
            List.of(
                words("runs.head.id"),
                words("runs.head.command"),
                words("runs.head.status"),
                words("runs.head.started"),
                words("runs.head.rows"),
                words("runs.head.undo"),
                words("runs.head.roster")));
    Collections.reverse(entries); // whoever asks mostly means the last one
    for (RunIndexFile.Entry e : entries) {
      table.row(
          List.of(
              e.id(),
              e.command(),
              status(e, data, elsewhere),
              here(e.startedAt()),
              words("runs.rows", e.rows(), counts(all, e.id())),
              here(e.undoUntil()),
              e.roster()));
    }
    table.end();
    return ExitCode.DONE.number();
  }

  private static String counts(JsonNode all, String id) {
    for (JsonNode run : all) {
      if (id.equals(run.path("id").asString(""))) {
        return OutcomeCountText.of(run.path("counts"));
      }
    }
    return words("count.none");
  }

  /** A moment by the clock on the wall. */
  private static String here(String moment) {
    return moment.isEmpty()
        ? "-"
        : SHOWN.format(Instant.parse(moment).atZone(ZoneId.systemDefault()));
  }

  private static boolean isInterrupted(RunIndexFile.Entry entry, Path data) {
    return entry.status().equals("RUNNING") && !DataFolder.isAtWork(data, entry.command());
  }

  private static String status(
      RunIndexFile.Entry entry, Path data, Map<String, RunsElsewhere.Standing> elsewhere) {
    if (!isInterrupted(entry, data)) {
      return words("runs.status." + entry.status());
    }
    RunsElsewhere.Standing there = elsewhere.get(entry.id());
    if (there == null || !there.status().equals("RUNNING")) {
      return words("runs.status." + (there == null ? "INTERRUPTED" : there.status()));
    }
    return words("runs.status." + (there.holder().isEmpty() ? "INTERRUPTED" : "ELSEWHERE"));
  }

  /** How those stand that nobody is at work on here; where nobody can tell that is said. */
  private static Map<String, RunsElsewhere.Standing> elsewhere(
      CommandSpec spec, List<RunIndexFile.Entry> entries, Path data) {
    List<String> asked =
        entries.stream()
            .filter(entry -> isInterrupted(entry, data))
            .map(RunIndexFile.Entry::id)
            .toList();
    try {
      return RunsElsewhere.of(data, asked);
    } catch (LedgerException e) {
      spec.commandLine().getErr().println(words("runs.elsewhere.unknown", e.getMessage()));
      return Map.of();
    }
  }

  /** {@code runs show}. */
  @Command(name = "show", mixinStandardHelpOptions = true, sortOptions = false)
  public static final class Show implements Callable<Integer> {
    private RunEnvironment world = RunEnvironment.real();

    @Spec CommandSpec spec;

    @Parameters(paramLabel = "ID")
    String id = "";

    @Option(names = "--report", paramLabel = "DIR")
    @Nullable Path report;

    @Mixin LedgerOptions ledger = new LedgerOptions();
    @Mixin OutputOptions output = new OutputOptions();

    Show() {}

    /** The command runs in another world, which may know how the run was typed. */
    public void in(RunEnvironment other) {
      world = other;
    }

    @Override
    public Integer call() {
      LogConfiguration.configure(output);
      if (report != null) {
        RunEnd end =
            new EarlierRunsJob(ledger.folder(spec.commandLine().getErr()::println))
                .report(id, report, EarlierImport.of(world));
        PrintWriter out = spec.commandLine().getOut();
        out.println(
            output.json
                ? RunSummary.json(end.summary()).strip()
                : words("closing.report", end.report()));
        return ExitCode.DONE.number();
      }
      RunIndexFile index = new RunIndexFile(ledger.folder(spec.commandLine().getErr()::println));
      RunIndexFile.Entry entry =
          index.read().stream().filter(e -> e.id().equals(id)).findFirst().orElse(null);
      if (entry == null) {
        throw new UsageException(
            words("runs.unknown", id, ledger.folder(spec.commandLine().getErr()::println)));
      }
      if (output.json) {
        spec.commandLine().getOut().println(index.json(id).toPrettyString());
      } else {
        print(entry, index);
      }
      return ExitCode.DONE.number();
    }

    private void print(RunIndexFile.Entry e, RunIndexFile index) {
      PrintWriter out = spec.commandLine().getOut();
      Path data = ledger.folder(spec.commandLine().getErr()::println);
      Map<String, RunsElsewhere.Standing> elsewhere = elsewhere(spec, List.of(e), data);
      out.println(words("runs.show.run", e.id(), e.command(), status(e, data, elsewhere)));
      String holder = elsewhere.getOrDefault(e.id(), new RunsElsewhere.Standing("", "")).holder();
      if (!holder.isEmpty()) {
        out.println(words("runs.show.elsewhere", holder));
      }
      out.println(words("runs.show.roster", e.roster()));
      out.println(words("runs.show.server", e.server(), e.company()));
      out.println(words("runs.show.started", here(e.startedAt())));
      out.println(words("runs.show.finished", here(e.finishedAt())));
      out.println(
          words(
              "runs.show.rows", e.rows(), OutcomeCountText.of(index.json(e.id()).path("counts"))));
      out.println(words("runs.show.report", e.report()));
      if (!e.undoUntil().isEmpty()) {
        out.println(words("runs.show.undo", here(e.undoUntil()), e.id()));
      }
    }
  }

  /** {@code runs delete}. */
  @Command(name = "delete", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Delete implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "ID")
    String id = "";

    @Option(names = "--give-up")
    boolean giveUp;

    @Mixin LedgerOptions ledger = new LedgerOptions();
    @Mixin OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
      LogConfiguration.configure(output);
      Path folder = ledger.folder(spec.commandLine().getErr()::println);
      if (!new FleetTraces(folder).delete(id)) {
        new EarlierRunsJob(folder).delete(id, giveUp);
      }
      spec.commandLine()
          .getOut()
          .println(
              output.json
                  ? JsonMapper.shared().writeValueAsString(Map.of("deleted", id))
                  : words("runs.deleted", id));
      return ExitCode.DONE.number();
    }
  }
}
