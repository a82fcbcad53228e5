package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.enrol.before.MadeKeeper;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.RowWorkspace;
import dev.senselink.batch.enrol.decide.EarlierSkips;
import dev.senselink.batch.enrol.guests.GuestEndings;
import dev.senselink.batch.enrol.lookup.LookAlikes;
import dev.senselink.batch.enrol.lookup.LookupResult;
import dev.senselink.batch.enrol.lookup.ReferenceResolver;
import dev.senselink.batch.enrol.lookup.Resolution;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.lookup.SourceIdentity;
import dev.senselink.batch.enrol.row.EnrolmentSettings;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.row.References;
import dev.senselink.batch.enrol.row.RosterFieldNames;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.enrol.write.PersonClaims;
import dev.senselink.batch.enrol.write.RowStateMachine;
import dev.senselink.batch.enrol.write.SimilarFaceRules;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.RosterColumn;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a row by who is there: the first table of ENROLMENT. What is sent for it then is
 * the {@link RowStateMachine}'s. Safe between threads.
 */
final class LookupRules {
  private final EnrolmentContext context;
  private final GuestEndings visitors;
  private final ReferenceResolver meanings;
  private final EarlierSkips skips;
  private final PersonClaims claims;
  private final ListDifferences differences;
  private final SimilarFaceRules similar;
  private final CreatePreparation newcomers;
  private final RowStateMachine worker;

  LookupRules(
      EnrolmentContext context,
      GuestEndings visitors,
      ReferenceResolver meanings,
      PersonClaims claims,
      ListDifferences differences,
      SimilarFaceRules similar,
      CreatePreparation newcomers,
      RowStateMachine worker) {
    this.context = context;
    this.visitors = visitors;
    this.meanings = meanings;
    this.skips = new EarlierSkips(context);
    this.claims = claims;
    this.differences = differences;
    this.similar = similar;
    this.newcomers = newcomers;
    this.worker = worker;
  }

  /** Works a row to its outcome. */
  Outcome work(RowTask task) throws UnansweredException {
    OptionalLong doubtful = context.look().doubtful(task);
    if (doubtful.isPresent()) {
      return edited(task, doubtful.getAsLong());
    }
    Outcome cutShort = task.before().creates() > 0 ? cutShort(task) : null;
    return cutShort == null ? anew(task) : cutShort;
  }

  /** Null where no create of an earlier process has made anybody. */
  private @Nullable Outcome cutShort(RowTask task) throws UnansweredException {
    Resolution meaning = meanings.of(task.person());
    return meaning.finding() == null && newcomers.photoProblem(task, true) == null
        ? newcomers.takeUp(task, meaning.wanted())
        : null;
  }

  private Outcome anew(RowTask task) throws UnansweredException {
    LookupResult standing = context.look().lookUp(task);
    Outcome skipped = skips.of(task, standing);
    if (skipped != null) {
      return skipped;
    }
    if (!standing.namesakes().isEmpty()) {
      return review(task, standing);
    }
    KnownPerson existing = standing.existing();
    if (context.lineage().hasLeft(task.row(), task.person(), existing)) {
      return hasLeft(task, existing);
    }
    Outcome another = existing == null ? null : claims.takes(task, existing, false);
    if (another != null) {
      return another;
    }
    if (existing != null && task.before().mayHaveMade(existing.id())) {
      new MadeKeeper(context).perhapsMade(task.row(), existing);
      if (task.before().unknownFace() && !updates()) {
        return FailureOutcomes.unknownToFaces(task, existing.id());
      }
    }
    if (existing != null && !updates() && !context.gate().expectsNobody(task)) {
      return left(task, existing);
    }
    Outcome photoProblem = newcomers.photoProblem(task, existing != null);
    // What only a row without its photo names is not created: the photo is the reason.
    boolean photoFirst = photoProblem != null && context.settings().missingToBeCreated();
    Resolution meaning = meanings.of(task.person());
    if (meaning.finding() != null && !photoFirst) {
      return task.end(RowEnding.REJECTED_ROW, meaning.finding().code(), meaning.finding().reason());
    }
    if (photoProblem != null) {
      return photoProblem;
    }
    return existing == null
        ? newcomers.create(task, meaning.wanted(), standing.earlier(), false)
        : update(task, existing, meaning.wanted());
  }

  private static Outcome hasLeft(RowTask task, @Nullable KnownPerson existing) {
    return existing == null
        ? task.end(RowEnding.REVIEW, Outcome.LEFT_SINCE_BACKUP, words("descent.removed"))
        : task.end(
                RowEnding.REVIEW,
                Outcome.LEFT_SINCE_BACKUP,
                words("descent.revoked", existing.id()))
            .withPerson(existing.id())
            .withCandidates(List.of(ServerPersonMapper.candidate(existing, task.key(), false)));
  }

  /** Somebody known by id who has kept only some of what told who they are. */
  private Outcome edited(RowTask task, long id) throws UnansweredException {
    KnownPerson now = context.look().findWherever(id).orElse(null);
    Outcome skipped = now == null ? null : skips.ofEdited(task, now);
    if (skipped != null) {
      return skipped;
    }
    List<ConflictCandidate> candidates =
        now == null ? List.of() : List.of(ServerPersonMapper.candidate(now, task.key(), false));
    return task.end(RowEnding.REVIEW, EarlierSkips.EDITED, words("descent.edited", id))
        .withCandidates(candidates);
  }

  private Outcome update(RowTask task, KnownPerson existing, References wanted) {
    Outcome known = visitors.known(task, existing, wanted);
    if (known == null) {
      RowWorkspace job = worker.job(task, wanted, List.of(existing.id()), false);
      job.target(existing);
      job.target().claim();
      return worker.update(job);
    }
    if (known.ending() == RowEnding.UNCHANGED) {
      task.noted(context.ledger().known().put(ServerPersonMapper.by(existing, task.line())));
    }
    Outcome skipped =
        known.code().equals(EarlierSkips.EDITED) ? skips.ofEdited(task, existing) : null;
    return skipped == null ? known : skipped;
  }

  private boolean updates() {
    return context.settings().onExisting() == EnrolmentSettings.OnExisting.UPDATE;
  }

  private Outcome review(RowTask task, LookupResult standing) {
    List<KnownPerson> people = standing.namesakes();
    return switch (standing.why()) {
      case SEVERAL -> similar.keyNotUnique(task, people);
      case NAME_DIFFERS -> similar.nameDiffers(task, people.get(0));
      case LOOKS_THE_SAME -> looksTheSame(task, people);
    };
  }

  /** People with the row's name and another of its numbers, but with another key. */
  private static Outcome looksTheSame(RowTask task, List<KnownPerson> people) {
    KnownPerson first = people.get(0);
    KeyField own = task.key().field();
    List<String> same =
        KeyRules.all(task.person()).stream()
            .filter(key -> key.field() != own && ServerPersonMapper.hasKey(first, key))
            .map(key -> key.field().column().header())
            .toList();
    String shown = ServerPersonMapper.shown(first, own);
    String reason =
        words(
            shown.isEmpty() ? "looks.theSame.blank" : "looks.theSame",
            first.id(),
            RosterFieldNames.list(same.isEmpty() ? List.of(RosterColumn.ID_NUMBER.header()) : same),
            RosterFieldNames.ofKey(task),
            shown,
            task.key().asRead());
    return task.end(RowEnding.REVIEW, LookAlikes.CODE, reason)
        .withCandidates(
            people.stream().map(p -> ServerPersonMapper.candidate(p, task.key(), false)).toList());
  }

  /** The same, saying what of the row was not applied to them. */
  private Outcome left(RowTask task, KnownPerson existing) {
    List<String> columns = differences.of(task, existing);
    Outcome there = there(task, existing);
    Outcome outcome =
        columns.isEmpty()
            ? there
            : there.telling("", differs(RosterFieldNames.list(columns))).withDiffering(columns);
    List<String> joined = context.lineage().groupsToJoin(task.applicant().row());
    return joined.isEmpty()
        ? outcome
        : outcome.adding(words("descent.joins", DisplayLanguage.list(joined)));
  }

  private String differs(String columns) {
    return context.lineage() == SourceIdentity.NONE
        ? words("exists.differs", columns)
        : words("descent.differs", columns);
  }

  /** The row's person is there, and stays as they are. */
  static Outcome there(RowTask task, KnownPerson existing) {
    return task.end(RowEnding.SKIPPED_EXISTING, "", words("exists")).withPerson(existing.id());
  }
}
