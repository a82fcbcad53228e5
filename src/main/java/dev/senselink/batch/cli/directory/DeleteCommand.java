package dev.senselink.batch.cli.directory;

import static dev.senselink.batch.cli.console.Words.words;

import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.Screen;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.directory.Deletion;
import dev.senselink.batch.directory.Removal;
import dev.senselink.batch.language.Speech;
import java.util.List;
import picocli.CommandLine.Option;

/** A command that deletes: asks on a terminal whether that is meant, and needs a yes elsewhere. */
abstract class DeleteCommand extends DirectoryCommand {
  private static final int NAMED = 10;

  @Option(names = "--yes")
  boolean yes;

  @Override
  void check() {
    if (!yes && !(err() instanceof Screen screen && screen.answers())) {
      throw new UsageException(words("delete.needsYes"));
    }
  }

  /** Looks up what is meant. */
  abstract Deletion prepare(Server server);

  @Override
  final ExitCode work(Server server) {
    Deletion deletion = prepare(server);
    if (!yes && !deletion.names().isEmpty() && !confirmed(deletion.names())) {
      err().println(words("delete.declined"));
      RemovalLines.print(this, "deleted", Removal.none());
      return ExitCode.DONE;
    }
    stopInOrder(server);
    return RemovalLines.print(this, "deleted", deletion.carryOut());
  }

  private boolean confirmed(List<String> names) {
    if (!(err() instanceof Screen screen)) {
      return false;
    }
    String some = Speech.list(names.subList(0, Math.min(NAMED, names.size())));
    int more = names.size() - NAMED;
    return screen.agrees(
        more > 0 ? words("delete.askMore", some, more) : words("delete.ask", some));
  }
}
