package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.check.Finding;
import dev.senselink.batch.enrol.row.References;
import org.jspecify.annotations.Nullable;

/**
 * What a row's cells mean on this server, or the first one that means nothing there.
 *
 * @param wanted all {@code null} where there is a finding
 */
public record Resolution(References wanted, @Nullable Finding finding) {
  static Resolution none(Finding finding) {
    return new Resolution(new References(null, null, null), finding);
  }
}
