package dev.senselink.batch.cli.directory;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.option.PersonIdList;
import dev.senselink.batch.cli.option.UndoOptions;
import dev.senselink.batch.directory.ChangeKeeper;
import dev.senselink.batch.directory.PendingDeletion;
import dev.senselink.batch.directory.PeopleDirectory;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes people of one type. */
abstract class DeletePeopleCommand extends DeleteCommand {
  private final int type;

  @Parameters(paramLabel = "ID", arity = "1..*")
  List<String> ids = new ArrayList<>();

  @Mixin UndoOptions undo = new UndoOptions();

  /**
   * @param type 1 staff, 2 visitors
   */
  DeletePeopleCommand(int type) {
    this.type = type;
  }

  @Override
  final void check() {
    PersonIdList.of(ids);
    undo.settings(); // a mistake is told at once
    super.check();
  }

  @Override
  final PendingDeletion prepare(RetryingClient server, ChangeKeeper keeper) {
    return new PeopleDirectory(server).deletion(PersonIdList.of(ids), type, keeper);
  }

  @Override
  final ExitCode keeping(RetryingClient server, KeptChanges.Work<ExitCode> work) {
    return keeping(server, undo, work);
  }
}
