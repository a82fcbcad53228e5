package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.enrol.leavers.LeaverRules;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.LeaverSettings;
import dev.senselink.batch.job.RosterListSettings;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.lists.Leaver;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks before leavers are deleted: on a terminal somebody answers, a script has said so before. */
final class LeaverConfirmation implements Predicate<List<Leaver>> {
  private static final int NAMED = 10;

  /** Whoever has gone for a coffee deletes nobody. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private final @Nullable LeaverSettings leavers;
  private final JobProgress progress;

  LeaverConfirmation(@Nullable RosterListSettings list, JobProgress progress) {
    this.leavers = list == null ? null : list.leavers();
    this.progress = progress;
  }

  /**
   * Makes sure that there will be an answer.
   *
   * @throws SettingsMismatchException if nobody could be asked: nothing is sent
   */
  void mustBePossible() {
    LeaverSettings asked = leavers;
    if (asked != null
        && asked.action() == LeaverRules.Action.DELETE
        && !asked.yes()
        && !progress.canAsk()) {
      throw new SettingsMismatchException(words("leavers.needsYes"));
    }
  }

  @Override
  public boolean test(List<Leaver> due) {
    LeaverSettings asked = leavers;
    if (asked != null && asked.yes()) {
      return true;
    }
    List<String> some = due.stream().limit(NAMED).map(Leaver::name).toList();
    return progress.asked(question(some, due.size()), PATIENCE).orElse(false);
  }

  /**
   * Asks whether people are to be deleted.
   *
   * @param some the names of the first of them, at most {@value #NAMED}
   */
  static String question(List<String> some, int all) {
    String names = DisplayLanguage.list(some);
    int more = all - some.size();
    return more > 0 ? words("leavers.askMore", all, names, more) : words("leavers.ask", all, names);
  }
}
