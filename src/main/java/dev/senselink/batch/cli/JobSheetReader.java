package dev.senselink.batch.cli;

import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.cli.console.JobMistakes;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.schedule.ServiceTimers;
import dev.senselink.batch.cli.settings.JobFileLines;
import dev.senselink.batch.console.command.JobSheet;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.imports.RosterFileFinder;
import dev.senselink.batch.roster.cell.RosterSettingsException;
import dev.senselink.batch.table.TableFileException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Reads a job file for people: what each key is for, and what would come of the whole. */
final class JobSheetReader {
  /** Whoever has it can sign as the company. */
  private static final String NOBODYS_BUSINESS = "app-key";

  /** Keys that no command has as an option; what else stands in a file may be a secret. */
  private static final Set<String> OWN = Set.of("job", "roster", "dir", "conflicts", "move");

  /** Whoever is named in an address, and what follows its host, may be a secret. */
  private static final Pattern BEHIND_HOST =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)(?:[^/\\s]*@)?([^/?#\\s@]*)\\S*");

  private final Path file;
  private final List<String> typed;
  private final Map<String, String> environment;

  /**
   * @param typed what is typed behind each job file
   */
  JobSheetReader(Path file, List<String> typed, Map<String, String> environment) {
    this.file = file;
    this.typed = typed;
    this.environment = environment;
  }

  JobSheet read() {
    List<JobFileLines.Line> lines;
    try {
      lines = JobFileLines.read(file, environment, new JobMistakes(file.toString()));
    } catch (UsageException e) {
      return unread(e);
    }
    Optional<JobKind> kind =
        lines.stream()
            .filter(line -> line.key().equals("job"))
            .flatMap(line -> JobKind.named(line.value()).stream())
            .findFirst();
    CommandSpec command = kind.map(named -> new JobCommandOptions(named).command()).orElse(null);
    String wrong = "";
    CommandSpec judged = null;
    Path backup = null;
    List<Path> inputs = List.of();
    try {
      JobDefinition job = JobDefinitionReader.read(file, typed, environment);
      backup = backup(job);
      PrintWriter nobody = new PrintWriter(Writer.nullWriter());
      judged = JobSettings.of(job, environment, nobody, nobody).command();
      inputs = isGrave(job.kind().name(), judged) ? inputs(job) : inputs;
    } catch (UsageException
        | InvalidPathException
        | TableFileException
        | SettingsMismatchException
        | RosterSettingsException
        | UnusableSettingsException e) {
      wrong = shown(e);
      for (JobFileLines.Line line : lines) {
        String value = value(line, command);
        if (line.written().length() > value.length()) {
          wrong = wrong.replace(line.written(), value.isEmpty() ? "…" : value);
        }
      }
    }
    boolean places = lines.stream().anyMatch(line -> line.key().matches("reports?"));
    return new JobSheet(
        kind.map(JobKind::name).orElse(""),
        command == null ? "" : String.join(" ", command.usageMessage().header()),
        lines.stream().map(line -> line(line, command)).toList(),
        wrong,
        judged == null || isGrave(kind.map(JobKind::name).orElse(""), judged),
        judged == null ? -1 : most(judged),
        inputs,
        ServiceTimers.isEnabled(Path.of("/"), file),
        trial(judged == null ? command : judged),
        command != null && command.findOption("--reports") != null && !places,
        backup);
  }

  private static @Nullable Path backup(JobDefinition job) {
    if (!job.kind().name().equals("export")) {
      return null;
    }
    String zip = job.options().get("encrypt-to-zip");
    return zip == null ? job.base().resolve(job.argument()).normalize() : Path.of(zip);
  }

  private static List<Path> inputs(JobDefinition job) {
    if (job.kind().hasRosters()) {
      return RosterFileFinder.of(job.base(), job.argument()).found();
    }
    Path backup = job.base().resolve(job.argument()).normalize();
    return List.of(
        Files.isDirectory(backup)
            ? BackupLayout.whole(backup).resolve(BackupLayout.MANIFEST)
            : backup);
  }

  private JobSheet unread(UsageException why) {
    return new JobSheet(
        "", "", List.of(), shown(why), true, -1, List.of(), false, List.of(), false, null);
  }

  /** Where it lies is known to whoever put it there, and nobody else's business. */
  private String shown(RuntimeException why) {
    return String.valueOf(why.getMessage())
        .replace(file.toString(), String.valueOf(file.getFileName()));
  }

  private static JobSheet.Line line(JobFileLines.Line line, @Nullable CommandSpec command) {
    OptionSpec option = command == null ? null : command.findOption("--" + line.key());
    return new JobSheet.Line(line.key(), value(line, command), option == null ? "" : help(option));
  }

  /** As it stands there, without what may be a secret. */
  private static String value(JobFileLines.Line line, @Nullable CommandSpec command) {
    OptionSpec option = command == null ? null : command.findOption("--" + line.key());
    boolean known = option != null || OWN.contains(line.key());
    boolean shown = known && !line.key().equals(NOBODYS_BUSINESS);
    return shown ? BEHIND_HOST.matcher(line.written()).replaceAll("$1$2") : "";
  }

  /** As the help page has it, without its line ends. */
  private static String help(OptionSpec option) {
    return String.join(" ", option.description())
        .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()))
        .replaceAll("%n|\\s+", " ")
        .replace("%%", "%");
  }

  private static boolean isGrave(String job, CommandSpec command) {
    return job.equals("restore")
        || Boolean.TRUE.equals(value(command, "--remove-ended"))
        || deletesLeavers(command);
  }

  private static boolean deletesLeavers(CommandSpec command) {
    return String.valueOf(value(command, "--leavers")).equalsIgnoreCase("delete");
  }

  /** Guests whose visits are over are counted by no trial: the run itself keeps to a number. */
  private static int most(CommandSpec command) {
    boolean ended = Boolean.TRUE.equals(value(command, "--remove-ended"));
    return ended && value(command, "--max-delete") instanceof Integer most ? most : -1;
  }

  private static @Nullable Object value(CommandSpec command, String option) {
    OptionSpec found = command.findOption(option);
    return found == null ? null : found.getValue();
  }

  private static List<String> trial(@Nullable CommandSpec command) {
    if (command == null) {
      return List.of();
    }
    if (deletesLeavers(command)) {
      return List.of("--plan="); // which counts them
    }
    if (command.findOption("--dry-run") != null) {
      return List.of("--dry-run=true");
    }
    return command.name().equals("restore") ? List.of("--plan=true") : List.of();
  }
}
