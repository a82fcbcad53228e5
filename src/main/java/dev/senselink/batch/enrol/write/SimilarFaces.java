package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.Words.words;

import dev.senselink.batch.api.Codes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SimilarPerson;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.Key;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.Keys;
import dev.senselink.batch.enrol.context.RowJob;
import dev.senselink.batch.enrol.context.RunContext;
import dev.senselink.batch.enrol.lookup.People;
import dev.senselink.batch.enrol.row.Failures;
import dev.senselink.batch.enrol.row.FieldNames;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.Unanswered;
import dev.senselink.batch.enrol.state.RowEvent.Likeness;
import dev.senselink.batch.enrol.state.RowEvent;
import dev.senselink.batch.enrol.state.RowFacts;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.outcome.Candidate;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import java.util.List;
import java.util.Objects;

/** Answers 30002, "a similar user exists": the second table of ENROLMENT. */
public final class SimilarFaces {
  public static final String CODE = "30002";

  private final RunContext context;
  private final OwnMaking making;

  public SimilarFaces(RunContext context, OwnMaking making) {
    this.context = context;
    this.making = making;
  }

  /**
   * Answers a 30002.
   *
   * @param updating whether it came of an update
   */
  RowEvent ask(RowJob job, RowFacts facts, boolean updating) {
    RowTask task = job.task();
    Reply.Refusal<?> refusal = (Reply.Refusal<?>) job.last();
    SimilarPerson similar = refusal.similar();
    if (facts.settling()) {
      return similar != null && similar.id() == job.target()
          ? what(Likeness.KNOWN_TO_FACES) // so the face service knows the person after all
          : job.tell(task.end(Ending.FAILED, "50001", words("unknownToFaces", refusal.words())));
    }
    if (similar == null) {
      return job.tell(task.end(Ending.REVIEW, CODE, words("similar.unknown")));
    }
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(similar.id()));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return job.tell(Failures.ofQuestion(task, read));
    }
    if (answer.value().isEmpty()) {
      return what(Likeness.GONE);
    }
    KnownPerson made = context.ledger().known().byId(similar.id()).orElse(null);
    Long line = made == null ? null : made.rosterLine();
    KnownPerson person = People.known(answer.value().get(0), line);
    job.similar(person);
    try {
      return among(job, facts, person, similar, updating);
    } catch (Unanswered e) {
      return job.tell(Failures.unknown(task, words("why.looking", e.reply().words())));
    }
  }

  private static RowEvent what(Likeness what) {
    return new RowEvent.Similar(what);
  }

  /** The similar person is gone, for the second time. */
  Outcome gone(RowTask task, Reply.Refusal<?> refusal) {
    SimilarPerson similar =
        Objects.requireNonNull(refusal.similar(), "whoever is gone had been named");
    return task.end(Ending.REVIEW, "SIMILAR_GONE", words("similar.gone", similar.id()))
        .withSimilar(similar.id(), similar.name())
        .withCandidates(
            List.of(new Candidate(similar.id(), similar.name(), "", similar.canForce())));
  }

  private RowEvent among(
      RowJob job, RowFacts facts, KnownPerson similar, SimilarPerson told, boolean updating)
      throws Unanswered {
    RowTask task = job.task();
    if (updating && similar.id() == job.target()) {
      return told.canForce()
          ? what(Likeness.FORCE)
          : job.tell(review(task, similar, told, words("similar.self")));
    }
    Key key = task.key();
    boolean another = context.lineage().isAnothers(task.row(), similar.id());
    boolean sameKey = similar.type() == context.type() && People.hasKey(similar, key) && !another;
    boolean sameName = similar.normalName().equals(Keys.name(task.person().name()));
    if (sameKey && sameName && !updating && isOurs(job, facts, similar)) {
      job.seen(List.of(similar), List.of());
      return what(Likeness.OURS);
    }
    if (sameKey && job.isDecided()) {
      return job.tell(review(task, similar, told, ""));
    }
    if (sameKey && updating) {
      return job.tell(
          keyNotUnique(task, List.of(People.known(job.change().stored(), null), similar)));
    }
    if (sameKey) {
      return sameName ? what(Likeness.EXISTS) : job.tell(nameDiffers(task, similar));
    }
    return byPolicy(job, similar, told, sameName, updating);
  }

  /** Whom a lost create of this very row has made. */
  private boolean isOurs(RowJob job, RowFacts facts, KnownPerson similar) throws Unanswered {
    return facts.unanswered()
        && !job.earlier().contains(similar.id())
        && making.isOurs(similar.id(), job.fields());
  }

  private RowEvent byPolicy(
      RowJob job, KnownPerson similar, SimilarPerson told, boolean sameName, boolean updating) {
    RowTask task = job.task();
    switch (context.settings().onSimilar()) {
      case SKIP:
        return job.tell(
            task.end(Ending.SKIPPED_SIMILAR, CODE, words("similar.skipped", who(similar)))
                .withSimilar(similar.id(), similar.name())
                .withCandidates(List.of(candidate(task, similar, told))));
      case FORCE:
        return told.canForce()
            ? what(Likeness.FORCE)
            : job.tell(review(task, similar, told, words("similar.noForce")));
      case UPDATE:
        return !updating && sameName && mayBeSame(task, similar)
            ? what(Likeness.UPDATE)
            : job.tell(review(task, similar, told, words("similar.differs")));
      default:
        return job.tell(review(task, similar, told, ""));
    }
  }

  /** Same type, and no identity field that is filled on both sides differs. */
  private boolean mayBeSame(RowTask task, KnownPerson similar) {
    if (similar.type() != context.type()) {
      return false;
    }
    for (KeyField field : Keys.USER_KEYS) {
      if (differ(field, task.person(), similar)) {
        return false;
      }
    }
    return true;
  }

  private static boolean differ(
      KeyField field, dev.senselink.batch.check.Person row, KnownPerson similar) {
    String ours = Keys.normal(field, row.text(field.column()));
    String theirs = People.normal(similar, field);
    return !ours.isEmpty() && !theirs.isEmpty() && !ours.equals(theirs);
  }

  private Outcome review(RowTask task, KnownPerson similar, SimilarPerson told, String more) {
    String meaning = Codes.meaning(30002);
    String remedy = Codes.remedy(30002);
    String reason =
        more.isEmpty()
            ? words("similar", meaning, who(similar), remedy)
            : words("similar.more", meaning, who(similar), more, remedy);
    return task.end(Ending.REVIEW, CODE, reason)
        .withSimilar(similar.id(), similar.name())
        .withCandidates(List.of(candidate(task, similar, told)));
  }

  /** A person with the row's key and another name: two people, or one who changed the name. */
  public Outcome nameDiffers(RowTask task, KnownPerson person) {
    return task.end(
            Ending.REVIEW,
            "NAME_DIFFERS",
            words("name.differs", person.id(), FieldNames.ofKey(task)))
        .withCandidates(List.of(People.candidate(person, task.key(), false)));
  }

  /** Several people with the row's key, or who may be the row without having it. */
  public Outcome keyNotUnique(RowTask task, List<KnownPerson> people) {
    return task.end(
            Ending.REVIEW,
            "KEY_NOT_UNIQUE",
            words("key.notUnique", people.size(), FieldNames.ofKey(task)))
        .withCandidates(people.stream().map(p -> People.candidate(p, task.key(), false)).toList());
  }

  private static Candidate candidate(RowTask task, KnownPerson similar, SimilarPerson told) {
    return People.candidate(similar, task.key(), told.canForce());
  }

  private static String who(KnownPerson similar) {
    boolean guest = similar.type() == Person.GUEST;
    Long line = similar.rosterLine();
    return line == null
        ? words(guest ? "who.guest" : "who.person", similar.id())
        : words(guest ? "who.guest.made" : "who.person.made", similar.id(), line);
  }
}
