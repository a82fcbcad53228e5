package dev.senselink.batch.enrol.leavers;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.lists.ListMember;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People as the server shows them: by the run's snapshot, which may be empty, else asked for. */
final class ShownPeople {
  private final EnrolmentContext context;
  private final Ledger ledger;

  ShownPeople(EnrolmentContext context) {
    this.context = context;
    this.ledger = context.ledger();
  }

  /** Empty for whom the server does not show. */
  Optional<KnownPerson> of(long person) {
    Optional<KnownPerson> known = ledger.known().byId(person);
    if (known.isPresent()) {
      return known;
    }
    return context.server().ask(ListUsers.byId(person)) instanceof Reply.Answer<List<Person>> answer
        ? answer.value().stream().findFirst().map(one -> ServerPersonMapper.known(one, null))
        : Optional.empty();
  }

  /**
   * To be held against the rows of a roster.
   *
   * @param member as a list remembers them, {@code null} for none
   */
  LeaverCandidate candidate(@Nullable ListMember member, KnownPerson shown) {
    String idNumber = ledger.lastSent().of(shown.id()).idSha();
    return new LeaverCandidate(ledger.listMembers(), member, shown, idNumber);
  }
}
