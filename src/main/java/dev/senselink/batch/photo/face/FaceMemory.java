package dev.senselink.batch.photo.face;

import dev.senselink.batch.photo.FaceFindings;
import org.jspecify.annotations.Nullable;

/**
 * What was seen in photos before, so that nobody has to look again. Safe between threads. It never
 * fails: what it cannot keep is seen anew.
 */
public interface FaceMemory {
  /** Remembers nothing. */
  FaceMemory NONE =
      new FaceMemory() {
        @Override
        public @Nullable FaceFindings find(String what) {
          return null;
        }

        @Override
        public void remember(String what, FaceFindings seen) {}
      };

  /**
   * What was seen.
   *
   * @param what content, models and limits, in a text that is the same only where all of them are
   * @return {@code null} if that is not known
   */
  @Nullable FaceFindings find(String what);

  /** Keeps what was seen; need not be waited for. */
  void remember(String what, FaceFindings seen);
}
