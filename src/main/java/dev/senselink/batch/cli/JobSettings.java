package dev.senselink.batch.cli;

import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.AfterRunOptions;
import dev.senselink.batch.cli.option.DataFolderOptions;
import dev.senselink.batch.cli.option.JobCommand;
import dev.senselink.batch.cli.settings.ConfigurationDefaults;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.ledger.store.DataFolder;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * A job with all that environment and configuration file add to it: judged once as a whole, before
 * the first roster is touched.
 *
 * @param command the command with all its options
 * @param environment what the runs are given too
 * @param data where state is kept; {@code null} if none outlives a run
 * @param server host and port; {@code null} where no server is named
 * @param json whether the result is one JSON document
 * @param dry whether the job only tries what another would do
 * @param plans whether it writes a plan of it
 * @param limited whether a run may end in order before its last row
 * @param photos whether it is said where the photos are
 * @param output how the runs talk
 */
record JobSettings(
    CommandSpec command,
    Map<String, String> environment,
    @Nullable Path data,
    @Nullable String server,
    boolean json,
    boolean dry,
    boolean plans,
    boolean limited,
    boolean photos,
    OutputOptions output) {

  /**
   * Judges it.
   *
   * @throws UsageException if a run could not begin with these settings
   */
  static JobSettings of(
      JobDefinition job, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    String[] args =
        job.commandLine(job.argument().isEmpty() ? null : job.base().resolve("argument"));
    CommandLine line = CommandCatalog.forArguments(args).setCaseInsensitiveEnumValuesAllowed(true);
    ConfigurationDefaults settings =
        ConfigurationDefaults.read(
            args, environment, CommandCatalog::optionNames, (language, origin) -> {});
    settings.install(line);
    CommandLine inner;
    try {
      line.parseArgs(args);
      inner = innermost(line);
      if (inner.getCommand() instanceof JobCommand command) {
        command.check();
        command.mustBeComplete();
      }
      // What is weak about the files is said when the job begins.
      AfterRunOptions.of(inner.getCommandSpec()).ifPresent(after -> after.open(weakness -> {}));
    } catch (ParameterException e) {
      throw new UsageException(new ErrorOutput(out, err, false, args).wrong(e, settings));
    }
    return read(inner.getCommandSpec(), environment);
  }

  private static CommandLine innermost(CommandLine line) {
    CommandLine inner = line;
    while (inner.getParseResult().hasSubcommand()) {
      inner = inner.getParseResult().subcommand().commandSpec().commandLine();
    }
    return inner;
  }

  private static JobSettings read(CommandSpec spec, Map<String, String> environment) {
    Object server = value(spec, "--server");
    boolean sandbox = isOn(spec, "--sandbox");
    boolean plans = value(spec, "--plan") instanceof Path;
    Object limit = value(spec, "--limit");
    return new JobSettings(
        spec,
        environment,
        data(spec, sandbox),
        server == null || sandbox
            ? null
            : ConnectionSettings.address(URI.create(server.toString())),
        isOn(spec, "--json"),
        isOn(spec, "--dry-run") || plans,
        plans,
        limit instanceof Long rows && rows > 0,
        value(spec, "--photos") != null,
        output(spec));
  }

  private static OutputOptions output(CommandSpec spec) {
    OutputOptions output = new OutputOptions();
    if (value(spec, "--log-level") instanceof String level) {
      output.logLevel = level;
    }
    output.logFile = value(spec, "--log-file") instanceof Path file ? file : null;
    return output;
  }

  private static @Nullable Path data(CommandSpec spec, boolean sandbox) {
    if (spec.findOption("--data") == null || isOn(spec, "--offline")) {
      return null;
    }
    boolean typed = spec.commandLine().getParseResult().hasMatchedOption("--data");
    if (sandbox && !typed) {
      return null;
    }
    return DataFolderOptions.ofOurs(
        value(spec, "--data") instanceof Path named ? named : DataFolder.standard(System.getenv()));
  }

  private static boolean isOn(CommandSpec spec, String option) {
    return Boolean.TRUE.equals(value(spec, option));
  }

  private static @Nullable Object value(CommandSpec spec, String option) {
    OptionSpec found = spec.findOption(option);
    return found == null ? null : found.getValue();
  }
}
