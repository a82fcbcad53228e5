package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.SharedDatabase;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A database whose clock a history moves; what a history writes in it is gone after it. */
final class BoardDatabase implements AutoCloseable {
  private final LedgerDatabase database;
  private final Path roster;

  /** What was written is not to stay. */
  private static final class UndoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Opens one in which nothing is, or only what another one needs.
   *
   * @param folder an empty one
   */
  BoardDatabase(SharedDatabase at, Path folder) {
    roster = folder.resolve("list.csv");
    try {
      Files.writeString(roster, "name\n张伟\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LedgerDatabase.open(Machine.real(), folder, at).close(); // the tables
    String name = at.url().replaceFirst(".*/", "");
    for (String sql :
        List.of(
            "CREATE OR REPLACE FUNCTION public.clock_timestamp() RETURNS TIMESTAMP WITH TIME ZONE"
                + " LANGUAGE sql AS $$ SELECT COALESCE(CAST(NULLIF(current_setting('"
                + BoardClock.HANDS
                + "', true), '') AS TIMESTAMP WITH TIME ZONE), pg_catalog.clock_timestamp()) $$",
            "ALTER DATABASE " + name + " SET search_path = public, pg_catalog")) {
      Postgres.run(at, sql);
    }
    database = LedgerDatabase.open(Machine.real(), folder, at);
  }

  /** What was wrong in the history of a seed. */
  List<String> play(long seed, List<String> told) {
    BoardHistory[] one = {null};
    undone(
        () -> {
          one[0] = new BoardHistory(database, roster, seed, told);
          one[0].play();
        });
    return one[0].wrong();
  }

  /** Does something of which nothing stays. */
  void undone(Runnable what) {
    try {
      database.inTransaction(
          () -> {
            what.run();
            throw new UndoneException();
          });
    } catch (UndoneException e) {
      return;
    }
    throw new IllegalStateException("what was to be undone has stayed");
  }

  LedgerDatabase ledger() {
    return database;
  }

  Path roster() {
    return roster;
  }

  @Override
  public void close() {
    database.close();
  }
}
