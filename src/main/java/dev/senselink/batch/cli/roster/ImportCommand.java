package dev.senselink.batch.cli.roster;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.LanguageOption;
import java.util.Collection;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code import}: whom to import is its subcommand. */
@Command(name = "import", mixinStandardHelpOptions = true)
public final class ImportCommand implements Runnable {
  private static final String USERS = "users";
  private static final String GUESTS = "guests";

  @Spec CommandSpec spec;
  @Mixin LanguageOption language = new LanguageOption();

  /**
   * The command with its two. The options of one are not read where only the other is named: there
   * are some seventy, and every import would wait for both.
   *
   * @param words what is typed
   */
  public static CommandLine line(Collection<String> words) {
    boolean any = words.contains(USERS) == words.contains(GUESTS);
    CommandLine line = new CommandLine(new ImportCommand());
    line.addSubcommand(USERS, any || words.contains(USERS) ? new ImportUsersCommand() : none());
    line.addSubcommand(GUESTS, any || words.contains(GUESTS) ? new ImportGuestsCommand() : none());
    return line;
  }

  private static CommandSpec none() {
    return CommandSpec.create();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), words("say.import"));
  }
}
