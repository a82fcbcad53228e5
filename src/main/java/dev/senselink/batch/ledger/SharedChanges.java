package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.ChangeBook;
import dev.senselink.batch.ledger.before.ChangeFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.SharedDatabase;
import dev.senselink.batch.machine.Machine;
import java.nio.file.Path;

/**
 * What a command that takes no lock keeps in a database that many share: a run like any other from
 * its first person on, which any machine can undo. One thread.
 */
public final class SharedChanges implements ChangeBook {
  private final LedgerDatabase database;
  private final Ledger ledger;
  private final ChangeFolder.Command command;
  private boolean begun;
  private byte[] photo = {};

  private SharedChanges(LedgerDatabase database, ChangeFolder.Command command) {
    this.database = database;
    this.ledger = new Ledger(database, command.server(), command.company());
    this.command = command;
  }

  /**
   * Opens the database.
   *
   * @param data the data folder, whose lock others may hold
   * @throws dev.senselink.batch.ledger.store.LedgerException if it cannot be opened
   */
  public static SharedChanges begin(
      Machine machine, Path data, SharedDatabase at, ChangeFolder.Command command) {
    return new SharedChanges(LedgerDatabase.open(machine, data, at), command);
  }

  @Override
  public String put(byte[] bytes) {
    photo = bytes;
    return ledger.before().photos().put(bytes);
  }

  @Override
  public void keep(BeforeImage image) {
    if (!begun) {
      ledger.runs().save(ChangeIntake.run(command));
      ledger.before().runs().begin(command.id(), command.keepFor());
      begun = true;
    }
    ChangeIntake.keep(ledger.before(), ChangeIntake.completed(ledger, image), photo);
  }

  @Override
  public void drop(long person, BeforeImage.Kind kind) {
    ledger.before().drop(command.id(), person, kind).join();
  }

  @Override
  public boolean holdsAny() {
    return begun && !ledger.before().counts(command.id()).isEmpty();
  }

  @Override
  public void close() {
    try {
      if (begun && !holdsAny()) {
        ledger.runs().forget(command.id()); // of nobody: nothing lingers that matters
      }
      ledger.close();
    } finally {
      database.close();
    }
  }
}
