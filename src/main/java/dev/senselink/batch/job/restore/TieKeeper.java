package dev.senselink.batch.job.restore;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.before.MovedKeeper;
import dev.senselink.batch.enrol.lookup.SamePersonCheck;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.BeforeStore;
import dev.senselink.batch.ledger.before.PlaceImage;
import dev.senselink.batch.roster.RosterColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps what a restore changes beside its rows, as far as it keeps anything: on the disk before the
 * request leaves. One thread.
 */
final class TieKeeper {
  private final RetryingClient server;
  private final Ledger ledger;
  private final String run;

  TieKeeper(RetryingClient server, Ledger ledger, String run) {
    this.server = server;
    this.ledger = ledger;
    this.run = run;
  }

  private BeforeStore store() {
    return ledger.before();
  }

  private boolean keeps() {
    return store().runs().keeps(run);
  }

  /** A request that changes a department or a device. */
  interface Change<T> {
    Reply<T> sent();
  }

  /**
   * Sends it once what is there is kept.
   *
   * @param before what is there, by field
   * @param sent what is meant
   */
  <T> Reply<T> keeping(
      PlaceImage.Kind kind,
      long place,
      String name,
      Map<String, String> before,
      Map<String, String> sent,
      Change<T> change) {
    if (!keeps()) {
      return change.sent();
    }
    Optional<PlaceImage> earlier = store().places().of(run, kind, place);
    PlaceImage image = new PlaceImage(run, kind, place, name, before, sent);
    store().places().keep(image);
    Reply<T> reply = change.sent();
    if (reply instanceof Reply.Refusal) {
      store().places().drop(image, earlier);
    }
    return reply;
  }

  /**
   * Of these people those who are still to be put into a group: they are kept as they are. Who is
   * in it already is none of them, nor is whom the server does not show, or shows as somebody else:
   * one that was set up anew while its list lagged behind has given the id again.
   *
   * @param unseen is told of those, with what the server has said
   */
  List<Long> joining(long group, List<Long> people, Consumer<Reply<List<Person>>> unseen) {
    List<Long> joining = new ArrayList<>();
    for (long person : people) {
      if (!isKnownIn(group, person) && mayJoin(group, person, unseen)) {
        joining.add(person);
      }
    }
    return joining;
  }

  /** As the list of people showed them. */
  private boolean isKnownIn(long group, long person) {
    return ledger
        .known()
        .byId(person)
        .flatMap(known -> ServerPersonMapper.shown(known, RosterColumn.GROUPS))
        .filter(groups -> List.of(groups.split(",")).contains(String.valueOf(group)))
        .isPresent();
  }

  private boolean mayJoin(long group, long person, Consumer<Reply<List<Person>>> unseen) {
    Person now = still(person, unseen).orElse(null);
    if (now == null) {
      return false;
    }
    List<GroupReference> groups = now.groups();
    if (groups != null && GroupReference.ids(groups).contains(group)) {
      return false;
    }
    if (keeps()) {
      store().keep(MovedKeeper.moved(store(), run, Kind.RETURNED, now, List.of(group))).join();
    }
    return true;
  }

  /**
   * Whoever has the id now, if they may be who was known by it.
   *
   * @param unseen is told what the server has said where there is nobody, or somebody else
   */
  Optional<Person> still(long person, Consumer<Reply<List<Person>>> unseen) {
    Reply<List<Person>> read = server.ask(ListUsers.byId(person));
    if (!(read instanceof Reply.Answer<List<Person>> answer) || answer.value().isEmpty()) {
      unseen.accept(read);
      return Optional.empty();
    }
    Person now = answer.value().get(0);
    if (isSomebodyElse(now)) {
      unseen.accept(new Reply.Answer<>(List.of()));
      return Optional.empty();
    }
    return Optional.of(now);
  }

  private boolean isSomebodyElse(Person now) {
    KnownPerson shown = ServerPersonMapper.known(now, null);
    return ledger
        .known()
        .byId(now.id())
        .filter(was -> !SamePersonCheck.mayBe(was, shown))
        .isPresent();
  }

  /** The server does not put somebody into a group. */
  void stayedOut(long group, long person) {
    Optional<BeforeImage> kept =
        keeps() ? store().of(run, person, Kind.RETURNED) : Optional.empty();
    kept.ifPresent(
        image -> {
          List<Long> groups = new ArrayList<>(Objects.requireNonNull(image.sent().groups()));
          groups.remove(group);
          (groups.isEmpty()
                  ? store().drop(run, person, Kind.RETURNED)
                  : store().keep(image.sending(image.sent().onlyGroups(groups))))
              .join();
        });
  }
}
