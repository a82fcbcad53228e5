package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.enrol.before.MadeKeeper;
import dev.senselink.batch.enrol.context.CanaryGate;
import dev.senselink.batch.enrol.context.CanaryGate.Kind;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.RowWorkspace;
import dev.senselink.batch.enrol.context.UniformRefusalGuard;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.enrol.state.RowEvent;
import dev.senselink.batch.enrol.state.RowEvent.Others;
import dev.senselink.batch.enrol.state.RowFacts;
import dev.senselink.batch.enrol.state.RowState;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps by which somebody new is made. Safe between threads. */
public final class CreateSteps {
  /** The face service could not be told. */
  private static final int BROKEN_SYNC = 50001;

  private final EnrolmentContext context;
  private final CanaryGate canaries;
  private final UniformRefusalGuard watch;
  private final LostAnswerResolver lookout;
  private final LostCreateMatcher making;
  private final CreateProof proof;
  private final MadeKeeper before;
  private final PersonClaims claims;

  public CreateSteps(
      EnrolmentContext context,
      CanaryGate canaries,
      UniformRefusalGuard watch,
      LostCreateMatcher making,
      CreateProof proof,
      PersonClaims claims) {
    this.context = context;
    this.canaries = canaries;
    this.watch = watch;
    this.lookout = new LostAnswerResolver(context);
    this.making = making;
    this.proof = proof;
    this.claims = claims;
    this.before = new MadeKeeper(context);
  }

  /** Sends the create, once it may: canary, intent, place in flight. */
  RowEvent send(RowWorkspace job, RowFacts facts) {
    Reply<Person> sent = null;
    while (sent == null) {
      job.canary().enter(canaries, kinds(job));
      if (!facts.forced()) {
        intend(job, Intent.Call.CREATE);
      }
      sent = leave(job, facts).orElse(null);
    }
    Reply<Person> reply = isOfAnother(job, sent) ? swapped() : sent;
    job.answer(reply instanceof Reply.Answer<Person> answer ? answer.value() : null);
    if (reply instanceof Reply.Answer) {
      watch.answered(200);
    }
    if (reply instanceof Reply.Refusal<Person> refusal) {
      watch.answered(refusal.code()).ifPresent(context.stop());
      job.canary().refused();
    }
    if (reply instanceof Reply.Unclear<Person> unclear && unclear.code() == BROKEN_SYNC) {
      // Who takes the row up after a death is to know it: what reads back equal opens no door.
      context.intend(job.task(), Intent.Call.UNKNOWN_FACE, null, job.earlier()).join();
    }
    return job.heard(reply);
  }

  /** Empty where the kind was held back while the row waited for its place in flight. */
  private Optional<Reply<Person>> leave(RowWorkspace job, RowFacts facts) {
    return context
        .server()
        .once(
            context.create(job.fields().with().force(facts.forced()).build()),
            () -> job.canary().covers(kinds(job)),
            () -> {
              if (facts.forced()) {
                intend(job, Intent.Call.FORCE);
              }
              job.noteDeparture(context.machine().nanos());
            });
  }

  private boolean isOfAnother(RowWorkspace job, Reply<Person> reply) {
    return reply instanceof Reply.Answer<Person> answer
        && claims.isOfAnother(job.task(), ServerPersonMapper.known(answer.value(), null));
  }

  /** The answer of another row is none: the row looks for its own person. */
  private static Reply<Person> swapped() {
    return new Reply.Unclear<>(false, 0, words("why.swapped"), null);
  }

  /**
   * A look finds out what became of a create, so its intent may be there before it leaves; a lost
   * {@code force=1} is never sent again, so one that has not left must not look as if it had.
   */
  private void intend(RowWorkspace job, Intent.Call call) {
    if (!job.hasIntent()) {
      job.noteIntent();
      context.intend(job.task(), call, null, job.earlier()).join();
    }
  }

  private Set<Kind> kinds(RowWorkspace job) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    if (canaries.isDue(Kind.CREATE)) {
      kinds.add(Kind.CREATE);
    }
    if (FieldDialect.filled(job.fields()) && canaries.isDue(Kind.CREATE_SPELLING)) {
      kinds.add(Kind.CREATE_SPELLING);
    }
    return kinds;
  }

  /** Looks for whom the row has made; after a lost answer until nobody can turn up any more. */
  RowEvent look(RowWorkspace job, RowState state) {
    LostAnswerResolver.Sought sought = LostAnswerResolver.Sought.of(job.task());
    if (state == RowState.CUT_SHORT || !(job.last() instanceof Reply.Unclear<?> unclear)) {
      return proven(job, seen(job, sought));
    }
    RowEvent seen =
        lookout.repeat(
            unclear,
            job.leftAt(),
            () -> seen(job, sought),
            CreateSteps::isEnough,
            () -> {
              job.why(words("why.stoppedWaiting"));
              return new RowEvent.Seen(0, Others.NONE, false);
            });
    return proven(job, seen);
  }

  /** Where keys may be stored otherwise than they are sent, finding nobody proves nothing. */
  private RowEvent proven(RowWorkspace job, RowEvent event) {
    if (event instanceof RowEvent.Seen seen
        && seen.ours() == 0
        && seen.conclusive()
        && seen.others() == Others.NONE
        && context.settings().accepted().hides(job.task().key().field())) {
      job.why(words("why.hidden"));
      return new RowEvent.Seen(0, Others.NONE, false);
    }
    return event;
  }

  private static boolean isEnough(RowEvent event) {
    return event instanceof RowEvent.Seen seen && (seen.ours() > 0 || !seen.conclusive());
  }

  private RowEvent seen(RowWorkspace job, LostAnswerResolver.Sought sought) {
    LostAnswerResolver.Sight sight = lookout.now(sought, job.earlier());
    if (!sight.conclusive()) {
      job.why(sight.why());
      return new RowEvent.Seen(0, Others.NONE, false);
    }
    try {
      List<Long> made = job.task().before().made();
      LostCreateMatcher.Sorted sorted = making.sort(known(job, sight.ours()), job.fields(), made);
      job.seen(sorted.ours(), sorted.others());
      return new RowEvent.Seen(sorted.ours().size(), others(job), true);
    } catch (UnansweredException e) {
      job.why(words("why.looking", e.reply().words()));
      return new RowEvent.Seen(0, Others.NONE, false);
    }
  }

  /**
   * Only the one whom the row is known to have become, where that is known: of rows that share a
   * key, whom the last one made may not be noted yet, and is not this one's.
   */
  private List<KnownPerson> known(RowWorkspace job, List<KnownPerson> found) {
    OptionalLong became = context.lineage().personOf(job.task().row());
    List<KnownPerson> one =
        found.stream().filter(p -> became.isPresent() && p.id() == became.getAsLong()).toList();
    return one.isEmpty() ? found : one;
  }

  private static Others others(RowWorkspace job) {
    if (job.others().isEmpty()) {
      return Others.NONE;
    }
    String name = KeyRules.name(job.task().person().name());
    return job.others().size() == 1
            && job.others().get(0).normalName().equals(name)
            && !job.isDecided()
        ? Others.THE_PERSON
        : Others.UNDECIDED;
  }

  /** Compares whom the server holds with what was sent; adopted people too. */
  Outcome prove(RowWorkspace job) {
    Person answer = job.answer();
    if (answer == null) {
      KnownPerson adopted = adopt(job);
      return proof.ofAdopted(job, adopted, read -> note(job, adopted, read));
    }
    KnownPerson made = ServerPersonMapper.made(answer, job.fields(), context.type());
    job.target(made);
    before.made(job.task().row(), context.type(), job.fields(), answer);
    known(job, made);
    return proof.ofAnswered(job, answer);
  }

  /** The same of adopted people whom the doors have turned out to know. */
  Outcome proveKnown(RowWorkspace job) {
    return proof.ofKnown(job, job.target().change().stored());
  }

  /** Takes note of whom a lost create of the row has made. */
  KnownPerson adopt(RowWorkspace job) {
    KnownPerson made = job.ours().get(0);
    job.target(made);
    note(job, made, null);
    known(job, made);
    context.memory().adopted(made, job.fields());
    return made;
  }

  private void note(RowWorkspace job, KnownPerson made, @Nullable Person shown) {
    before.adopted(job.task().row(), made, context.type(), job.fields(), shown);
  }

  private void known(RowWorkspace job, KnownPerson made) {
    RowTask task = job.task();
    task.noted(context.ledger().known().put(ServerPersonMapper.by(made, task.line())));
  }

  /** A lost create with {@code force=1}: it is asked about again, and may be forced again. */
  Outcome forceUncertain(RowWorkspace job) {
    boolean looked = job.why().isEmpty() || job.last() instanceof Reply.Unclear;
    Outcome outcome =
        job.task()
            .end(
                RowEnding.REVIEW,
                "FORCE_UNCERTAIN",
                looked ? words("force.nobody") : words("force.nobody.unclear", job.why()));
    KnownPerson similar = job.lastSimilar();
    return similar == null
        ? outcome
        : outcome.withCandidates(
            List.of(ServerPersonMapper.candidate(similar, job.task().key(), true)));
  }
}
