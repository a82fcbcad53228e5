package dev.senselink.batch.check;

import static dev.senselink.batch.check.Words.words;

import dev.senselink.batch.roster.RowRef;
import org.jspecify.annotations.Nullable;

/** What becomes of rows that share an identity; who finds them keeps them where it likes. */
public final class Duplicates {
  private static final String CODE = "DUPLICATE_IN_ROSTER";

  private Duplicates() {}

  /**
   * Judges one of the rows: all are refused, for nobody knows which is right; of rows equal in
   * every cell the first goes on. Null where the row goes on.
   */
  public static @Nullable Finding finding(Identity identity, Twins twins, RowRef row) {
    if (!identity.decides() || (twins.equal() && row.number() == twins.first().number())) {
      return null;
    }
    return new Finding(CODE, null, reason(identity, twins));
  }

  /** The warning for a row that only shares a mobile; null where the identity decides. */
  public static @Nullable String warning(Identity identity, Twins twins) {
    return identity.decides() ? null : words("twins.sharedMobile", twins.told());
  }

  private static String reason(Identity identity, Twins twins) {
    if (twins.equal()) {
      return words("twins.equal", twins.first().line());
    }
    return identity.kind().equals(Identity.MOBILE_AND_NAME)
        ? words("twins.guest", twins.told())
        : words("twins.same", identity.spoken(), twins.told());
  }
}
