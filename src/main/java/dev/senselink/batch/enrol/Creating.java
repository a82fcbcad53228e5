package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.Words.words;

import dev.senselink.batch.api.Attempts;
import dev.senselink.batch.api.ListUsers;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.check.Keys;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.outcome.Candidate;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Creates a person: sends, and where the answer does not tell, looks before it sends again.
 *
 * <p>Nobody is created twice because an id that was not there before, with the row's key, is taken
 * for ours; and because a create with {@code force=1}, which switches the server's own similarity
 * check off, is never repeated.
 */
final class Creating {
  private final RunContext context;
  private final Updating updating;
  private final SimilarFaces similar;
  private final Lookout lookout;
  private final Watch watch;
  private final Spellings spellings;
  private final Spelled spelled;
  private final Settling settling;
  private final Canary first;
  private final Canary firstSpelled;

  Creating(
      RunContext context,
      Updating updating,
      SimilarFaces similar,
      Watch watch,
      Spellings spellings) {
    this.context = context;
    this.updating = updating;
    this.similar = similar;
    this.lookout = new Lookout(context);
    this.watch = watch;
    this.spellings = spellings;
    this.spelled = new Spelled(context, spellings);
    this.first = new Canary(context.machine());
    this.firstSpelled = new Canary(context.machine());
    this.settling = new Settling(context, spellings);
  }

  /** Creates the person of a row. */
  Outcome create(RowTask task, Plan plan) {
    return first.through(
        () ->
            Spellings.filled(plan.fields())
                ? firstSpelled.through(() -> send(task, plan, false))
                : send(task, plan, false));
  }

  private Outcome send(RowTask task, Plan plan, boolean similarGoneBefore) {
    Attempts tries = context.server().attempts();
    boolean unsettled = false;
    while (true) {
      plan.intent().beforeThePlace();
      Reply<Person> reply =
          context
              .server()
              .once(
                  context.create(plan.fields()),
                  () -> {
                    plan.intent().beforeItLeaves();
                    task.leaves(context.machine().nanos());
                  });
      task.sent(reply);
      if (reply instanceof Reply.Answer<Person> answer) {
        watch.answered(200);
        return created(task, plan, answer.value());
      }
      if (reply instanceof Reply.Refusal<Person> refusal) {
        watch.answered(refusal.code()).ifPresent(context.stop());
        return refused(task, plan, refusal, similarGoneBefore);
      }
      if (reply instanceof Reply.Unclear<Person> unclear) {
        Lookout.Sight sight =
            lookout.after(unclear, Lookout.Sought.of(task), plan.earlier(), task.leftAt());
        if (!sight.ours().isEmpty()) {
          return adopt(task, plan, sight.ours());
        }
        if (plan.fields().force()) {
          return forceUncertain(task, sight);
        }
        if (!sight.conclusive()) {
          return Failures.unknown(task, sight.why());
        }
        unsettled = true;
      }
      if (reply instanceof Reply.Halted && !unsettled) {
        return Failures.halted(task);
      }
      if (!tries.again(reply)) {
        return unsettled
            ? Failures.unknown(task, reply.words())
            : Failures.unreachable(task, reply);
      }
    }
  }

  private Outcome forceUncertain(RowTask task, Lookout.Sight sight) {
    return task.end(
        Ending.REVIEW,
        "FORCE_UNCERTAIN",
        sight.conclusive() ? words("force.nobody") : words("force.nobody.unclear", sight.why()));
  }

  private Outcome refused(
      RowTask task, Plan plan, Reply.Refusal<Person> refusal, boolean similarGoneBefore) {
    if (refusal.code() != SimilarFaces.SIMILAR) {
      return Failures.ofRefusal(task, refusal);
    }
    SimilarFaces.Decision decision = similar.decide(task, refusal, null, similarGoneBefore);
    return switch (decision.what()) {
      case END -> decision.ending();
      case SEND_AGAIN -> send(task, plan, true);
      case ADOPT -> adopt(task, plan, List.of(decision.who()));
      case EXISTS -> exists(task, plan, decision.who());
      case UPDATE -> updating.become(task, decision.who().id(), plan);
      case FORCE -> force(task, plan, decision.who());
    };
  }

  private Outcome exists(RowTask task, Plan plan, KnownPerson person) {
    if (context.settings().onExisting() == EnrolSettings.OnExisting.UPDATE) {
      return updating.become(task, person.id(), plan);
    }
    return task.end(Ending.SKIPPED_EXISTING, "", words("exists.byFace")).withPerson(person.id());
  }

  /** Once with {@code force=1}, under an intent of its own. */
  private Outcome force(RowTask task, Plan plan, KnownPerson other) {
    if (plan.fields().force()) {
      return task.end(Ending.REVIEW, SimilarFaces.CODE, words("force.refused"));
    }
    Plan forced =
        plan.forced(
            Intention.atLast(() -> context.intend(task, Intent.Call.FORCE, null, plan.earlier())));
    return forced(task, send(task, forced, true), other.id(), other.name());
  }

  /** Once with {@code force=1} from the start, as a person decided. */
  Outcome force(RowTask task, Plan forced, Candidate similar) {
    return first.through(
        () ->
            Spellings.filled(forced.fields())
                ? firstSpelled.through(() -> sendForced(task, forced, similar))
                : sendForced(task, forced, similar));
  }

  private Outcome sendForced(RowTask task, Plan forced, Candidate similar) {
    return forced(task, send(task, forced, true), similar.id(), similar.name());
  }

  private static Outcome forced(RowTask task, Outcome outcome, long similar, String name) {
    return outcome.ending() == Ending.CREATED
        ? task.end(Ending.FORCED, SimilarFaces.CODE, words("force.created"))
            .withPerson(outcome.personId() == null ? 0 : outcome.personId())
            .withSimilar(similar, name)
        : outcome;
  }

  /** The person with our key whose id was not there before is ours: never sent again. */
  private Outcome adopt(RowTask task, Plan plan, List<KnownPerson> ours) {
    if (ours.size() > 1) {
      return Audit.duplicate(
          task.end(Ending.REVIEW, Audit.CODE, Audit.reason(ours)), ours, task.key());
    }
    KnownPerson person = ours.get(0);
    remember(person, task);
    if (task.brokenSync()) {
      return settling.settle(task, person.id(), plan);
    }
    context.memory().adopted(person, plan, task.person().idNumber());
    Outcome outcome = task.done(Ending.CREATED, person.id());
    if (Spellings.filled(plan.fields())) {
      if (spellings.createUnknown()) {
        read(person.id()).ifPresent(stored -> learn(plan.fields(), stored));
      }
      if (spellings.createDrops()) {
        outcome = spelled.spell(task, person.id(), plan.fields(), outcome);
      }
      if (!spellings.createUnknown()) {
        firstSpelled.passed();
      }
    }
    return person.normalName().equals(Keys.name(task.person().name()))
        ? outcome
        : outcome.noting("STORED_DIFFERENTLY", words("stored.name"));
  }

  private Outcome created(RowTask task, Plan plan, Person answer) {
    UserFields sent = plan.fields();
    remember(People.made(answer, sent, context.type()), task);
    context.memory().created(answer.id(), plan, task.person().idNumber(), answer);
    Outcome outcome = task.done(Ending.CREATED, answer.id());
    boolean filled = Spellings.filled(sent);
    if (first.isDue() || (filled && spellings.createUnknown())) {
      return readBack(task, plan, answer.id(), outcome);
    }
    if (filled && spellings.createDrops()) {
      return spelled.spell(task, answer.id(), sent, outcome);
    }
    List<String> different = new ArrayList<>(Readback.differing(sent, answer));
    if (Readback.groupsDiffer(sent, answer)) {
      different.add("groups");
    }
    return different.isEmpty() ? outcome : storedDifferently(outcome, different);
  }

  private Outcome readBack(RowTask task, Plan plan, long id, Outcome outcome) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(id));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return outcome; // the next create is the canary then
    }
    UserFields sent = plan.fields();
    if (answer.value().isEmpty()) {
      return stop(outcome, words("odd.createLost"));
    }
    Person stored = answer.value().get(0);
    List<String> dropped = Readback.dropped(sent, stored);
    if (!dropped.isEmpty()) {
      String field = dropped.get(0);
      return stop(outcome, words("odd.createDropped", field));
    }
    first.passed();
    Outcome told = outcome;
    List<String> different = Readback.differing(sent, stored);
    if (!different.isEmpty()) {
      told = storedDifferently(outcome, different);
    }
    if (!Spellings.filled(sent)) {
      return told;
    }
    if (spellings.createUnknown()) {
      learn(sent, stored);
    }
    if (spellings.createDrops()) {
      told = spelled.spell(task, id, sent, told);
    }
    firstSpelled.passed(); // not before: the spelling of updates is learnt by this one alone
    return told;
  }

  /** Whether creates take the three fields that the manual spells in two ways. */
  private void learn(UserFields sent, Person stored) {
    spellings.createTakes(Spellings.dropped(sent, stored).isEmpty());
  }

  private Optional<Person> read(long id) {
    return context.server().ask(ListUsers.byId(id)) instanceof Reply.Answer<List<Person>> answer
        ? answer.value().stream().findFirst()
        : Optional.empty();
  }

  private Outcome stop(Outcome outcome, String what) {
    context.stop().accept(words("odd", what));
    return outcome.noting("STORED_DIFFERENTLY", what);
  }

  private void remember(KnownPerson person, RowTask task) {
    context.ledger().known().put(People.by(person, task.applicant().row().ref().line()));
  }

  static Outcome storedDifferently(Outcome outcome, List<String> fields) {
    return outcome.noting("STORED_DIFFERENTLY", words("stored.other", FieldNames.list(fields)));
  }
}
