package dev.senselink.batch.ledger;

import dev.senselink.batch.outcome.RowEnding;
import java.nio.file.Path;
import java.util.List;

/** A process that commits intents and outcomes as fast as it can, and says each once it is done. */
final class Acknowledging {
  private Acknowledging() {}

  public static void main(String[] args) {
    Books books = Books.in(args[1], Path.of(args[0]));
    System.out.println("ready");
    for (int row = 1; ; row++) {
      if (row % 2 == 0) {
        books.ledger().outcomes().store("R1", List.of(Books.outcome(row, RowEnding.CREATED)));
      } else {
        books.ledger().intents().open(Books.intent("R1", row, Intent.Call.CREATE)).join();
      }
      System.out.println(row);
    }
  }
}
