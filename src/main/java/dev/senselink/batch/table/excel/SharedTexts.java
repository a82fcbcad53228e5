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
  private @Nullable NumberedTextFile more;

  SharedTexts(int charsInMemory) {
    this.most = charsInMemory;
  }

  void add(String text) throws IOException {
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
    if (number < first.size()) {
      return number < 0 ? null : first.get(number);
    }
    return more == null ? null : more.get(number - first.size());
  }

  @Override
  public void close() throws IOException {
    if (more != null) {
      more.close();
    }
  }
}
