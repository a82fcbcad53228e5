package dev.senselink.batch.check;

import static dev.senselink.batch.check.CheckMessages.words;

import dev.senselink.batch.roster.RowReference;
import org.jspecify.annotations.Nullable;

/** What becomes of rows that share an identity; who finds them keeps them where it likes. */
public final class DuplicateRules {
  private static final String CODE = "DUPLICATE_IN_ROSTER";

  private DuplicateRules() {}

  /**
   * Judges one of the rows: all are refused, for nobody knows which is right; of rows equal in
   * every cell the first goes on. Null where the row goes on.
   */
  public static @Nullable Finding finding(
      RowIdentity identity, DuplicateGroup twins, RowReference row) {
    if (!identity.decides() || (twins.equal() && row.number() == twins.first().number())) {
      return null;
    }
    return new Finding(CODE, null, reason(identity, twins));
  }

  /** The warning for a row that only shares a mobile; null where the identity decides. */
  public static @Nullable String warning(RowIdentity identity, DuplicateGroup twins) {
    return identity.decides() ? null : words("twins.sharedMobile", twins.told());
  }

  private static String reason(RowIdentity identity, DuplicateGroup twins) {
    if (twins.equal()) {
      return words("twins.equal", twins.first().line());
    }
    return identity.kind().equals(RowIdentity.MOBILE_AND_NAME)
        ? words("twins.guest", twins.told())
        : words("twins.same", identity.spoken(), twins.told());
  }
}
