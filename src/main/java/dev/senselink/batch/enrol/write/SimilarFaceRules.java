package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SimilarPerson;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.RowWorkspace;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.row.RosterFieldNames;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.enrol.state.RowEvent;
import dev.senselink.batch.enrol.state.RowEvent.Likeness;
import dev.senselink.batch.enrol.state.RowFacts;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.PossibleDecisions;
import dev.senselink.batch.outcome.RowEnding;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers 30002, "a similar user exists": the second table of ENROLMENT. */
public final class SimilarFaceRules {
  public static final String CODE = "30002";

  private final EnrolmentContext context;
  private final LostCreateMatcher making;

  public SimilarFaceRules(EnrolmentContext context, LostCreateMatcher making) {
    this.context = context;
    this.making = making;
  }

  /**
   * Answers a 30002.
   *
   * @param updating whether it came of an update
   */
  RowEvent ask(RowWorkspace job, RowFacts facts, boolean updating) {
    RowTask task = job.task();
    Reply.Refusal<?> refusal = (Reply.Refusal<?>) job.last();
    SimilarPerson similar = refusal.similar();
    if (facts.settling()) {
      return similar != null && similar.id() == job.target().id()
          ? what(Likeness.KNOWN_TO_FACES) // so the face service knows the person after all
          : job.endWith(FailureOutcomes.unknownToFaces(task, refusal));
    }
    if (similar == null || similar.id() == 0) {
      return job.endWith(task.end(RowEnding.REVIEW, CODE, words("similar.unknown")));
    }
    Reply<List<Person>> read = shown(similar.id());
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return job.endWith(FailureOutcomes.ofQuestion(task, read));
    }
    if (answer.value().isEmpty()) {
      return what(Likeness.GONE);
    }
    KnownPerson made = context.ledger().known().byId(similar.id()).orElse(null);
    Long line = made == null ? null : made.rosterLine();
    KnownPerson person = ServerPersonMapper.known(answer.value().get(0), line);
    job.similar(person);
    try {
      return among(job, facts, person, similar, updating);
    } catch (UnansweredException e) {
      return job.endWith(FailureOutcomes.unknown(task, words("why.looking", e.reply().words())));
    }
  }

  /** The list lags behind the faces: who was made a moment ago is waited for. */
  private Reply<List<Person>> shown(long id) {
    return context.ledger().known().mayBeNew(id)
        ? new FreshPersonReader(context).of(id, found -> !found.isEmpty())
        : context.server().ask(ListUsers.byId(id));
  }

  private static RowEvent what(Likeness what) {
    return new RowEvent.Similar(what);
  }

  /** The similar person is gone, for the second time. */
  Outcome gone(RowTask task, Reply.Refusal<?> refusal) {
    SimilarPerson similar =
        Objects.requireNonNull(refusal.similar(), "whoever is gone had been named");
    return task.end(RowEnding.REVIEW, "SIMILAR_GONE", words("similar.gone", similar.id()))
        .withSimilar(similar.id(), similar.name())
        .withCandidates(
            List.of(new ConflictCandidate(similar.id(), similar.name(), "", similar.canForce())));
  }

  private RowEvent among(
      RowWorkspace job, RowFacts facts, KnownPerson similar, SimilarPerson told, boolean updating)
      throws UnansweredException {
    RowTask task = job.task();
    if (updating && similar.id() == job.target().id()) {
      // SYNC's rule is newer than ENROLMENT's: a plan forces nothing, not even their own new photo.
      return told.canForce() && context.gate().mayForce()
          ? what(Likeness.FORCE)
          : job.endWith(
              review(
                  task,
                  job.target().id(),
                  similar,
                  told,
                  told.canForce() ? words("similar.planned") : words("similar.self")));
    }
    PersonKey key = task.key();
    boolean another = context.lineage().belongsToOtherRow(task.row(), similar.id());
    boolean sameKey =
        similar.type() == context.type() && ServerPersonMapper.hasKey(similar, key) && !another;
    boolean sameName = similar.normalName().equals(KeyRules.name(task.person().name()));
    if (sameKey && sameName && !updating && isOurs(job, facts, similar)) {
      job.seen(List.of(similar), List.of());
      return what(Likeness.OURS);
    }
    if (sameKey && job.isDecided()) {
      return job.endWith(
          review(task, updating ? (Long) job.target().id() : null, similar, told, ""));
    }
    if (sameKey && updating) {
      return job.endWith(
          keyNotUnique(
              task,
              List.of(ServerPersonMapper.known(job.target().change().stored(), null), similar)));
    }
    if (sameKey) {
      return sameName ? what(Likeness.EXISTS) : job.endWith(nameDiffers(task, similar));
    }
    return byPolicy(job, similar, told, sameName, updating);
  }

  /** Whom a lost create of this very row has made. */
  private boolean isOurs(RowWorkspace job, RowFacts facts, KnownPerson similar)
      throws UnansweredException {
    return facts.unanswered()
        && !job.earlier().contains(similar.id())
        && making.isOurs(similar.id(), job.fields());
  }

  private RowEvent byPolicy(
      RowWorkspace job,
      KnownPerson similar,
      SimilarPerson told,
      boolean sameName,
      boolean updating) {
    RowTask task = job.task();
    Long updated = updating ? (Long) job.target().id() : null;
    switch (context.settings().onSimilar()) {
      case SKIP:
        return job.endWith(
            task.end(RowEnding.SKIPPED_SIMILAR, CODE, words("similar.skipped", who(similar)))
                .withSimilar(similar.id(), similar.name())
                .withCandidates(List.of(candidate(task, similar, told))));
      case FORCE:
        return told.canForce()
            ? what(Likeness.FORCE)
            : job.endWith(review(task, updated, similar, told, words("similar.noForce")));
      case UPDATE:
        return !updating && sameName && mayBeSame(task, similar)
            ? what(Likeness.UPDATE)
            : job.endWith(review(task, updated, similar, told, words("similar.differs")));
      default:
        return job.endWith(review(task, updated, similar, told, ""));
    }
  }

  /** Same type, and no identity field that is filled on both sides differs. */
  private boolean mayBeSame(RowTask task, KnownPerson similar) {
    if (similar.type() != context.type()) {
      return false;
    }
    for (KeyField field : KeyRules.USER_KEYS) {
      if (differ(field, task.person(), similar)) {
        return false;
      }
    }
    return true;
  }

  private static boolean differ(
      KeyField field, dev.senselink.batch.check.RosterPerson row, KnownPerson similar) {
    String ours = KeyRules.normal(field, row.text(field.column()));
    String theirs = ServerPersonMapper.normal(similar, field);
    return !ours.isEmpty() && !theirs.isEmpty() && !ours.equals(theirs);
  }

  /**
   * @param updated the person whom the row was to update, {@code null} for nobody
   */
  private Outcome review(
      RowTask task, @Nullable Long updated, KnownPerson similar, SimilarPerson told, String more) {
    ConflictCandidate candidate = candidate(task, similar, told);
    String meaning = ErrorCodes.meaning(30002);
    String possible =
        words(
            "similar.possible",
            DisplayLanguage.list(
                PossibleDecisions.of(CODE, updated, candidate).stream()
                    .map(decision -> words("similar.possible." + decision.word()))
                    .toList()));
    String reason =
        more.isEmpty()
            ? words("similar", meaning, who(similar), possible)
            : words("similar.more", meaning, who(similar), more, possible);
    return task.end(RowEnding.REVIEW, CODE, reason)
        .withSimilar(similar.id(), similar.name())
        .withCandidates(List.of(candidate));
  }

  /** A person with the row's key and another name: two people, or one who changed the name. */
  public Outcome nameDiffers(RowTask task, KnownPerson person) {
    return task.end(
            RowEnding.REVIEW,
            "NAME_DIFFERS",
            words("name.differs", person.id(), RosterFieldNames.ofKey(task)))
        .withCandidates(List.of(ServerPersonMapper.candidate(person, task.key(), false)));
  }

  /** Several people with the row's key, or who may be the row without having it. */
  public Outcome keyNotUnique(RowTask task, List<KnownPerson> people) {
    return task.end(
            RowEnding.REVIEW,
            "KEY_NOT_UNIQUE",
            words("key.notUnique", people.size(), RosterFieldNames.ofKey(task)))
        .withCandidates(
            people.stream().map(p -> ServerPersonMapper.candidate(p, task.key(), false)).toList());
  }

  private ConflictCandidate candidate(RowTask task, KnownPerson similar, SimilarPerson told) {
    return ServerPersonMapper.candidate(similar, task.key(), told.canForce())
        .withOtherKind(similar.type() != context.type());
  }

  private static String who(KnownPerson similar) {
    boolean guest = similar.type() == Person.GUEST;
    Long line = similar.rosterLine();
    return line == null
        ? words(guest ? "who.guest" : "who.person", similar.id())
        : words(guest ? "who.guest.made" : "who.person.made", similar.id(), line);
  }
}
