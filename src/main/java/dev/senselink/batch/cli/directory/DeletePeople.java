package dev.senselink.batch.cli.directory;

import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.cli.option.Ids;
import dev.senselink.batch.directory.Deletion;
import dev.senselink.batch.directory.People;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Deletes people of one type. */
abstract class DeletePeople extends DeleteCommand {
  private final int type;

  @Parameters(paramLabel = "ID", arity = "1..*")
  List<String> ids = new ArrayList<>();

  /**
   * @param type 1 staff, 2 visitors
   */
  DeletePeople(int type) {
    this.type = type;
  }

  @Override
  final void check() {
    Ids.of(ids);
    super.check();
  }

  @Override
  final Deletion prepare(Server server) {
    return new People(server).deletion(Ids.of(ids), type);
  }
}
