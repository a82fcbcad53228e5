package dev.senselink.batch.ledger.move;

import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.machine.Machine;
import java.nio.file.Path;

/** A process that dies in the middle of a move: nothing of it is cleaned up. */
public final class MoveChild {
  static final int KILLED = 137;

  private MoveChild() {}

  /** Data folder, database, files of its user and key, and the step at which it dies. */
  public static void main(String[] args) {
    LedgerPlace place =
        new LedgerPlace(args[1], Path.of(args[2]), null, Path.of(args[3]), null, false, null);
    new LedgerMove(
            Machine.real(),
            Path.of(args[0]),
            place,
            step -> {
              if (step.name().equals(args[4])) {
                Runtime.getRuntime().halt(KILLED);
              }
            })
        .run();
  }
}
