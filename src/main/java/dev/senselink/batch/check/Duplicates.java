package dev.senselink.batch.check;

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
    return identity.decides()
        ? null
        : "the same mobile stands on lines %s; check whose it is".formatted(twins.told());
  }

  private static String reason(Identity identity, Twins twins) {
    if (twins.equal()) {
      return "equal in every cell to line %d, which is worked. Delete this row"
          .formatted(twins.first().line());
    }
    String lines = "the same %s stands on lines %s".formatted(identity.kind(), twins.told());
    return identity.kind().equals(KeyField.MOBILE_AND_NAME.words())
        ? lines + ", and the server holds one window per guest. Keep one of them"
        : lines + ". Correct the wrong ones, or keep one of them";
  }
}
