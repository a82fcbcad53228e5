package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.check.Finding;
import dev.senselink.batch.enrol.row.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * What a row's cells mean on this server, or the first one that means nothing there.
 *
 * @param wanted all {@code null} where there is a finding
 */
public record Meaning(Wanted wanted, @Nullable Finding finding) {
  static Meaning none(Finding finding) {
    return new Meaning(new Wanted(null, null, null), finding);
  }
}
