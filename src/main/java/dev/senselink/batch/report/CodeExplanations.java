package dev.senselink.batch.report;

import java.util.Optional;

/** The words for codes that the server gives; this package knows only our own. */
@FunctionalInterface
public interface CodeExplanations {
  /**
   * What a code means and what to do.
   *
   * @param meaning half a sentence; {@code remedy} likewise
   */
  record Explanation(String meaning, String remedy) {}

  /**
   * The words for a code of the server.
   *
   * @return empty for a code that is none of the server's
   */
  Optional<Explanation> of(String code);

  /** Knows no code. */
  static CodeExplanations none() {
    return code -> Optional.empty();
  }
}
