package dev.senselink.batch.enrol.decide;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.lookup.LookupResult;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.RememberedSkip;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.cell.VisitWindow;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a person decided to skip in an earlier run: they end so again, without a request, until
 * their photo, key or name, or the person who was the reason, changes. Safe between threads.
 *
 * <p>A guest who is registered already was to be updated, and what an update is for is the visit:
 * whoever left the guest as they were for one visit has not been asked about the next.
 */
public final class EarlierSkips {
  public static final String EDITED = "EDITED_ON_SERVER";

  private final EnrolmentContext context;
  // All of them: people decide about hundreds of rows, and a look-up a row costs a million of them.
  private final Map<String, List<RememberedSkip>> skips;

  public EarlierSkips(EnrolmentContext context) {
    this.context = context;
    this.skips =
        context.settings().recheckDecisions() ? Map.of() : context.ledger().decisions().skips();
  }

  /** The digest of who a row is. */
  public static String who(RowTask task) {
    PersonKey key = task.key();
    return Sha256Digest.hex(
        String.join("\n", key.field().name(), key.value(), KeyRules.name(task.person().name())));
  }

  /** The digest of who a candidate is, as far as a person decided by it. */
  public static String candidate(KeyField field, String name, String key) {
    return Sha256Digest.hex(KeyRules.name(name) + "\n" + KeyRules.normal(field, key));
  }

  /**
   * The digest of what a skip was decided by: the row's photo file, {@code ""} for none; and the
   * visit, where a guest was to be updated.
   *
   * @param updated the person whom the row was to update, 0 for nobody
   */
  public static String decidedBy(RowTask task, long updated) {
    PhotoFile file = task.applicant().photo();
    String photo = file == null ? "" : SentFields.contentOf(file);
    VisitWindow window = task.person().window();
    return isOfVisit(task, updated) && window != null
        ? Sha256Digest.hex(String.join("\n", photo, window.fromText(), window.toText(), rest(task)))
        : photo;
  }

  /** Whether a skip holds for one visit only. */
  public static boolean isOfVisit(RowTask task, long updated) {
    return updated != 0 && task.person().kind() == RosterKind.GUESTS;
  }

  private static String rest(RowTask task) {
    Row row = task.applicant().row();
    return String.join(
        "\n",
        row.text(RosterColumn.HOST),
        row.text(RosterColumn.GROUPS),
        row.text(RosterColumn.REMARK));
  }

  /**
   * Null unless the row is to be skipped before anything is asked about it.
   *
   * @throws UnansweredException if the server did not tell whether the reason is still there
   */
  @Nullable
  public Outcome of(RowTask task, LookupResult standing) throws UnansweredException {
    List<RememberedSkip> mine = skips.getOrDefault(who(task), List.of());
    // What an earlier process may have sent for the row is looked after to its end.
    if (mine.isEmpty() || task.before().attempts() > 0) {
      return null;
    }
    List<RememberedSkip> fit = mine.stream().filter(s -> isAsDecided(task, s)).toList();
    return standing.namesakes().isEmpty()
        ? ofFace(task, standing.existing(), fit)
        : ofKey(task, standing.namesakes(), fit);
  }

  /** Every one who has the key has to be one whom the person saw. */
  private @Nullable Outcome ofKey(
      RowTask task, List<KnownPerson> namesakes, List<RememberedSkip> fit) {
    for (KnownPerson person : namesakes) {
      if (fit.stream()
          .noneMatch(s -> s.ending() == RowEnding.SKIPPED_EXISTING && is(task, s, person))) {
        return null;
      }
    }
    RememberedSkip skip = fit.get(0);
    return end(task, skip)
        .withCandidates(
            namesakes.stream()
                .map(p -> ServerPersonMapper.candidate(p, task.key(), skip.canForce()))
                .toList());
  }

  private @Nullable Outcome ofFace(
      RowTask task, @Nullable KnownPerson existing, List<RememberedSkip> fit)
      throws UnansweredException {
    long person = existing == null ? 0 : existing.id();
    for (RememberedSkip skip : fit) {
      if (skip.person() != person || skip.code().equals(EDITED)) {
        continue;
      }
      if (skip.candidate() == 0) {
        return end(task, skip);
      }
      Optional<KnownPerson> now = context.look().findWherever(skip.candidate());
      if (now.isPresent() && is(task, skip, now.get())) {
        return about(task, skip, now.get());
      }
    }
    return null;
  }

  /** Null unless the row is to be skipped because somebody edited this guest on the server. */
  @Nullable
  public Outcome ofEdited(RowTask task, KnownPerson existing) {
    for (RememberedSkip skip : skips.getOrDefault(who(task), List.of())) {
      if (skip.code().equals(EDITED) && isAsDecided(task, skip) && is(task, skip, existing)) {
        return about(task, skip, existing);
      }
    }
    return null;
  }

  private static boolean isAsDecided(RowTask task, RememberedSkip skip) {
    return skip.decidedBySha().equals(decidedBy(task, skip.person()));
  }

  private static boolean is(RowTask task, RememberedSkip skip, KnownPerson person) {
    KeyField field = task.key().field();
    return skip.candidate() == person.id()
        && skip.candidateSha()
            .equals(candidate(field, person.name(), ServerPersonMapper.shown(person, field)));
  }

  private static Outcome about(RowTask task, RememberedSkip skip, KnownPerson person) {
    List<ConflictCandidate> candidates =
        List.of(ServerPersonMapper.candidate(person, task.key(), skip.canForce()));
    Outcome outcome = end(task, skip).withCandidates(candidates);
    return skip.ending() == RowEnding.SKIPPED_SIMILAR
        ? outcome.withSimilar(person.id(), person.name())
        : outcome;
  }

  private static Outcome end(RowTask task, RememberedSkip skip) {
    Outcome outcome =
        task.end(
            skip.ending(),
            skip.code(),
            words("skip.earlier", skip.decidedAt().atZone(ZoneId.systemDefault()).toLocalDate()));
    return skip.person() == 0 ? outcome : outcome.withPerson(skip.person());
  }
}
