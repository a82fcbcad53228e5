package dev.senselink.batch.enrol.leavers;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.lookup.LookupResult;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a row that says that its person has left: nothing is sent for it. Whoever it is
 * on the server is named, so that the list's leavers are dealt with, or a person is told who still
 * has doors. Safe between threads.
 */
public final class DepartedRows {
  private final EnrolmentContext context;

  public DepartedRows(EnrolmentContext context) {
    this.context = context;
  }

  /**
   * Looks who it is.
   *
   * @param departed how the row says so
   * @param followed whether the list's leavers are dealt with after the rows
   */
  public Outcome work(RowTask task, String departed, boolean followed) throws UnansweredException {
    LookupResult found = context.look().lookUp(task);
    KnownPerson person = found.existing();
    if (person == null) {
      return undecided(task, departed, found.namesakes());
    }
    Outcome outcome = task.end(RowEnding.SKIPPED_DEPARTED, "", "").withPerson(person.id());
    return followed
        ? outcome.telling("", words("departed.leaver", departed, person.id()))
        : doors(outcome, departed, person.id());
  }

  private Outcome doors(Outcome outcome, String departed, long person) throws UnansweredException {
    // Who was found by the row and is not shown by id may open doors all the same.
    List<GroupReference> groups = shown(person).map(Person::groups).orElse(null);
    if (groups == null) {
      return outcome.telling(Outcome.HAS_DOORS, words("departed.unknownDoors", departed, person));
    }
    return groups.isEmpty()
        ? outcome.telling("", words("departed.noDoors", departed, person))
        : outcome.telling(
            Outcome.HAS_DOORS, words("departed.hasDoors", departed, person, groups.size()));
  }

  /** Only people who may still open doors need a look. */
  private Outcome undecided(RowTask task, String departed, List<KnownPerson> people)
      throws UnansweredException {
    List<ConflictCandidate> doors = new ArrayList<>();
    for (KnownPerson one : people) {
      List<GroupReference> groups = shown(one.id()).map(Person::groups).orElse(null);
      if (groups == null || !groups.isEmpty()) {
        doors.add(ServerPersonMapper.candidate(one, task.key(), false));
      }
    }
    if (doors.isEmpty()) {
      return task.end(RowEnding.SKIPPED_DEPARTED, "", words("departed.gone", departed));
    }
    List<String> ids = doors.stream().map(one -> "#" + one.id()).toList();
    String why = words("departed.unclear", departed, DisplayLanguage.list(ids));
    return task.end(RowEnding.SKIPPED_DEPARTED, Outcome.DEPARTED_UNCLEAR, why)
        .withCandidates(doors);
  }

  private Optional<Person> shown(long person) throws UnansweredException {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(person));
    if (read instanceof Reply.Answer<List<Person>> answer) {
      return answer.value().stream().findFirst();
    }
    throw new UnansweredException(read);
  }
}
