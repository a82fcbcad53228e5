package dev.senselink.batch.directory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of several ids.
 *
 * @param done those that were worked, in their order
 * @param failed the others
 * @param stopped why the rest was not tried; null if all was
 */
public record BulkResult(List<Long> done, List<Failed> failed, @Nullable String stopped) {
  public BulkResult {
    done = List.copyOf(done);
    failed = List.copyOf(failed);
  }

  /**
   * An id that was not worked.
   *
   * @param code the server's code, or a word where it gave none
   * @param reason in a sentence, with what to do
   */
  public record Failed(long id, String code, String reason) {}

  /** Nothing of it was done. */
  public static BulkResult none() {
    return new BulkResult(List.of(), List.of(), null);
  }

  /** Notes one id after the other. */
  static final class Notes {
    private final List<Long> done = new ArrayList<>();
    private final List<Failed> failed = new ArrayList<>();
    private @Nullable String stopped;

    void done(List<Long> ids) {
      done.addAll(ids);
    }

    void failed(Failed one) {
      failed.add(one);
    }

    /** From now on nothing is tried. */
    void stop(String why) {
      stopped = why;
    }

    boolean isStopped() {
      return stopped != null;
    }

    BulkResult end() {
      return new BulkResult(done, failed, stopped);
    }
  }
}
