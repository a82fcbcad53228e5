package dev.senselink.batch.cli.roster;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.job.imports.TemplatePlacesJob;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.template.RosterTemplate;
import dev.senselink.batch.roster.template.TemplatePlaces;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Where an empty roster goes. */
final class TemplateOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE")
  @Nullable Path file;

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  /** The server's own departments and groups, where one is named. */
  private TemplatePlaces places(RosterKind kind, PrintWriter err) {
    if (!connection.isTyped()) {
      return TemplatePlaces.NONE;
    }
    try {
      return TemplatePlacesJob.ask(connection.open(err::println), kind, err::println);
    } finally {
      connection.close();
    }
  }

  ExitCode write(RosterKind kind, OutputOptions output, PrintWriter out, PrintWriter err) {
    Path chosen = file == null ? Path.of(kind.name().toLowerCase(Locale.ROOT) + ".xlsx") : file;
    if (!RosterTemplate.canBeWrittenAs(chosen)) {
      throw new UsageException(words("template.ending", chosen));
    }
    try {
      new RosterTemplate(kind, places(kind, err)).write(chosen);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(words("template.exists", chosen));
    } catch (IOException e) {
      throw new UsageException(words("template.unwritable", chosen));
    }
    Path whole = chosen.toAbsolutePath().normalize();
    out.println(
        output.json
            ? JsonMapper.shared().writeValueAsString(Map.of("file", whole.toString()))
            : words("template.written", whole));
    return ExitCode.DONE;
  }
}
