package dev.senselink.batch.cli;

import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.fleet.SiteCommands.OptionCheck;
import dev.senselink.batch.cli.option.AfterRunOptions;
import dev.senselink.batch.cli.option.JobCommand;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.roster.cell.RosterSettingsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options of the command that a job file names, and whether a value is one of theirs. */
final class JobCommandOptions implements OptionCheck {
  /** Asked of a command, not of a job. */
  private static final Set<String> NO_KEYS = Set.of("help", "help-all", "version", "-v");

  private final JobKind kind;
  private final Map<String, OptionSpec> known = new LinkedHashMap<>();

  JobCommandOptions(JobKind kind) {
    this.kind = kind;
    for (OptionSpec option : innermost(line()).getCommandSpec().options()) {
      known.put(option.longestName().replaceFirst("^--", ""), option);
    }
    known.keySet().removeAll(NO_KEYS);
  }

  /** The command itself. */
  CommandSpec command() {
    return innermost(line()).getCommandSpec();
  }

  @Override
  public List<String> names() {
    return new ArrayList<>(known.keySet());
  }

  @Override
  public boolean has(String name) {
    return known.containsKey(name);
  }

  @Override
  public boolean isSwitch(String name) {
    OptionSpec option = known.get(name);
    return option != null && option.type() == boolean.class;
  }

  @Override
  public boolean isPath(String name) {
    OptionSpec option = known.get(name);
    return option != null && option.type() == Path.class;
  }

  @Override
  public Optional<String> fault(String name, String value) {
    try {
      CommandLine line = line();
      line.parseArgs(asTyped("--" + name + "=" + value));
      CommandLine inner = innermost(line);
      if (inner.getCommand() instanceof JobCommand command) {
        command.check();
      }
      AfterRunOptions.of(inner.getCommandSpec()).ifPresent(AfterRunOptions::check);
      return Optional.empty();
    } catch (ParameterException e) {
      return Optional.of(UsageErrorMessages.of(e));
    } catch (UsageException
        | SettingsMismatchException
        | RosterSettingsException
        | UnusableSettingsException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private String[] asTyped(String option) {
    List<String> words = new ArrayList<>(kind.words());
    if (kind.argument() != null) {
      words.add("argument");
    }
    words.add(option);
    return words.toArray(String[]::new);
  }

  private CommandLine line() {
    return CommandCatalog.forArguments(kind.words().toArray(String[]::new))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private CommandLine innermost(CommandLine line) {
    CommandLine inner = line;
    for (String word : kind.words()) {
      @Nullable CommandLine next = inner.getSubcommands().get(word);
      if (next == null) {
        throw new IllegalStateException("no command " + kind.name());
      }
      inner = next;
    }
    return inner;
  }
}
