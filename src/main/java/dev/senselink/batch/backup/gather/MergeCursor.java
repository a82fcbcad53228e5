package dev.senselink.batch.backup.gather;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Looks items up that are sorted by key, as long as nobody asks backwards. For one thread. */
public final class MergeCursor implements Closeable {
  private final KeyedRecords items;
  private @Nullable KeyedRecord ahead;

  public MergeCursor(KeyedRecords items) throws IOException {
    this.items = items;
    this.ahead = items.next();
  }

  /**
   * The item of this key; null if there is none.
   *
   * @param key not lower than the one asked for before
   */
  @Nullable
  public KeyedRecord find(long key) throws IOException {
    while (ahead != null && ahead.key() < key) {
      ahead = items.next();
    }
    return ahead != null && ahead.key() == key ? ahead : null;
  }

  @Override
  public void close() throws IOException {
    items.close();
  }
}
