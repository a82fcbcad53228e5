package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.RowWorkspace;
import dev.senselink.batch.enrol.decide.ConflictDecision;
import dev.senselink.batch.enrol.decide.EarlierSkips;
import dev.senselink.batch.enrol.lookup.LookAlikes;
import dev.senselink.batch.enrol.lookup.ReferenceResolver;
import dev.senselink.batch.enrol.lookup.Resolution;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.row.References;
import dev.senselink.batch.enrol.row.RosterFieldNames;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.enrol.write.RowStateMachine;
import dev.senselink.batch.enrol.write.SimilarFaceRules;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.RememberedSkip;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.ledger.lists.RevokedStore;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what a person decided about a row. Safe between threads.
 *
 * <p>The person decided by what the conflicts file showed. So before anything is sent the candidate
 * is read again, and whoever has got the row's key and name meanwhile is taken for the row.
 */
final class DecisionExecutor {
  /** Reasons of a row that is already on the server, or whose key somebody there has. */
  private static final Set<String> OF_KEY =
      Set.of(
          "NAME_DIFFERS",
          "KEY_NOT_UNIQUE",
          LookAlikes.CODE,
          EarlierSkips.EDITED,
          "ID_NUMBER_UNKNOWN",
          "GROUPS_UNKNOWN",
          Outcome.MADE_TWICE,
          Outcome.LEFT_SINCE_BACKUP);

  private static final Set<String> OF_FACE =
      Set.of(SimilarFaceRules.CODE, "SIMILAR_GONE", "FORCE_UNCERTAIN");

  private final EnrolmentContext context;
  private final ReferenceResolver meanings;
  private final CreatePreparation newcomers;
  private final RowStateMachine worker;

  DecisionExecutor(
      EnrolmentContext context,
      ReferenceResolver meanings,
      CreatePreparation newcomers,
      RowStateMachine worker) {
    this.context = context;
    this.meanings = meanings;
    this.newcomers = newcomers;
    this.worker = worker;
  }

  /** Notes the decision; to be done before anything else is. */
  void begin(ConflictDecision decided) {
    int row = decided.before().row();
    String own = context.ledger().before().runs().under(context.run());
    context
        .ledger()
        .decisions()
        .begin(context.run(), row, decided.begun(), own, decided.before().code())
        .join();
  }

  /** Carries it out. */
  Outcome carryOut(RowTask task, ConflictDecision decided) throws UnansweredException {
    if (decided.decision() == Decision.SKIP) {
      return skip(task, decided);
    }
    context.ledger().decisions().forget(EarlierSkips.who(task)).join();
    ConflictCandidate candidate = decided.candidate();
    KnownPerson now = null;
    if (candidate != null) {
      now = context.look().findOnServer(candidate.id()).orElse(null);
      if (now == null || !isAsDecided(task, candidate, now)) {
        return changed(task, decided, candidate, now);
      }
    }
    Resolution meaning = meanings.of(task.person());
    if (meaning.finding() != null) {
      return task.end(RowEnding.REJECTED_ROW, meaning.finding().code(), meaning.finding().reason());
    }
    return decided.decision() == Decision.UPDATE && now != null
        ? update(task, decided, now, meaning.wanted())
        : create(task, decided, meaning.wanted());
  }

  private Outcome skip(RowTask task, ConflictDecision decided) {
    Outcome before = decided.before();
    boolean ofKey = isOfKey(task, before);
    String code =
        !ofKey
            ? SimilarFaceRules.CODE
            : OF_KEY.contains(before.code()) ? before.code() : "NAME_DIFFERS";
    RowEnding ending =
        !ofKey
            ? RowEnding.SKIPPED_SIMILAR
            : code.equals(Outcome.LEFT_SINCE_BACKUP) && before.personId() == null
                ? RowEnding.SKIPPED_DEPARTED
                : RowEnding.SKIPPED_EXISTING;
    Instant now = context.machine().wall().instant();
    remember(task, before, ending, code, now);
    Long person = before.personId();
    LocalDate today = now.atZone(ZoneId.systemDefault()).toLocalDate();
    boolean ofVisit = EarlierSkips.isOfVisit(task, person == null ? 0 : person);
    Outcome outcome =
        task.end(ending, code, words(ofVisit ? "decided.skip.visit" : "decided.skip", today));
    Long similar = before.similarId();
    Outcome known = person == null ? outcome : outcome.withPerson(person);
    return similar == null ? known : known.withSimilar(similar, before.similarName());
  }

  private static boolean isOfKey(RowTask task, Outcome before) {
    if (OF_KEY.contains(before.code()) || OF_FACE.contains(before.code())) {
      return OF_KEY.contains(before.code());
    }
    KeyField field = task.key().field();
    String ours = KeyRules.normal(field, task.key().asRead());
    return before.candidates().stream().anyMatch(c -> KeyRules.normal(field, c.key()).equals(ours));
  }

  private void remember(RowTask task, Outcome before, RowEnding ending, String code, Instant now) {
    List<ConflictCandidate> reasons = new ArrayList<>(before.candidates());
    if (reasons.isEmpty()) {
      reasons.add(new ConflictCandidate(0, "", "", false));
    }
    KeyField field = task.key().field();
    long person = before.personId() == null ? 0 : before.personId();
    String who = EarlierSkips.who(task);
    String by = EarlierSkips.decidedBy(task, person);
    Promise<Void> last = context.ledger().decisions().forget(who);
    for (ConflictCandidate c : reasons) {
      String sha = c.id() == 0 ? "" : EarlierSkips.candidate(field, c.name(), c.key());
      last =
          context
              .ledger()
              .decisions()
              .remember(
                  new RememberedSkip(
                      who, c.id(), sha, c.canForce(), person, by, ending, code, now));
    }
    last.join();
  }

  /** An update that was cut short may have made the candidate what the row says. */
  private static boolean isAsDecided(RowTask task, ConflictCandidate seen, KnownPerson now) {
    KeyField field = task.key().field();
    boolean begun = task.before().updates() > 0;
    String name = now.normalName();
    String key = KeyRules.normal(field, ServerPersonMapper.shown(now, field));
    boolean sameName =
        name.equals(KeyRules.name(seen.name()))
            || begun && name.equals(KeyRules.name(task.person().name()));
    boolean sameKey =
        key.equals(KeyRules.normal(field, seen.key()))
            || begun && key.equals(KeyRules.normal(field, task.key().asRead()));
    return sameName && sameKey;
  }

  private static Outcome changed(
      RowTask task, ConflictDecision decided, ConflictCandidate seen, @Nullable KnownPerson now) {
    List<ConflictCandidate> present = new ArrayList<>(decided.before().candidates());
    int at = present.indexOf(seen);
    if (at >= 0) {
      present.remove(at);
    }
    if (now != null) {
      present.add(Math.max(at, 0), ServerPersonMapper.candidate(now, task.key(), seen.canForce()));
    }
    Outcome outcome =
        task.end(
                RowEnding.REVIEW,
                "CANDIDATE_CHANGED",
                now == null
                    ? words("decided.candidateGone", seen.id())
                    : words("decided.candidateChanged", seen.id(), RosterFieldNames.ofKey(task)))
            .withCandidates(present);
    Long person = decided.before().personId();
    return person == null ? outcome : outcome.withPerson(person);
  }

  private Outcome update(
      RowTask task, ConflictDecision decided, KnownPerson now, References wanted) {
    if (now.type() != context.type()) {
      return task.end(
              RowEnding.REVIEW, decided.before().code(), words("decided.otherType", now.id()))
          .withCandidates(decided.before().candidates());
    }
    Outcome photo = newcomers.photoProblem(task, true);
    if (photo != null) {
      return photo;
    }
    if (decided.before().code().equals(Outcome.LEFT_SINCE_BACKUP)) {
      groupsComeBack(now.id());
    }
    RowWorkspace job = worker.job(task, wanted, List.of(now.id()), true);
    job.target(now);
    return worker.update(job);
  }

  /** Notes it before the update leaves: groups that come back by it are not by other hands. */
  private void groupsComeBack(long person) {
    RevokedStore revoked = context.ledger().revoked();
    revoked
        .of(person)
        .ifPresent(
            one -> revoked.note(one.in(RevokedPerson.State.CUT), context.settings().timeout()));
  }

  private Outcome create(RowTask task, ConflictDecision decided, References wanted)
      throws UnansweredException {
    boolean force = decided.decision() == Decision.FORCE;
    ConflictCandidate similar = decided.candidate();
    Long updated = decided.before().personId();
    boolean isOwn = // made by a create of the row, as those who looked for it have said
        task.before().unknownFace() && decided.before().code().equals(Outcome.UNKNOWN_TO_FACES);
    if (force && updated != null && similar != null && !isOwn) {
      return forceUpdate(task, updated, wanted, similar);
    }
    Outcome cutShort = cutShort(task, decided, wanted);
    if (cutShort != null) {
      return cutShort;
    }
    List<KnownPerson> present = context.look().withKeyOfAnyType(task.key());
    List<KnownPerson> mayBeRow =
        present.stream()
            .filter(p -> !context.lineage().belongsToOtherRow(task.row(), p.id()))
            .toList();
    Optional<KnownPerson> twin = mayBeRow.stream().filter(p -> isRow(task, decided, p)).findFirst();
    if (twin.isPresent() && mayBeUnknownToFaces(task, decided.before(), twin.get().id())) {
      return FailureOutcomes.unknownToFaces(task, twin.get().id());
    }
    if (twin.isPresent()) {
      return task.end(RowEnding.SKIPPED_EXISTING, "", words("decided.cameMeanwhile"))
          .withPerson(twin.get().id());
    }
    Outcome photo = newcomers.photoProblem(task, false);
    if (photo != null) {
      return photo;
    }
    List<Long> earlier = present.stream().map(KnownPerson::id).toList();
    return force && similar != null
        ? newcomers.force(task, wanted, earlier, similar)
        : newcomers.create(task, wanted, earlier, true);
  }

  private static boolean mayBeUnknownToFaces(RowTask task, Outcome before, long person) {
    boolean isTold = before.code().equals(Outcome.UNKNOWN_TO_FACES);
    return (isTold && Objects.equals(before.personId(), person))
        || (task.before().unknownFace() && task.before().mayHaveMade(person));
  }

  /**
   * Null where nothing sent before, in an earlier process or without an answer, has made anybody.
   */
  private @Nullable Outcome cutShort(RowTask task, ConflictDecision decided, References wanted) {
    Outcome before = decided.before();
    boolean uncertain = !before.mark().isEmpty();
    if ((task.before().creates() == 0 && !uncertain)
        || newcomers.photoProblem(task, true) != null) {
      return null;
    }
    List<Long> seen = before.candidates().stream().map(ConflictCandidate::id).toList();
    ConflictCandidate past =
        uncertain && !before.candidates().isEmpty() ? before.candidates().get(0) : null;
    return newcomers.takeUp(task, wanted, seen, past);
  }

  private Outcome forceUpdate(
      RowTask task, long updated, References wanted, ConflictCandidate similar) {
    Outcome photo = newcomers.photoProblem(task, true);
    if (photo != null) {
      return photo;
    }
    RowWorkspace job = worker.job(task, wanted, List.of(updated), true);
    job.target(updated);
    return worker.forceUpdate(job, similar.id(), similar.name());
  }

  /** The row's own person, whom nobody knew of when the conflict was found. */
  private boolean isRow(RowTask task, ConflictDecision decided, KnownPerson person) {
    boolean seen = decided.before().candidates().stream().anyMatch(c -> c.id() == person.id());
    return !seen
        && person.type() == context.type()
        && person.normalName().equals(KeyRules.name(task.person().name()));
  }
}
