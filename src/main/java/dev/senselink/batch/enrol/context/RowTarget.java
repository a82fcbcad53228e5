package dev.senselink.batch.enrol.context;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.row.FieldTexts;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.LastSentStore;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom a row updates, or has made, and what is known of them. Where the row turns to somebody else
 * nothing of this holds any more, so that another person is another of these. Belongs to one
 * thread.
 */
public final class RowTarget {
  private final long id;
  private @Nullable KnownPerson shown;
  private @Nullable Remembered remembered;
  private @Nullable PendingUpdate change;
  private @Nullable UserFields lost;
  private @Nullable Person beforeLost;
  private @Nullable PendingUpdate firstUpdate;
  private boolean maybeDone;
  private boolean claimed;

  /** What was known of the last write for a person before this row wrote. */
  public record Remembered(LastSentStore.Sent last, @Nullable KnownGuest guest) {}

  RowTarget(long id) {
    this.id = id;
  }

  /** The person's id; 0 as long as there is nobody. */
  public long id() {
    return id;
  }

  /** The person as the snapshot or a look-up showed them; {@code null} if only the id is known. */
  @Nullable
  public KnownPerson shown() {
    return shown;
  }

  void shown(KnownPerson person) {
    shown = person;
  }

  /** From now on nobody else is at work on the person; whether that was so before. */
  public boolean claim() {
    boolean before = claimed;
    claimed = true;
    return before;
  }

  /** What is remembered of the person, as it was before this row wrote. */
  public Remembered remembered(SentFieldsStore memory) {
    Remembered known = remembered;
    if (known == null) {
      known = new Remembered(memory.sent(id), memory.guest(id));
      remembered = known;
    }
    return known;
  }

  /** The person as last read, with what is to be sent for them. */
  public PendingUpdate change() {
    return Objects.requireNonNull(change, "of an update that was read");
  }

  public boolean isRead() {
    return change != null;
  }

  public void change(PendingUpdate read) {
    change = read;
  }

  /**
   * Fields that a write of this row has taken from the person, as they were just read, if they are
   * blank; {@code null} for none.
   */
  @Nullable UserFields lost(Person now) {
    boolean others = // have done it
        lost != null && beforeLost != null && !FieldTexts.mayHaveTaken(lost, beforeLost, now);
    return others ? null : lost;
  }

  /** Which of them are blank now, by name. */
  public List<String> taken(Person now) {
    UserFields erased = lost(now);
    return erased == null ? List.of() : FieldTexts.taken(erased, now);
  }

  /**
   * A write has been sent in vain, or perhaps so.
   *
   * @param erased all of it; {@code null} for nothing
   * @param before the person as read before it, where nobody has answered it; else {@code null}
   */
  void lost(@Nullable UserFields erased, @Nullable Person before) {
    lost = erased;
    beforeLost = before;
  }

  /** The first update of the row that was answered, which others have mended since. */
  @Nullable PendingUpdate firstUpdate() {
    return firstUpdate;
  }

  /** An update was answered. */
  public void updated(PendingUpdate answered) {
    if (firstUpdate == null) {
      firstUpdate = answered;
    }
  }

  void heard(Reply<?> reply) {
    maybeDone |= reply instanceof Reply.Answer || reply instanceof Reply.Unclear;
  }

  /** Whether a write for the person may have been carried out. */
  public boolean maybeDone() {
    return maybeDone;
  }
}
