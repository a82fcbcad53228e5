package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.leavers.LeaverGate;
import dev.senselink.batch.enrol.leavers.ReturnGate;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.plan.PlanCheck;
import dev.senselink.batch.enrol.plan.PlannedLeavers;
import dev.senselink.batch.enrol.plan.PlannedReturns;
import dev.senselink.batch.job.ApplySettings;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.intake.RosterSettingsText;
import dev.senselink.batch.job.plan.AppliedPlan;
import dev.senselink.batch.job.run.MissingPlaceCreator;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.roster.RosterCopier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan of an import that is being carried out. */
final class PlannedImport extends AppliedPlan {
  /** Whoever is asked about people is told so many of their names. */
  private static final int NAMED = 10;

  private PlannedImport(ApplySettings asked, DataFolder data) {
    super(asked, data);
  }

  /**
   * Opens and proves a plan.
   *
   * @throws dev.senselink.batch.ledger.store.LedgerException if it is none of this data folder
   */
  static PlannedImport open(ApplySettings asked, DataFolder data) {
    return new PlannedImport(asked, data);
  }

  /** What the import is to do, as the plan has it. */
  ImportSettings settings(ImportSettings asRead) {
    return asRead.asPlanned(RosterSettingsText.read(header().reading()));
  }

  /** Takes in the roster that the plan was made from. */
  RosterIntake take(ImportSettings settings, DataFolder data) {
    Path copy = copy(data).orElseThrow(() -> unfit(words("plan.copyGone", file())));
    Path below = data.temporary();
    RosterIntake intake = RosterIntake.take(settings, copy, below);
    Path from = Path.of(header().roster());
    boolean sameCopy = isFrom(intake.sha256());
    if (sameCopy && (!Files.exists(from) || RosterCopier.hasHash(from, intake.rosterSha256()))) {
      return intake;
    }
    intake.close();
    if (sameCopy) {
      throw unfit(words("plan.rosterChanged", file(), from));
    }
    throw settings.corrections() == null
        ? unfit(words("plan.copyGone", file()))
        : unfit(words("plan.correctionsChanged", file(), settings.corrections()));
  }

  /**
   * Makes sure that no other import of the list came between: this one would undo it, and the
   * newest roster would be the old one from then on.
   */
  void mustBeNewest(ListRegistry lists, DataFolder data) {
    String last = lists.last();
    String then = header().lastImport();
    if (last.equals(then) || (!last.isEmpty() && isOf(data.runFolder(last)))) {
      return;
    }
    throw unfit(
        lists.isLater(last, then)
            ? words("plan.overtaken", file(), last)
            : words("plan.listPutBack", file(), then));
  }

  /** Of the places that are missing now those that the plan makes. */
  MissingPlaceCreator.Missing only(MissingPlaceCreator.Missing missing, ServerPlaces places) {
    return missing.only(header().departments(), header().groups(), places);
  }

  /** Lets only the leavers of the plan be taken out of their groups or deleted. */
  LeaverGate leavers(Ledger ledger, ServerPlaces places) {
    PlannedLeavers planned = new PlannedLeavers(inWords(ledger, places));
    each(planned::add);
    return new LeaverGate() {
      @Override
      public @Nullable Leaver held(
          PlannedAction action, Leaver leaver, Person person, boolean begun) {
        String otherwise = planned.otherwise(action, person, begun);
        return otherwise == null ? null : leaver.in(Leaver.State.LEFT, PlanCheck.STALE, otherwise);
      }

      @Override
      public Map<Long, PlanLine> planned() {
        return planned.lines();
      }
    };
  }

  /**
   * Makes sure that somebody wants people to lose their groups or to be deleted.
   *
   * @throws SettingsMismatchException if nobody does: nothing is sent
   */
  void mustBeMeant(JobProgress progress) {
    int[] people = new int[2];
    List<String> revoked = new ArrayList<>();
    List<String> deleted = new ArrayList<>();
    each(
        line -> {
          if (line.action() == PlannedAction.REVOKE && people[0]++ < NAMED) {
            revoked.add(line.name());
          } else if (line.action() == PlannedAction.DELETE && people[1]++ < NAMED) {
            deleted.add(line.name());
          }
        });
    if (people[0] + people[1] == 0 || isMeant()) {
      return;
    }
    String question =
        people[1] == 0
            ? words(
                "plan.ask",
                people[0],
                DisplayLanguage.list(revoked),
                Math.max(0, people[0] - NAMED))
            : words("plan.ask.delete", people[0], LeaverConfirmation.question(deleted, people[1]));
    boolean yes =
        progress
            .asked(question, LeaverConfirmation.PATIENCE)
            .orElseThrow(() -> unfit(words("plan.unasked", file(), people[0], people[1])));
    if (!yes) {
      throw unfit(words("plan.declined", file()));
    }
  }

  /** Lets only those have their groups back whom the plan gives them, and no others. */
  ReturnGate returns(Ledger ledger, ServerPlaces places, String run) {
    PlannedReturns planned = new PlannedReturns(inWords(ledger, places), madeBy(ledger, run));
    each(planned::add);
    return planned::otherwise;
  }
}
