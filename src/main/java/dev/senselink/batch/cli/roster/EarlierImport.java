package dev.senselink.batch.cli.roster;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RunEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The import whose report is made again, as it was typed: what to type next follows from that. */
final class EarlierImport {
  private EarlierImport() {}

  /** What it was to do; {@code null} where nobody knows, or it was no import. */
  static @Nullable ImportSettings of(RunEnvironment world) {
    List<String> words = world.made();
    if (words.size() < 2 || !words.get(0).equals("import")) {
      return null;
    }
    CommandLine line = ImportCommand.line(words);
    line.setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false);
    try {
      line.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
      return of(line.getSubcommands().get(words.get(1)), words, world);
    } catch (CommandLine.ParameterException | UsageException e) {
      return null; // it leaned on what stands elsewhere, such as senselink.yml
    }
  }

  private static @Nullable ImportSettings of(
      @Nullable CommandLine kind, List<String> words, RunEnvironment world) {
    if (kind == null || !(kind.getCommand() instanceof RosterImport typed)) {
      return null;
    }
    String command = String.join("-", words.subList(0, 2));
    boolean empty = typed.arguments().allowEmpty;
    return typed
        .settings(command, new ImportSettings.Mode(false, false, false, empty))
        .ofPart(world.part());
  }
}
