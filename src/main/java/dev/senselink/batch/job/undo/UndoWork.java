package dev.senselink.batch.job.undo;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.plan.ChangeGate;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.intake.RowStream;
import dev.senselink.batch.job.run.PeopleLookupStrategy;
import dev.senselink.batch.job.run.RowPipeline;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.ledger.EarlierSends;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How the people of an undo are worked, whether it is carried out or only planned: first whom the
 * run has made goes, so that their numbers are free; then whoever is there becomes what they were;
 * last of all whom the run has deleted is made anew.
 */
final class UndoWork {
  /** In their order; groups before the updates: somebody returned is as those left them without. */
  static final List<Phase> PHASES =
      List.of(
          new Phase("removals", EnumSet.of(Kind.CREATED), true),
          new Phase("groups", EnumSet.of(Kind.REVOKED, Kind.RETURNED), true),
          new Phase("updates", EnumSet.of(Kind.UPDATED), false),
          new Phase("restored", EnumSet.of(Kind.DELETED), true),
          new Phase("uncertain", EnumSet.noneOf(Kind.class), true));

  private final UndoCommandSettings settings;
  private final RunResources r;
  private final Run target;
  private final String run;
  private final RosterInput sheet;
  private final Map<Integer, Enrolment> enrolments = new HashMap<>();
  private boolean lookUpEach;

  /**
   * @param kinds what the run has done to these people; empty where nobody knows
   * @param alone whether they are worked one by one
   */
  record Phase(String name, Set<Kind> kinds, boolean alone) {
    Phase {
      kinds = Set.copyOf(kinds);
    }

    boolean holds(UndoRow one) {
      return one.kind().map(kinds::contains).orElse(kinds.isEmpty());
    }
  }

  /**
   * @param run the undo's id; {@code ""} where it is only planned
   */
  UndoWork(
      UndoCommandSettings settings,
      RunResources resources,
      Run target,
      String run,
      RosterInput sheet) {
    this.settings = settings;
    this.r = resources;
    this.target = target;
    this.run = run;
    this.sheet = sheet;
  }

  Enrolment.Scope scope(int type, ServerPreflight site, Map<Integer, EarlierSends> earlierSends) {
    return new Enrolment.Scope(
        run,
        type,
        site.places(),
        settings.enrolment(r.connection().server().timeout(), run.isEmpty()),
        lookUpEach,
        earlierSends,
        new UndoIdentity());
  }

  /**
   * Looks who is on the server, before the first row.
   *
   * @param gate is asked before anything is changed
   */
  void begin(int rows, Map<Integer, EarlierSends> earlierSends, ChangeGate gate) {
    lookUpEach = new PeopleLookupStrategy(r).lookUpEach(ImportSettings.Lookup.AUTO, run, rows);
    for (int type : List.of(Person.STAFF, Person.GUEST)) {
      ServerPreflight site = r.site().of(r.server(), type);
      enrolments.put(
          type, new Enrolment(r.enrolment(), scope(type, site, earlierSends).asking(gate)));
    }
  }

  Enrolment enrolment(int type) {
    Enrolment enrolment = enrolments.get(type);
    if (enrolment == null) {
      throw new IllegalStateException("the snapshot comes first");
    }
    return enrolment;
  }

  /** The people of a phase, each with what becomes of them. */
  RowPipeline rows(Phase phase, BitSet done, UndoWatch watch) {
    Supplier<RowStream> rows =
        () -> watch.rows(new UndoRowStream(sheet.open(), phase::holds, watch::ended), done);
    Function<CheckedRow, Outcome> work = row -> watch.worked(row.row(), undo(row));
    return phase.alone()
        ? RowPipeline.oneByOne(r.connection().machine(), rows, work, done)
        : new RowPipeline(r.connection().machine(), rows, work, done, r.concurrency(), 0);
  }

  private Outcome undo(CheckedRow applicant) {
    UndoRow one = new UndoRow(applicant.row());
    Kind kind = one.kind().orElseThrow();
    Enrolment enrolment = enrolment(one.type());
    Optional<BeforeImage> image = r.ledger().before().of(target.id(), one.person(), kind);
    if (image.isPresent()) {
      return enrolment.undo(applicant, image.get(), settings.alsoNamedLater());
    }
    Outcome anew = enrolment.madeAnew(applicant, one.person());
    return anew != null
        ? anew
        : Outcome.of(
                applicant.row().ref(),
                RowEnding.REVIEW,
                "BEFORE_UNKNOWN",
                words("undo.forgotten", target.id()))
            .withPerson(one.person());
  }
}
