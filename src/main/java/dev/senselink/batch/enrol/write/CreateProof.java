package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.Words.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.context.Canaries.Kind;
import dev.senselink.batch.enrol.context.Canaries;
import dev.senselink.batch.enrol.context.RowJob;
import dev.senselink.batch.enrol.context.RunContext;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares somebody just made with what was sent, and reads the first ones of a run back. */
public final class CreateProof {
  private final RunContext context;
  private final Canaries canaries;
  private final Spellings spellings;
  private final DialectRepair repair;
  private final FreshRead fresh;

  public CreateProof(RunContext context, Canaries canaries, Spellings spellings, DialectRepair repair) {
    this.context = context;
    this.canaries = canaries;
    this.spellings = spellings;
    this.repair = repair;
    this.fresh = new FreshRead(context);
  }

  /** Somebody whose create was answered. */
  Outcome ofAnswered(RowJob job, Person answer) {
    UserFields sent = job.fields();
    context.memory().created(answer.id(), job, answer);
    Outcome outcome = job.task().done(Ending.CREATED, answer.id());
    boolean filled = Spellings.filled(sent);
    if (canaries.isDue(Kind.CREATE) || (filled && spellings.createUnknown())) {
      return readBack(job, outcome);
    }
    Outcome told = StoredDifferently.in(outcome, different(sent, answer));
    return filled && spellings.createDrops() ? repair.spell(job, sent, told) : told;
  }

  /** The photo counts only if the answer shows one. */
  private static List<String> different(UserFields sent, Person answer) {
    List<String> names = new ArrayList<>(Readback.differing(sent, answer));
    if (Readback.groupsDiffer(sent, answer)) {
      names.add("groups");
    }
    if (sent.avatarJpeg() != null && answer.avatarId().isEmpty()) {
      names.add("avatarFile");
    }
    return names;
  }

  /** Somebody whose create was not answered, and of whom all that was sent reads back equal. */
  Outcome ofAdopted(RowJob job, KnownPerson person) {
    UserFields sent = job.fields();
    Outcome outcome = job.task().done(Ending.CREATED, person.id());
    Optional<Person> read = read(person.id());
    if (read.isEmpty()) {
      return outcome;
    }
    Outcome told = StoredDifferently.in(outcome, Readback.differing(sent, read.get()));
    return Spellings.filled(sent) ? spelled(job, sent, read.get(), told) : told;
  }

  private Optional<Person> read(long id) {
    return context.server().ask(ListUsers.byId(id)) instanceof Reply.Answer<List<Person>> answer
        ? answer.value().stream().findFirst()
        : Optional.empty();
  }

  private Outcome readBack(RowJob job, Outcome outcome) {
    Reply<List<Person>> read = fresh.of(job.target(), people -> !people.isEmpty());
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return outcome; // the next create is the canary then
    }
    if (answer.value().isEmpty()) {
      return nobody(job);
    }
    UserFields sent = job.fields();
    Person stored = answer.value().get(0);
    List<String> dropped = Readback.dropped(sent, stored);
    if (!dropped.isEmpty()) {
      return stop(outcome, words("odd.createDropped", dropped.get(0)));
    }
    canaries.passed(Kind.CREATE);
    Outcome told = StoredDifferently.in(outcome, Readback.differing(sent, stored));
    return Spellings.filled(sent) ? spelled(job, sent, stored, told) : told;
  }

  private Outcome nobody(RowJob job) {
    String what = words("odd.createLost");
    context.memory().isNobody(job.target());
    context.stop().accept(words("odd", what));
    return job.task().end(Ending.FAILED, AuditList.NOT_TAKEN, what);
  }

  /** Learns whether creates take the three fields; sets what was dropped. */
  private Outcome spelled(RowJob job, UserFields sent, Person stored, Outcome outcome) {
    if (spellings.createUnknown()) {
      spellings.createTakes(Spellings.dropped(sent, stored).isEmpty());
    }
    boolean dropped = spellings.createDrops() && !Spellings.dropped(sent, stored).isEmpty();
    Outcome told = dropped ? repair.spell(job, sent, outcome) : outcome;
    canaries.passed(Kind.CREATE_SPELLING); // not before: updates' spelling is learnt by this one
    return told;
  }

  private Outcome stop(Outcome outcome, String what) {
    context.stop().accept(words("odd", what));
    return outcome.noting(StoredDifferently.CODE, what);
  }
}
