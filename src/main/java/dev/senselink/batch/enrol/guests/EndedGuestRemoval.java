package dev.senselink.batch.enrol.guests;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.before.BeforeKeeper;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.row.VisitClock;
import dev.senselink.batch.enrol.write.PersonDeletion;
import dev.senselink.batch.ledger.EndedGuest;
import dev.senselink.batch.ledger.EndedGuest.State;
import dev.senselink.batch.ledger.EndedGuestStore;
import dev.senselink.batch.ledger.GuestStore;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.FormerPhoto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deletes guests whose visits are over: only those whom this data folder created, whom today's
 * roster does not name and whom nobody has touched on the server since. One thread.
 *
 * <p>A delete is noted before it leaves. After a lost answer the guest is looked up: absent means
 * deleted, and only a guest who is seen to be there still is asked for once more.
 */
public final class EndedGuestRemoval {
  /** Of whom what is there cannot be kept. */
  public static final String BEFORE_UNKNOWN = "BEFORE_UNKNOWN";

  private final EnrolmentContext context;
  private final RetryingClient server;
  private final EndedGuestStore ledger;
  private final PersonDeletion deletion;
  private final Rules rules;
  private final VisitClock clock;
  private final Set<KnownGuest> otherZone = new LinkedHashSet<>();
  private final EndedGuestCandidates candidates;
  private final BeforeKeeper before;

  /**
   * Which guests go.
   *
   * @param endedFor how long ago their visit has to have ended
   * @param most delete no more of them in one run
   * @param acceptZone whether the visits sent before are in the time zone that is said now
   */
  public record Rules(Duration endedFor, int most, boolean acceptZone) {}

  public EndedGuestRemoval(EnrolmentContext context, VisitClock clock, Rules rules) {
    this.context = context;
    this.server = context.server();
    this.ledger = context.ledger().endedGuests();
    this.deletion = new PersonDeletion(context);
    this.rules = rules;
    this.before = new BeforeKeeper(context);
    this.clock = clock;
    this.candidates = new EndedGuestCandidates(context, ended());
  }

  private List<KnownGuest> ended() {
    GuestStore guests = context.ledger().guests();
    if (rules.acceptZone()) {
      guests.sentIn(clock.zone());
    }
    List<KnownGuest> ended = new ArrayList<>();
    for (KnownGuest guest : guests.endedBefore(clock.latestAgo(rules.endedFor()))) {
      String to = guest.sent().to();
      String zone = guest.unshown().zone();
      if (clock.isOverByAnotherZone(to, zone, rules.endedFor())) {
        otherZone.add(guest);
      } else if (clock.isOver(to, zone, rules.endedFor())) {
        ended.add(guest);
      }
    }
    ended.addAll(otherZone);
    return ended;
  }

  /** Who may go, as long as today's roster does not name them. */
  public EndedGuestCandidates candidates() {
    return candidates;
  }

  /** Deletes them, oldest first; ends early when the run stops. */
  public void remove() {
    ledger.forgetLeft(context.run());
    Optional<KnownGuest> unclear =
        candidates.all().stream().filter(otherZone::contains).findFirst();
    if (unclear.isPresent()) {
      String zone = unclear.get().unshown().zone();
      candidates.all().forEach(guest -> leaveByZone(guest, zone));
      return;
    }
    candidates.learnConflicts();
    int removed = ledger.removed(context.run());
    for (KnownGuest guest : candidates.all()) {
      if (server.stopCause() != null) {
        return;
      }
      Optional<KnownPerson> listed =
          context.look().asksEach()
              ? asked(guest)
              : shown(guest, context.ledger().known().byId(guest.person()).orElse(null));
      if (listed.isEmpty() || candidates.isNamed(listed.get())) {
        continue;
      }
      if (removed >= rules.most()) {
        String later = words("ended.most", rules.most());
        note(told(guest, listed.get(), State.LEFT, later));
      } else if (mayGo(guest, listed.get()) && removed(guest, listed.get())) {
        removed++;
      }
    }
  }

  private void leaveByZone(KnownGuest guest, String zone) {
    KnownPerson shown = context.ledger().known().byId(guest.person()).orElse(null);
    String why = words("ended.zoneChanged", zone, clock.zone());
    note(told(guest, shown, State.LEFT, EndedGuest.ZONE_CHANGED + ": " + why));
  }

  /** A guest who is gone from the server is forgotten. */
  private Optional<KnownPerson> shown(KnownGuest guest, @Nullable KnownPerson found) {
    if (found == null) {
      context.ledger().guests().forget(guest.person());
    }
    return Optional.ofNullable(found);
  }

  private Optional<KnownPerson> asked(KnownGuest guest) {
    Reply<List<Person>> read = server.ask(ListUsers.byId(guest.person()));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      String why = words("ended.notShown", read.words());
      note(told(guest, null, State.LEFT, why));
      return Optional.empty();
    }
    List<Person> found = answer.value();
    return shown(guest, found.isEmpty() ? null : ServerPersonMapper.known(found.get(0), null));
  }

  private boolean mayGo(KnownGuest guest, KnownPerson now) {
    String brake = candidates.reasonToKeep(guest, now);
    if (!brake.isEmpty()) {
      note(told(guest, now, State.LEFT, brake));
    }
    return brake.isEmpty();
  }

  /** Looks once more just before, and deletes; false if the guest is left. */
  private boolean removed(KnownGuest guest, KnownPerson listed) {
    FormerPhoto photo = before.photo(listed.avatarId());
    EndedGuest[] meant = {told(guest, listed, State.MEANT, "")}; // as last read
    PersonDeletion.Result result =
        deletion.delete(
            Person.GUEST, guest.person(), read -> isStillOver(guest, read, photo, meant));
    return switch (result.fate()) {
      case GONE -> gone(meant[0]);
      case HELD -> false;
      case REFUSED -> left(meant[0], result, result.why());
      case NOT_DONE ->
          left(
              meant[0],
              result,
              words(result.sent() == 0 ? "ended.notShown" : "ended.notDeleted", result.why()));
      case IGNORED -> {
        String what = words("odd.deleteLeft", guest.person());
        context.stop().accept(words("odd", what));
        yield left(meant[0], result, what);
      }
      case UNKNOWN -> {
        note(meant[0].in(State.MEANT, words("ended.unknown")));
        yield false; // open: the next run looks before anything else
      }
    };
  }

  /** Whether a guest may go as they were just read; then all of them is on the disk. */
  private boolean isStillOver(
      KnownGuest guest, @Nullable Person read, FormerPhoto photo, EndedGuest[] meant) {
    Optional<KnownPerson> now =
        shown(guest, read == null ? null : ServerPersonMapper.known(read, null));
    if (read == null || now.isEmpty() || candidates.isNamed(now.get())) {
      return false;
    }
    if (!mayGo(guest, now.get())) {
      return false;
    }
    if (isMoved(guest, read)) {
      String moved = words("ended.edited", words("guest.edited.groups"));
      note(told(guest, now.get(), State.LEFT, moved));
      return false;
    }
    String why =
        before.keeps() && isNumberUnknown(guest, read)
            ? words("ended.noIdNumber")
            : before.delete(read, guest, photo);
    if (!why.isEmpty()) {
      note(told(guest, now.get(), State.LEFT, BEFORE_UNKNOWN + ": " + why));
      return false;
    }
    meant[0] = told(guest, now.get(), State.MEANT, "");
    note(meant[0]);
    return true;
  }

  /**
   * Whether the guest has an ID number that this ledger does not know in plain. Why it matters: a
   * server may demand it of whoever is made anew, and shows it in encrypted form only.
   */
  private boolean isNumberUnknown(KnownGuest guest, Person read) {
    String known = guest.unshown().idSealed();
    String shown = read.encryptedIdNumber();
    boolean has =
        shown != null && !shown.isEmpty()
            || !context.memory().sent(guest.person()).idSha().isEmpty();
    return has && (known == null || known.isEmpty());
  }

  /** Whether the groups are others than were sent: not every server tells a move by a time. */
  private static boolean isMoved(KnownGuest guest, Person read) {
    List<GroupReference> shown = read.groups();
    List<Long> sent = guest.sent().groups();
    return shown != null && !sent.equals(GroupReference.ids(shown).stream().sorted().toList());
  }

  private boolean gone(EndedGuest guest) {
    note(guest.in(State.REMOVED, ""));
    context.ledger().guests().forget(guest.person());
    return true;
  }

  private boolean left(EndedGuest guest, PersonDeletion.Result result, String why) {
    note(guest.in(State.LEFT, why));
    if (!result.mayBeDone()) {
      before.notDeleted(guest.person());
    }
    return false;
  }

  /**
   * What became of a delete that an earlier process left open: true = deleted, false = not; empty
   * if the server does not tell.
   */
  public static Optional<Boolean> reconcile(EnrolmentContext context, EndedGuest guest) {
    Optional<Boolean> there = PersonDeletion.there(context, guest.person());
    if (there.isEmpty()) {
      return there;
    }
    EndedGuestStore ledger = context.ledger().endedGuests();
    if (there.get()) {
      String why = words("ended.cutShort");
      context.ledger().before().drop(guest.run(), guest.person(), Kind.DELETED);
      ledger.note(guest.in(State.LEFT, why), context.settings().timeout());
    } else {
      ledger.note(guest.in(State.REMOVED, ""), context.settings().timeout());
      context.ledger().guests().forget(guest.person());
    }
    return Optional.of(!there.get());
  }

  private void note(EndedGuest guest) {
    ledger.note(guest, context.settings().timeout());
  }

  private EndedGuest told(KnownGuest guest, @Nullable KnownPerson shown, State state, String why) {
    return new EndedGuest(
        context.run(),
        guest.person(),
        shown == null ? "" : shown.name(),
        shown == null ? "" : shown.mobile(),
        guest.sent().to(),
        state,
        why);
  }
}
