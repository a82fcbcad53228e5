package dev.senselink.batch.console.runs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The indexes of the result files that were looked at last. Thread-safe. */
public final class ResultIndexes {
  private static final int MOST = 16;

  private final Map<Key, ResultIndex> kept = new LinkedHashMap<>(MOST, 0.75f, true);

  /** A file as it is now: one that is written anew has another index. */
  private record Key(Path file, @Nullable Object own, FileTime changed, long size) {
    static Key of(Path results) throws IOException {
      BasicFileAttributes now = Files.readAttributes(results, BasicFileAttributes.class);
      Path file = results.toAbsolutePath();
      return new Key(file, now.fileKey(), now.lastModifiedTime(), now.size());
    }
  }

  /**
   * A file and its index.
   *
   * @param file is the reader's to close
   */
  record Opened(FileChannel file, ResultIndex index) {}

  /**
   * Opens a file with its index, both of the same one though it is replaced meanwhile; two that ask
   * for a new index at the same time wait for one.
   */
  synchronized Opened open(Path results) throws IOException {
    Key before = Key.of(results);
    FileChannel file = FileChannel.open(results);
    try {
      boolean replaced = !Key.of(results).equals(before);
      return new Opened(file, replaced ? ResultIndex.of(file) : index(before, file));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private ResultIndex index(Key key, FileChannel file) throws IOException {
    ResultIndex index = kept.get(key);
    if (index == null) {
      index = ResultIndex.of(file);
      kept.keySet().removeIf(other -> other.file().equals(key.file()));
      kept.put(key, index);
      if (kept.size() > MOST) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return index;
  }
}
