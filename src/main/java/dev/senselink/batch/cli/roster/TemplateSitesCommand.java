package dev.senselink.batch.cli.roster;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.fleet.InventoryTemplate;
import dev.senselink.batch.roster.template.RosterTemplate;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code template sites}: an empty list of a fleet's sites. */
@Command(name = "sites", mixinStandardHelpOptions = true, sortOptions = false)
final class TemplateSitesCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE")
  Path file = Path.of("sites.xlsx");

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    if (!RosterTemplate.canBeWrittenAs(file)) {
      throw new UsageException(words("template.ending", file));
    }
    try {
      InventoryTemplate.write(file);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(words("template.exists", file));
    } catch (IOException e) {
      throw new UsageException(words("template.unwritable", file));
    }
    String whole = file.toAbsolutePath().normalize().toString();
    spec.commandLine()
        .getOut()
        .println(
            output.json
                ? JsonMapper.shared().writeValueAsString(Map.of("file", whole))
                : words("template.written", whole));
    return ExitCode.DONE.number();
  }
}
