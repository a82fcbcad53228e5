package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.row.Words.words;

import dev.senselink.batch.enrol.context.RowJob;
import dev.senselink.batch.enrol.context.RunContext;
import dev.senselink.batch.enrol.decide.EarlierSkips;
import dev.senselink.batch.enrol.guests.Visitors;
import dev.senselink.batch.enrol.lookup.Meaning;
import dev.senselink.batch.enrol.lookup.Meanings;
import dev.senselink.batch.enrol.lookup.People;
import dev.senselink.batch.enrol.lookup.Standing;
import dev.senselink.batch.enrol.row.EnrolSettings;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.Unanswered;
import dev.senselink.batch.enrol.row.Wanted;
import dev.senselink.batch.enrol.write.RowClaims;
import dev.senselink.batch.enrol.write.RowWorker;
import dev.senselink.batch.enrol.write.SimilarFaces;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.outcome.Candidate;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a row by who is there: the first table of ENROLMENT. What is sent for it then is
 * the {@link RowWorker}'s. Safe between threads.
 */
final class LookFirstRules {
  private final RunContext context;
  private final Visitors visitors;
  private final Meanings meanings;
  private final EarlierSkips skips;
  private final RowClaims claims;
  private final SimilarFaces similar;
  private final Newcomers newcomers;
  private final RowWorker worker;

  LookFirstRules(
      RunContext context,
      Visitors visitors,
      Meanings meanings,
      RowClaims claims,
      SimilarFaces similar,
      Newcomers newcomers,
      RowWorker worker) {
    this.context = context;
    this.visitors = visitors;
    this.meanings = meanings;
    this.skips = new EarlierSkips(context);
    this.claims = claims;
    this.similar = similar;
    this.newcomers = newcomers;
    this.worker = worker;
  }

  /** Works a row to its outcome. */
  Outcome work(RowTask task) throws Unanswered {
    OptionalLong doubtful = context.lineage().doubtfulOf(task.row());
    if (doubtful.isPresent()) {
      return edited(task, doubtful.getAsLong());
    }
    Outcome cutShort = task.before().creates() > 0 ? cutShort(task) : null;
    return cutShort == null ? anew(task) : cutShort;
  }

  /** Null where no create of an earlier process has made anybody. */
  private @Nullable Outcome cutShort(RowTask task) throws Unanswered {
    Meaning meaning = meanings.of(task.person());
    return meaning.finding() == null && newcomers.photoProblem(task, true) == null
        ? newcomers.takeUp(task, meaning.wanted())
        : null;
  }

  private Outcome anew(RowTask task) throws Unanswered {
    Standing standing = context.look().at(task);
    Outcome skipped = skips.of(task, standing);
    if (skipped != null) {
      return skipped;
    }
    if (!standing.namesakes().isEmpty()) {
      return review(task, standing);
    }
    KnownPerson existing = standing.existing();
    Outcome another = existing == null ? null : claims.takes(task, existing, false);
    if (another != null) {
      return another;
    }
    if (existing != null && !updates()) {
      return there(task, existing);
    }
    Meaning meaning = meanings.of(task.person());
    if (meaning.finding() != null) {
      return task.end(Ending.REJECTED_ROW, meaning.finding().code(), meaning.finding().reason());
    }
    Outcome photoProblem = newcomers.photoProblem(task, existing != null);
    if (photoProblem != null) {
      return photoProblem;
    }
    return existing == null
        ? newcomers.create(task, meaning.wanted(), standing.earlier(), false)
        : update(task, existing, meaning.wanted());
  }

  /** Somebody known by id who has kept only some of what told who they are. */
  private Outcome edited(RowTask task, long id) throws Unanswered {
    KnownPerson now = context.look().person(id).orElse(null);
    Outcome skipped = now == null ? null : skips.ofEdited(task, now);
    if (skipped != null) {
      return skipped;
    }
    List<Candidate> candidates =
        now == null ? List.of() : List.of(People.candidate(now, task.key(), false));
    return task.end(Ending.REVIEW, EarlierSkips.EDITED, words("descent.edited", id))
        .withCandidates(candidates);
  }

  private Outcome update(RowTask task, KnownPerson existing, Wanted wanted) {
    Outcome known = visitors.known(task, existing, wanted);
    if (known == null) {
      RowJob job = worker.job(task, wanted, List.of(existing.id()), false);
      job.target(existing);
      job.claim();
      return worker.update(job);
    }
    if (known.ending() == Ending.UNCHANGED) {
      task.noted(context.ledger().known().put(People.by(existing, task.line())));
    }
    Outcome skipped =
        known.code().equals(EarlierSkips.EDITED) ? skips.ofEdited(task, existing) : null;
    return skipped == null ? known : skipped;
  }

  private boolean updates() {
    return context.settings().onExisting() == EnrolSettings.OnExisting.UPDATE;
  }

  private Outcome review(RowTask task, Standing standing) {
    List<KnownPerson> people = standing.namesakes();
    return standing.severalHits()
        ? similar.keyNotUnique(task, people)
        : similar.nameDiffers(task, people.get(0));
  }

  /** The row's person is there, and stays as they are. */
  static Outcome there(RowTask task, KnownPerson existing) {
    return task.end(Ending.SKIPPED_EXISTING, "", words("exists")).withPerson(existing.id());
  }
}
