package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.context.CanaryGate;
import dev.senselink.batch.enrol.context.CanaryGate.Kind;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.RowWorkspace;
import dev.senselink.batch.enrol.context.SentChanges;
import dev.senselink.batch.enrol.row.StoredDifferenceNote;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Compares somebody just made with what was sent, and reads the first ones of a run back. */
public final class CreateProof {
  private static final Set<String> NOT_MENDED = Set.of("groups", "avatarFile", "gender");

  private final EnrolmentContext context;
  private final CanaryGate canaries;
  private final FieldDialect spellings;
  private final DialectRepair repair;
  private final FreshPersonReader fresh;
  private final WrongValues wrong;

  public CreateProof(
      EnrolmentContext context, CanaryGate canaries, FieldDialect spellings, DialectRepair repair) {
    this.context = context;
    this.canaries = canaries;
    this.spellings = spellings;
    this.repair = repair;
    this.fresh = new FreshPersonReader(context);
    this.wrong = repair.wrong();
  }

  /** Somebody whose create was answered. */
  Outcome ofAnswered(RowWorkspace job, Person answer) {
    UserFields sent = job.fields();
    context.memory().created(answer.id(), job, answer);
    context.memory().toBeCompared(job, answer);
    Outcome outcome = job.task().done(RowEnding.CREATED, answer.id());
    if (wrong.stops(sent, answer)) {
      try (CanaryGate.Pass alone = canaries.reopen(Kind.CREATE)) {
        return readBack(job, answer, outcome);
      }
    }
    boolean filled = FieldDialect.filled(sent);
    boolean doubtful = wrong.areAccepted() || !ReadbackComparison.wrong(sent, answer).isEmpty();
    if (doubtful || canaries.isDue(Kind.CREATE) || (filled && spellings.createUnknown(sent))) {
      return readBack(job, answer, outcome);
    }
    List<String> different = different(sent, answer);
    List<String> lacking = lacking(sent, answer);
    different.removeAll(lacking);
    Outcome made = StoredDifferenceNote.lacking(outcome, lacking);
    if (filled && spellings.createDrops()) {
      List<String> perhaps = new ArrayList<>(FieldDialect.names(sent));
      perhaps.removeIf(spellings::createKeeps);
      return mended(job, sent, perhaps, different, made);
    }
    Outcome told = StoredDifferenceNote.in(made, different);
    boolean lost = filled && spellings.nothingHelps();
    return lost ? lost(told, dropped(sent, answer.id())) : told;
  }

  private Outcome lost(Outcome outcome, List<String> fields) {
    List<String> accepted = new ArrayList<>(fields);
    accepted.retainAll(context.settings().accepted().stored());
    List<String> lacking = new ArrayList<>(fields);
    lacking.removeAll(accepted);
    return StoredDifferenceNote.in(StoredDifferenceNote.lacking(outcome, lacking), accepted);
  }

  /** The mend writes the whole person: the end compares all but what no update sets. */
  private Outcome mended(
      RowWorkspace job,
      UserFields sent,
      List<String> dropped,
      List<String> different,
      Outcome outcome) {
    List<String> all = new ArrayList<>(dropped);
    List<String> unmended = new ArrayList<>();
    different.forEach(name -> (isMended(name, sent) ? all : unmended).add(name));
    return repair.spell(job, sent, all, StoredDifferenceNote.in(outcome, unmended));
  }

  /** What of groups, photo and gender is not there; of whatever else is missing the end tells. */
  private static List<String> lacking(UserFields sent, Person answer) {
    List<String> lacking = ReadbackComparison.dropped(sent, answer);
    lacking.retainAll(NOT_MENDED);
    return lacking;
  }

  /** A value where nothing was sent the mend keeps: somebody else's, or the server's own. */
  private static boolean isMended(String name, UserFields sent) {
    return !NOT_MENDED.contains(name) && !ReadbackComparison.sentValue(name, sent).isEmpty();
  }

  /** Those of the three fields that are not there; all of them where that cannot be seen. */
  private List<String> dropped(UserFields sent, long id) {
    return fresh.of(id, people -> !people.isEmpty()) instanceof Reply.Answer<List<Person>> read
            && !read.value().isEmpty()
        ? FieldDialect.dropped(sent, read.value().get(0))
        : FieldDialect.names(sent);
  }

  /** The photo counts only if the answer shows one. */
  private static List<String> different(UserFields sent, Person answer) {
    List<String> names = new ArrayList<>(ReadbackComparison.differing(sent, answer));
    if (ReadbackComparison.groupsDiffer(sent, answer)) {
      names.add("groups");
    }
    if (sent.avatarJpeg() != null && answer.avatarId().isEmpty()) {
      names.add("avatarFile");
    }
    return names;
  }

  /**
   * Somebody whose create was not answered, and of whom all that was sent reads back equal.
   *
   * @param shown takes them as they are read once more
   */
  Outcome ofAdopted(RowWorkspace job, KnownPerson person, Consumer<Person> shown) {
    UserFields sent = job.fields();
    Outcome outcome = job.task().done(RowEnding.CREATED, person.id());
    Optional<Person> read = read(person.id());
    if (read.isEmpty()) { // what was not seen to be there when they were adopted may be missing
      return FieldDialect.filled(sent) || ReadbackComparison.hasIdNumber(sent)
          ? StoredDifferenceNote.unseen(outcome)
          : outcome;
    }
    shown.accept(read.get());
    // Somebody else may have changed them since: nothing is learnt of what creates keep.
    return FieldDialect.dropped(sent, read.get()).isEmpty() || !mayDrop(sent)
        ? told(sent, read.get(), outcome)
        : repair.spell(
            job,
            sent,
            missing(sent, read.get()),
            StoredDifferenceNote.in(outcome, ReadbackComparison.differing(sent, read.get())));
  }

  /**
   * Somebody adopted whom the doors have turned out to know, so that nothing was sent for them
   * again.
   */
  Outcome ofKnown(RowWorkspace job, Person stored) {
    return told(job.fields(), stored, job.task().done(RowEnding.CREATED, stored.id()));
  }

  private static Outcome told(UserFields sent, Person stored, Outcome outcome) {
    List<String> names = new ArrayList<>(ReadbackComparison.differing(sent, stored));
    names.addAll(missing(sent, stored));
    return StoredDifferenceNote.in(outcome, names);
  }

  /** What somebody adopted may lack of all that was sent; an update of them sets it. */
  private static List<String> missing(UserFields sent, Person stored) {
    List<String> names = new ArrayList<>(FieldDialect.dropped(sent, stored));
    if (ReadbackComparison.lacksIdNumber(sent, stored)) {
      names.add(SentChanges.ID_NUMBER); // or the server shows none
    }
    return names;
  }

  private boolean mayDrop(UserFields sent) {
    return FieldDialect.filled(sent) && (spellings.createUnknown(sent) || spellings.createDrops());
  }

  private Optional<Person> read(long id) {
    return context.server().ask(ListUsers.byId(id)) instanceof Reply.Answer<List<Person>> answer
        ? answer.value().stream().findFirst()
        : Optional.empty();
  }

  private Outcome readBack(RowWorkspace job, Person answer, Outcome outcome) {
    Reply<List<Person>> read = fresh.of(job.target().id(), people -> !people.isEmpty());
    UserFields sent = job.fields();
    List<Person> shown = read instanceof Reply.Answer<List<Person>> found ? found.value() : null;
    boolean cut = shown != null && shown.isEmpty() && context.server().stopCause() != null;
    if (shown == null || cut) { // the answer has to do, and the next create is the canary
      List<String> names = new ArrayList<>(different(sent, answer));
      names.addAll(FieldDialect.dropped(sent, answer));
      names.removeAll(ReadbackComparison.wrong(sent, answer)); // told with their values
      Outcome told = StoredDifferenceNote.in(wrong.told(job, sent, answer, outcome), names);
      return mayDrop(sent) ? StoredDifferenceNote.unseen(told) : told;
    }
    if (shown.isEmpty()) {
      return nobody(job);
    }
    Person stored = shown.get(0);
    Outcome told = wrong.told(job, sent, stored, outcome);
    if (!told.equals(outcome)) { // a later update holds them against what is there
      context.memory().created(stored.id(), job, stored);
    }
    List<String> dropped = ReadbackComparison.dropped(sent, stored);
    if (!dropped.isEmpty()) {
      Outcome stopped = stop(told, words("odd.createDropped", dropped.get(0)));
      Set<String> others = new LinkedHashSet<>(dropped);
      others.addAll(ReadbackComparison.differing(sent, stored));
      others.addAll(FieldDialect.dropped(sent, stored));
      others.remove(dropped.get(0));
      others.removeAll(ReadbackComparison.wrong(sent, stored)); // told already
      return StoredDifferenceNote.in(stopped, others);
    }
    List<String> differing = ReadbackComparison.differing(sent, stored);
    if (told.code().equals(Outcome.STORED_WRONGLY)) {
      return told;
    }
    canaries.passed(Kind.CREATE);
    return FieldDialect.filled(sent)
        ? spelled(job, sent, stored, differing, told)
        : StoredDifferenceNote.in(told, differing);
  }

  private Outcome nobody(RowWorkspace job) {
    String what = words("odd.createLost");
    context.memory().isNobody(job.target().id());
    // What was sent for them stays: a list may lag, and whoever turns up is the run's to undo.
    context.stop().accept(words("odd", what));
    return job.task().end(RowEnding.FAILED, AuditList.NOT_TAKEN, what);
  }

  /**
   * Learns whether creates take the three fields; sets what was dropped, and with it, as an update
   * writes the whole person, what else is not as sent: the end compares.
   */
  private Outcome spelled(
      RowWorkspace job, UserFields sent, Person stored, List<String> differing, Outcome outcome) {
    List<String> dropped = FieldDialect.dropped(sent, stored);
    if (spellings.createUnknown(sent)) {
      spellings.noteCreateResult(sent, dropped);
    }
    List<String> all = new ArrayList<>(differing);
    all.addAll(dropped);
    Outcome told =
        !dropped.isEmpty() && spellings.createDrops()
            ? mended(job, sent, dropped, differing, outcome)
            : StoredDifferenceNote.in(outcome, all);
    canaries.passed(Kind.CREATE_SPELLING); // not before: updates' spelling is learnt by this one
    return told;
  }

  private Outcome stop(Outcome outcome, String what) {
    context.stop().accept(words("odd", what));
    return outcome.noting(StoredDifferenceNote.CODE, what);
  }
}
