package dev.senselink.batch.enrol;

import dev.senselink.batch.check.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What a row's cells mean on this server, or the first one that means nothing there.
 *
 * @param wanted all {@code null} where there is a finding
 */
record Meaning(Wanted wanted, @Nullable Finding finding) {
  static Meaning none(Finding finding) {
    return new Meaning(new Wanted(null, null, null), finding);
  }
}
