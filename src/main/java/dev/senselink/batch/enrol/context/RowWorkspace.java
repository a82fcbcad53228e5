package dev.senselink.batch.enrol.context;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SpellingStyle;
import dev.senselink.batch.api.client.RetryAttempts;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.photo.ReadyPhoto;
import dev.senselink.batch.enrol.row.References;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.state.RowEvent;
import dev.senselink.batch.enrol.state.RowEvent.Told;
import dev.senselink.batch.enrol.state.RowFacts;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.outcome.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a row at work has at hand: what it asks for, and what its last step brought. What is known
 * of it, as far as it decides what may follow, is in {@link RowFacts}. Belongs to one thread.
 */
public final class RowWorkspace {
  private final RowTask task;
  private final References wanted;
  private final List<Long> earlier;
  private final boolean decided;
  private RetryAttempts tries;
  private @Nullable UserFields fields;
  private @Nullable ReadyPhoto photo;
  private @Nullable String formerOf;
  private @Nullable FormerPhoto former;
  private RowTarget target = new RowTarget(0);
  private @Nullable Reply<?> last;
  private @Nullable Person answer;
  private @Nullable Outcome told;
  private @Nullable KnownPerson similar;
  private @Nullable Past past;
  private List<KnownPerson> ours = List.of();
  private List<KnownPerson> others = List.of();
  private final CanaryPermit canary = new CanaryPermit();
  private String why = "";
  private long leftAt;
  private @Nullable SpellingStyle spelling;
  private boolean meant;
  private int repairs;
  private int photosFetched;
  private Function<Person, @Nullable Outcome> guard = read -> null;

  /** Past whom a photo is forced. */
  public record Past(long id, String name) {}

  /**
   * @param earlier the ids that had the row's key before any of its requests: none of them can be
   *     whom it makes
   * @param decided whether a person has decided about the row, so that no rule decides against them
   */
  public RowWorkspace(
      RowTask task, References wanted, List<Long> earlier, boolean decided, RetryAttempts tries) {
    this.task = task;
    this.wanted = wanted;
    this.earlier = List.copyOf(earlier);
    this.decided = decided;
    this.tries = tries;
  }

  public RowTask task() {
    return task;
  }

  public References wanted() {
    return wanted;
  }

  public List<Long> earlier() {
    return earlier;
  }

  public boolean isDecided() {
    return decided;
  }

  /**
   * From now on the target is written only where this says nothing of it, as it is read just
   * before.
   */
  public void guard(Function<Person, @Nullable Outcome> unfit) {
    guard = unfit;
  }

  /** Why the target, as just read, is not to be written; {@code null} where it is. */
  public @Nullable Outcome unfit(Person read) {
    return guard.apply(read);
  }

  /** Another call begins: its tries are counted anew, and it needs an intent of its own. */
  public void beginCall(RetryAttempts counted) {
    tries = counted;
    meant = false;
    canary.leave();
  }

  public CanaryPermit canary() {
    return canary;
  }

  /**
   * A further write for the target begins; it needs an intent of its own.
   *
   * @param erased what the write before it has sent in vain, null for nothing
   */
  public void beginRepair(@Nullable UserFields erased) {
    meant = false;
    target.lost(erased, null);
  }

  /**
   * A write in a spelling that nobody has proven, which was not answered, may have erased what it
   * has sent.
   */
  public void mayHaveErased(UserFields sent) {
    target.lost(sent, target.change().stored());
  }

  public RetryAttempts tries() {
    return tries;
  }

  /** Whether the call has its intent. */
  public boolean hasIntent() {
    return meant;
  }

  /** The ledger is asked for the call's intent. */
  public void noteIntent() {
    meant = true;
  }

  /** What a create sends, the photo included. */
  public UserFields fields() {
    return Objects.requireNonNull(fields, "of a create");
  }

  public void fields(UserFields toSend) {
    fields = toSend;
  }

  @Nullable
  public ReadyPhoto photo() {
    return photo;
  }

  public void photo(@Nullable ReadyPhoto ready) {
    photo = ready;
  }

  /** What became of the photo of this id that an update replaces; {@code null} if not known yet. */
  public @Nullable FormerPhoto former(String avatar) {
    return avatar.equals(formerOf) ? former : null;
  }

  /** The photo of this id was fetched, to be kept before an update replaces it. */
  public void former(String avatar, FormerPhoto fetched) {
    formerOf = avatar;
    former = fetched;
  }

  /** Whether a write of the row, in this process or another, may have changed the target. */
  public boolean maybeWritten() {
    return target.maybeDone() || task.before().updates() > 0;
  }

  /** Counts the times that the server's own photo had to be fetched. */
  public int fetchesPhoto() {
    return ++photosFetched;
  }

  /** Whom the row updates, or has made. */
  public RowTarget target() {
    return target;
  }

  public void target(KnownPerson person) {
    target(person.id());
    target.shown(person);
  }

  public void target(long id) {
    if (target.id() != id) {
      target = new RowTarget(id);
    }
  }

  /** The last reply to a request of the row. */
  public Reply<?> last() {
    return Objects.requireNonNull(last, "a request was made");
  }

  /**
   * A request was answered, or not. One whose fate is not known keeps its intent for itself: what
   * is sent after it needs another, or a kill would leave no trace of the second.
   */
  public RowEvent heard(Reply<?> reply) {
    last = reply;
    why = reply.words();
    meant &= !(reply instanceof Reply.Unclear);
    target.heard(reply);
    return RowEvent.of(reply);
  }

  /** A question got no answer; nothing can have been done by it. */
  public RowEvent unread(Reply<?> reply) {
    last = reply;
    why = reply.words();
    return reply instanceof Reply.Halted ? new RowEvent.Halted() : new RowEvent.Unread();
  }

  /** Why it is not known what became of the row. */
  public String why() {
    return why;
  }

  public void why(String words) {
    why = words;
  }

  /** The good answer to a create; {@code null} for somebody adopted. */
  @Nullable
  public Person answer() {
    return answer;
  }

  public void answer(@Nullable Person good) {
    answer = good;
  }

  public Outcome outcome() {
    return Objects.requireNonNull(told, "an outcome was told");
  }

  public RowEvent endWith(Outcome outcome) {
    told = outcome;
    return new Told();
  }

  /** The person whom the last 30002 was about. */
  public KnownPerson similar() {
    return Objects.requireNonNull(similar, "somebody is similar");
  }

  /** The same; {@code null} where there was none. */
  @Nullable
  public KnownPerson lastSimilar() {
    return similar;
  }

  public void similar(KnownPerson person) {
    similar = person;
  }

  /** Past whom the photo was forced; {@code null} where nothing was forced, or nobody is known. */
  @Nullable
  public Past past() {
    return past;
  }

  public void past(long id, String name) {
    past = new Past(id, name);
  }

  public List<KnownPerson> ours() {
    return ours;
  }

  public List<KnownPerson> others() {
    return others;
  }

  public void seen(List<KnownPerson> made, List<KnownPerson> strangers) {
    ours = List.copyOf(made);
    others = List.copyOf(strangers);
  }

  /** A request leaves now, by the clock that never steps. */
  public void noteDeparture(long now) {
    leftAt = now;
  }

  /** When the last request left: not when it began to wait for a free slot. */
  public long leftAt() {
    return leftAt;
  }

  /** How the last update of the target spells what the manual spells in two ways. */
  public SpellingStyle spelling() {
    return Objects.requireNonNull(spelling, "of an update");
  }

  public void spelling(SpellingStyle used) {
    spelling = used;
  }

  /** More requests that could have changed the server, beside those of the drawing. */
  public void repaired(int requests) {
    repairs += requests;
  }

  public int repairs() {
    return repairs;
  }
}
