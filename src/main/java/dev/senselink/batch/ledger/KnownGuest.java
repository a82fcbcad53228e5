package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.before.FormerPerson.Stay;
import dev.senselink.batch.ledger.store.SentGuestFields;
import dev.senselink.batch.outcome.KeptText;
import org.jspecify.annotations.Nullable;

/**
 * A guest whom this data folder has created or updated.
 *
 * @param person the guest's id on the server
 * @param sent what was last sent
 * @param made whether this data folder created the guest: only such guests may ever be deleted
 * @param settled whether the last write was answered; else the server may hold what was sent, or
 *     what it held before
 * @param leftSha the digest of name, mobile and remark as the last write left them
 * @param writtenAt the time of the last write as its answer told it, in a zone of its own (NOTES
 *     37); {@code ""} where it told none
 * @param listedAt the {@code update_at} under which the server first listed the guest after the
 *     last write, {@code ""} while it has not
 * @param unshown what else was sent and the server does not show
 */
public record KnownGuest(
    long person,
    SentGuestFields sent,
    boolean made,
    boolean settled,
    String leftSha,
    String writtenAt,
    String listedAt,
    Unshown unshown) {
  /**
   * What else was sent of a guest.
   *
   * @param idSealed the ID number, encrypted by the ledger's key, {@code ""} for none; {@code null}
   *     if not known
   * @param zone the time zone of the window; {@code ""} if not known
   */
  public record Unshown(@Nullable String idSealed, String zone) {
    /** A version before has kept nothing of it. */
    public static final Unshown UNKNOWN = new Unshown(null, "");
  }

  public KnownGuest {
    writtenAt = KeptText.of(writtenAt, 60);
    listedAt = KeptText.of(listedAt, 60);
  }

  /** A guest just written. */
  public static KnownGuest written(
      long person,
      SentGuestFields sent,
      boolean made,
      String leftSha,
      String writtenAt,
      Unshown unshown) {
    return new KnownGuest(person, sent, made, true, leftSha, writtenAt, "", unshown);
  }

  /** The visit as last sent; {@code null} while the last write has no answer. */
  public @Nullable Stay stay() {
    return settled ? new Stay(sent.host(), sent.from(), sent.to(), unshown.idSealed()) : null;
  }
}
