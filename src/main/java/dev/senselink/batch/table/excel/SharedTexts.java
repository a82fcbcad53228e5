package dev.senselink.batch.table.excel;

import dev.senselink.batch.disk.NumberedTextFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts that the cells of an .xlsx file name by number. The first stay in memory, up to a fixed
 * number of characters; however many more there are lie on the disk.
 */
final class SharedTexts implements Closeable {
  /** Some 4 MB. */
  static final int CHARS_IN_MEMORY = 1 << 20;

  /** What a string takes besides its characters. */
  private static final int OF_A_STRING = 32;

  private final int most;
  private final List<String> first = new ArrayList<>();
  private int room;
  private int count;
  private @Nullable NumberedTextFile more;
  private @Nullable Source source;

  SharedTexts(int charsInMemory) {
    this.most = charsInMemory;
  }

  /** Where the texts stand one after the other; null at the end. */
  interface Source extends Closeable {
    @Nullable String next() throws IOException;
  }

  /**
   * Takes texts from there once they are asked for, in order; closes it at its end or with this.
   */
  void takeFrom(Source texts) {
    source = texts;
  }

  /** Takes all that are still to come. */
  void takeAll() throws IOException {
    while (takeNext()) {
      // Each is kept.
    }
  }

  private boolean takeNext() throws IOException {
    Source from = source;
    String text = from == null ? null : from.next();
    if (text != null) {
      add(text);
    } else if (from != null) {
      from.close();
      source = null;
    }
    return text != null;
  }

  void add(String text) throws IOException {
    count++;
    room += text.length() + OF_A_STRING;
    if (more == null && room <= most) {
      first.add(text);
      return;
    }
    if (more == null) {
      more = NumberedTextFile.create();
    }
    more.add(text);
  }

  /** The text of this number from 0; null if there are not so many. */
  @Nullable String get(int number) throws IOException {
    while (number >= count && takeNext()) {
      // Until it has come.
    }
    if (number < first.size()) {
      return number < 0 ? null : first.get(number);
    }
    return more == null ? null : more.get(number - first.size());
  }

  @Override
  public void close() throws IOException {
    try (Source open = source) {
      if (more != null) {
        more.close();
      }
    }
  }
}
