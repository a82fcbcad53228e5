package dev.senselink.batch.fleet.rows;

import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.KeyedHash;
import java.nio.charset.StandardCharsets;

/**
 * What is kept of people's numbers: 48 bits of a hash under the fleet's own key, without which
 * whoever has them would find the numbers by trying all. Safe between threads.
 */
public final class KeyMarks {
  private static final int DIGITS = 12;

  private final KeyedHash hash;

  public KeyMarks(DataFolderKey key) {
    this.hash = key.hasher();
  }

  /** The mark of a number. */
  synchronized long of(PersonKey key) {
    byte[] text = key.value().getBytes(StandardCharsets.UTF_8);
    return Long.parseLong(
        hash.of(key.field().name() + "\n", text, text.length).substring(0, DIGITS), 16);
  }
}
