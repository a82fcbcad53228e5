package dev.senselink.batch.cli.directory;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.directory.ChangeKeeper;
import dev.senselink.batch.directory.CompanyProfile;
import dev.senselink.batch.enrol.before.DirectKeeper;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.run.DirectChange;
import java.io.PrintWriter;

/** Keeps whom a command changes, and says at the end how to take it back. */
record KeptChanges(DirectKeeper keeper) implements ChangeKeeper {
  /** A command's work on people. */
  interface Work<T> {
    T with(ChangeKeeper keeper);
  }

  /**
   * Does it; nobody is kept where that is not wanted.
   *
   * @param command the command's words joined by {@code -}
   */
  static <T> T keeping(
      ConnectionSettings connection,
      RetryingClient server,
      String command,
      PrintWriter err,
      Work<T> work) {
    if (!connection.undo().keeps()) {
      return work.with(ChangeKeeper.NOTHING);
    }
    var company = new CompanyProfile(server, connection.zone()).company().value();
    try (DirectKeeper keeper = DirectChange.keep(connection, server, company, command)) {
      try {
        return work.with(new KeptChanges(keeper));
      } finally {
        keeper.kept().ifPresent(id -> err.println(words("done.undo", id)));
      }
    }
  }

  @Override
  public boolean keeps() {
    return true;
  }

  @Override
  public void fetch(String avatarId) {
    keeper.fetch(avatarId);
  }

  @Override
  public String deletes(Person person) {
    return keeper.deletes(person);
  }

  @Override
  public void leaves(Person person, long group) {
    keeper.leaves(person, group);
  }

  @Override
  public void dropped(long person) {
    keeper.dropped(person);
  }
}
