package dev.senselink.batch.console.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** The indexes of the result files that were looked at last. Thread-safe. */
public final class ResultIndexes {
  private static final int MOST = 16;

  private final Map<Key, ResultIndex> kept = new LinkedHashMap<>(MOST, 0.75f, true);

  /** A file as it is now: one that is written anew has another index. */
  private record Key(Path file, FileTime changed, long size) {}

  /** The index of a file; two that ask for a new one at the same time wait for one. */
  synchronized ResultIndex of(Path results) throws IOException {
    BasicFileAttributes now = Files.readAttributes(results, BasicFileAttributes.class);
    Key key = new Key(results.toAbsolutePath(), now.lastModifiedTime(), now.size());
    ResultIndex index = kept.get(key);
    if (index == null) {
      index = ResultIndex.of(results);
      kept.keySet().removeIf(other -> other.file().equals(key.file()));
      kept.put(key, index);
      if (kept.size() > MOST) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return index;
  }
}
