package dev.senselink.batch.cli.directory;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.StatusLineWriter;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.directory.BulkResult;
import dev.senselink.batch.directory.ChangeKeeper;
import dev.senselink.batch.directory.PendingDeletion;
import dev.senselink.batch.language.DisplayLanguage;
import java.util.List;
import picocli.CommandLine.Option;

/** A command that deletes: asks on a terminal whether that is meant, and needs a yes elsewhere. */
abstract class DeleteCommand extends DirectoryCommand {
  private static final int NAMED = 10;

  @Option(names = "--yes")
  boolean yes;

  @Override
  void check() {
    if (!yes && !(err() instanceof StatusLineWriter screen && screen.answers())) {
      throw new UsageException(words("delete.needsYes"));
    }
  }

  /**
   * Looks up what is meant.
   *
   * @param keeper keeps people before they are deleted
   */
  abstract PendingDeletion prepare(RetryingClient server, ChangeKeeper keeper);

  /** Does it so that it can be taken back, where that can be. */
  ExitCode keeping(RetryingClient server, KeptChanges.Work<ExitCode> work) {
    return work.with(ChangeKeeper.NOTHING);
  }

  @Override
  final ExitCode work(RetryingClient server) {
    return keeping(server, keeper -> delete(server, keeper));
  }

  private ExitCode delete(RetryingClient server, ChangeKeeper keeper) {
    PendingDeletion deletion = prepare(server, keeper);
    if (!yes && !deletion.names().isEmpty() && !confirmed(deletion.names())) {
      err().println(words("delete.declined"));
      BulkResultOutput.print(this, "deleted", BulkResult.none());
      return ExitCode.DONE;
    }
    stopInOrder(server);
    return BulkResultOutput.print(this, "deleted", deletion.carryOut());
  }

  private boolean confirmed(List<String> names) {
    if (!(err() instanceof StatusLineWriter screen)) {
      return false;
    }
    String some = DisplayLanguage.list(names.subList(0, Math.min(NAMED, names.size())));
    int more = names.size() - NAMED;
    return screen.agrees(
        more > 0 ? words("delete.askMore", some, more) : words("delete.ask", some));
  }
}
