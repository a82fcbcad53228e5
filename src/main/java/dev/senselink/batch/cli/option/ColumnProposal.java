package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ConsoleProgress;
import dev.senselink.batch.cli.console.StatusLineWriter;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.language.ShellWord;
import dev.senselink.batch.roster.ColumnMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What was said of the columns of such a list before: asked on a terminal, told elsewhere. */
public final class ColumnProposal {
  private ColumnProposal() {}

  /** A person has agreed: what was said before holds for this list too. */
  public static final class AgreedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String columns;

    AgreedException(String columns) {
      this.columns = columns;
    }

    /** As if it had been typed: what is printed to be run next says it then as well. */
    public int again(CommandSpec command) {
      CommandLine root = command.root().commandLine();
      List<String> words = new ArrayList<>(root.getParseResult().originalArgs());
      words.add("--columns=" + columns);
      return root.execute(words.toArray(String[]::new));
    }
  }

  /**
   * Proposes it.
   *
   * @throws AgreedException if it is to be as if it had been typed
   */
  static void make(
      CommandSpec command, ImportSettings settings, ConsoleProgress progress, Path data) {
    String said =
        new ColumnMemory(data).proposal(settings.roster(), settings.reading()).orElse(null);
    if (said == null) {
      return;
    }
    String option = ShellWord.quoted(said);
    if (!(command.commandLine().getErr() instanceof StatusLineWriter screen && screen.answers())) {
      progress.say(words("columns.before", option));
    } else if (screen.agrees(words("columns.again", option))) {
      throw new AgreedException(said);
    }
  }

  /** The same for a command that only reads; of a folder of somebody else's it takes nothing. */
  public static void offline(
      CommandSpec command,
      ImportSettings settings,
      ConsoleProgress progress,
      DataFolderOptions where) {
    Path data = where.place();
    try {
      if (DataFolderOptions.foreign(data).isPresent()) {
        return;
      }
    } catch (IOException e) {
      return;
    }
    make(command, settings, progress, data);
  }
}
