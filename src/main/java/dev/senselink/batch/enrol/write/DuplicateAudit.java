package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.before.MadeKeeper;
import dev.senselink.batch.enrol.before.TwinCheck;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.PictureComparison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * The last look of a run: waits as long as anything of ours may still land, looks once more for
 * every row that was ever sent twice, and reads the list once for all others ({@link AuditList}).
 */
public final class DuplicateAudit {
  private final EnrolmentContext context;
  private final Ledger ledger;
  private final LostAnswerResolver lookout;
  private final String run;
  private final TwinCheck twins;

  public DuplicateAudit(EnrolmentContext context, PictureComparison pictures) {
    this.twins = new TwinCheck(context, pictures);
    this.context = context;
    this.ledger = context.ledger();
    this.lookout = new LostAnswerResolver(context);
    this.run = context.run();
  }

  /**
   * Checks the rows and corrects their outcomes in the ledger.
   *
   * @return false if the server could not tell of some row: then nothing is forgotten, and the
   *     audit is to be run again
   */
  public boolean run() {
    return run(true, row -> true);
  }

  /**
   * The same.
   *
   * @param wholeRun whether every row of the run has been worked: else what was sent for the others
   *     is still to be known
   * @param rows whose new people are looked for: whoever was made by a run that has ended long ago
   *     may have been deleted since
   */
  public boolean run(boolean wholeRun, IntPredicate rows) {
    if (!landed(context.server(), context.warn())) {
      return false;
    }
    List<Integer> repeated = ledger.intents().rowsSentRepeatedly(run);
    List<Outcome> corrected = new ArrayList<>();
    boolean complete = true;
    for (int row : repeated) {
      complete &= check(row, corrected);
    }
    if (!corrected.isEmpty()) {
      ledger.outcomes().store(run, corrected);
    }
    complete &= new AuditList(context, rows).look();
    if (complete && wholeRun) {
      ledger.intents().forgetClosed(run);
      ledger.sentUpdates().forget(run);
    }
    return complete;
  }

  /**
   * Waits as long as anything of this process may still land.
   *
   * @param warn is told how long, before it waits
   * @return false if the run is stopped meanwhile
   */
  public static boolean landed(RetryingClient server, Consumer<String> warn) {
    Duration left = server.stillAtWork();
    if (left.isZero()) {
      return true;
    }
    warn.accept(words("waiting.landing", left.toSeconds() + 1));
    return server.waitFor(left);
  }

  /** False if the server could not tell. */
  private boolean check(int row, List<Outcome> corrected) {
    Optional<Outcome> outcome = ledger.outcomes().of(run, row);
    if (outcome.isEmpty()) {
      return true;
    }
    Intent first = ledger.intents().ofRow(run, row).get(0);
    PersonKey key = first.key();
    LostAnswerResolver.Sight sight =
        lookout.now(new LostAnswerResolver.Sought(key, first.type(), row), first.earlier());
    List<KnownPerson> ours = ours(sight.ours(), first, outcome.get());
    MadeKeeper keeper = new MadeKeeper(context);
    if (ours.size() > 1 || outcome.get().personId() == null) {
      Long own = outcome.get().personId();
      ours.forEach(one -> keeper.besides(row, own, one, twins)); // after the row had ended
    }
    if (ours.size() < 2) {
      return sight.conclusive();
    }
    corrected.add(
        duplicate(
            Outcome.of(first.row(), RowEnding.REVIEW, Outcome.MADE_TWICE, reason(ours))
                .withPhoto(outcome.get().photo())
                .withAttempts(outcome.get().attempts()),
            ours,
            key));
    return true;
  }

  /**
   * Whoever has another name is not what was sent, but for the one whom the row adopted; whom it
   * has made counts also if no look-up shows them yet.
   */
  private List<KnownPerson> ours(List<KnownPerson> found, Intent sent, Outcome outcome) {
    String name = KeyRules.name(sent.name());
    Long adopted = outcome.personId();
    List<KnownPerson> ours = new ArrayList<>(found);
    ours.removeIf(p -> !p.normalName().equals(name) && (adopted == null || p.id() != adopted));
    boolean made = outcome.ending() == RowEnding.CREATED || outcome.ending() == RowEnding.FORCED;
    if (adopted != null && made && ours.stream().noneMatch(p -> p.id() == adopted)) {
      ledger.known().byId(adopted).ifPresent(ours::add);
    }
    return ours;
  }

  public static Outcome duplicate(Outcome review, List<KnownPerson> ours, PersonKey key) {
    return review
        .withPerson(ours.get(0).id())
        .withCandidates(
            ours.stream().map(p -> ServerPersonMapper.candidate(p, key, false)).toList());
  }

  public static String reason(List<KnownPerson> ours) {
    return words(
        "created.twice", DisplayLanguage.list(ours.stream().map(KnownPerson::id).toList()));
  }
}
