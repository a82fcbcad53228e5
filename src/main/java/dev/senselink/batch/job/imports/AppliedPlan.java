package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.enrol.leavers.LeaverGate;
import dev.senselink.batch.enrol.leavers.ReturnGate;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.plan.PlanCheck;
import dev.senselink.batch.enrol.plan.PlanWords;
import dev.senselink.batch.enrol.plan.PlannedLeavers;
import dev.senselink.batch.enrol.plan.PlannedReturns;
import dev.senselink.batch.job.ApplySettings;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.intake.RosterSettingsText;
import dev.senselink.batch.job.intake.RowStream;
import dev.senselink.batch.job.run.MissingPlaceCreator;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.ledger.plan.PlanHeader;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterCopier;
import dev.senselink.batch.roster.cell.GroupsCell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The plan that a run carries out, and nothing else. */
final class AppliedPlan {
  /** Whoever is asked about people is told so many of their names. */
  private static final int NAMED = 10;

  private final ApplySettings asked;
  private PlanFile file;
  private final PlanHeader header;
  private final PlanCopies copies;
  private final DataFolderKey key;

  private AppliedPlan(ApplySettings asked, PlanFile file, PlanCopies copies, DataFolderKey key) {
    this.asked = asked;
    this.file = file;
    this.header = file.header();
    this.copies = copies;
    this.key = key;
  }

  /**
   * Opens and proves a plan.
   *
   * @throws dev.senselink.batch.ledger.store.LedgerException if it is none of this data folder
   */
  static AppliedPlan open(ApplySettings asked, DataFolder data) {
    try {
      DataFolderKey key =
          DataFolderKey.existing(data.path())
              .orElseThrow(() -> unfit(words("plan.otherFolder", asked.file(), data.path())));
      PlanFile file = PlanFile.open(asked.file(), key);
      if (!file.header().equals(asked.header())) {
        throw unfit(words("plan.replaced", asked.file()));
      }
      return new AppliedPlan(asked, file, new PlanCopies(data.path()), key);
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(data.path(), e);
    }
  }

  /** What the import is to do, as the plan has it. */
  ImportSettings settings(ImportSettings asRead) {
    return asRead.asPlanned(RosterSettingsText.read(header.reading()));
  }

  private static SettingsMismatchException unfit(String why) {
    return new SettingsMismatchException(why);
  }

  String id() {
    return header.id();
  }

  /** Takes in the roster that the plan was made from. */
  RosterIntake take(ImportSettings settings, DataFolder data) {
    Path copy = copy(data).orElseThrow(() -> unfit(words("plan.copyGone", asked.file())));
    Path below = data.temporary();
    RosterIntake intake = RosterIntake.take(settings, copy, below);
    Path from = Path.of(header.roster());
    boolean sameCopy = key.hash(intake.sha256()).equals(header.rosterHash());
    if (sameCopy && (!Files.exists(from) || RosterCopier.hasHash(from, intake.rosterSha256()))) {
      return intake;
    }
    intake.close();
    if (sameCopy) {
      throw unfit(words("plan.rosterChanged", asked.file(), from));
    }
    throw settings.corrections() == null
        ? unfit(words("plan.copyGone", asked.file()))
        : unfit(words("plan.correctionsChanged", asked.file(), settings.corrections()));
  }

  /** The copy that was kept, or that of a run that carries the plan out. */
  private Optional<Path> copy(DataFolder data) {
    Path kept = copies.copy(header.id());
    Path runs = data.runFolder(header.id()).getParent();
    if (Files.exists(kept) || runs == null || !Files.isDirectory(runs)) {
      return Optional.of(kept).filter(Files::exists);
    }
    try (Stream<Path> folders = Files.list(runs)) {
      return folders
          .filter(this::isOf)
          .map(folder -> folder.resolve("roster"))
          .filter(Files::exists)
          .findFirst();
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(runs, e);
    }
  }

  /** Makes sure that this is the server, and the company, that the plan is for. */
  void mustBeFor(String server, Company company) {
    if (!header.server().equals(server) || header.companyId() != company.id()) {
      throw unfit(
          words(
              "plan.otherServer",
              asked.file(),
              header.server(),
              header.companyName(),
              header.companyId(),
              server,
              company.name(),
              company.id()));
    }
  }

  /** Makes sure, before a first start, that the plan is not too old. */
  void mustBeFresh(Instant now) {
    Duration age = asked.age() == null ? header.age() : asked.age();
    if (header.made().plus(age).isBefore(now)) {
      throw unfit(
          words(
              "plan.old",
              asked.file(),
              header
                  .made()
                  .atZone(ZoneId.systemDefault())
                  .toLocalDateTime()
                  .truncatedTo(ChronoUnit.MINUTES)));
    }
    Path kept = copies.copy(header.id());
    if (age.compareTo(header.age()) > 0 && Files.exists(kept)) {
      copies.keep(header.id(), kept, header.made().plus(age));
    }
  }

  /**
   * Makes sure that no other import of the list came between: this one would undo it, and the
   * newest roster would be the old one from then on.
   */
  void mustBeNewest(ListRegistry lists, DataFolder data) {
    String last = lists.last();
    String then = header.lastImport();
    if (last.equals(then) || (!last.isEmpty() && isOf(data.runFolder(last)))) {
      return;
    }
    throw unfit(
        lists.isLater(last, then)
            ? words("plan.overtaken", asked.file(), last)
            : words("plan.listPutBack", asked.file(), then));
  }

  /** Whether a run carries out this very plan. */
  boolean isOf(Path runFolder) {
    return PlanCopies.isOf(header.id(), runFolder);
  }

  /** Gives a new run a copy of its own, on the disk when this returns. */
  void begin(Path runFolder) {
    PlanCopies.give(header.id(), asked.file(), runFolder);
  }

  /** From now on the run's own copy counts, whatever becomes of the file. */
  void follow(Path runFolder) {
    file = PlanFile.open(PlanCopies.ofRun(runFolder), key);
    if (!file.header().equals(header)) {
      throw unfit(words("plan.replaced", asked.file()));
    }
  }

  /** Of the places that are missing now those that the plan makes. */
  MissingPlaceCreator.Missing only(MissingPlaceCreator.Missing missing, ServerPlaces places) {
    return missing.only(header.departments(), header.groups(), places);
  }

  /** Compares what would be done for a row with what its line says. */
  static PlanCheck check(Ledger ledger, ServerPlaces places, String run, BitSet lost) {
    return new PlanCheck(inWords(ledger, places), lost::get, madeBy(ledger, run));
  }

  private static PlanWords inWords(Ledger ledger, ServerPlaces places) {
    return new PlanWords(places, ledger.sentUpdates()::hash);
  }

  /** Tells the departments and groups that a run has made, as a plan names them. */
  private static BiPredicate<String, String> madeBy(Ledger ledger, String id) {
    Set<String> departments = new HashSet<>();
    Set<String> groups = new HashSet<>();
    ledger
        .runs()
        .find(id)
        .ifPresent(
            run -> {
              run.createdDepartments().forEach(d -> departments.add(MissingPlaceCreator.name(d)));
              run.createdGroups()
                  .forEach(g -> groups.add(GroupsCell.write(List.of(MissingPlaceCreator.name(g)))));
            });
    String ofGroups = RosterColumn.GROUPS.header();
    return (field, name) -> (field.equals(ofGroups) ? groups : departments).contains(name);
  }

  /** The rows, each with its line. */
  RowStream rows(RowStream rows, BitSet done, PlanCheck check) {
    return new PlannedRows(rows, file.lines(), done, check);
  }

  /** Lets only the leavers of the plan be taken out of their groups or deleted. */
  LeaverGate leavers(Ledger ledger, ServerPlaces places) {
    PlannedLeavers planned = new PlannedLeavers(inWords(ledger, places));
    each(planned::add);
    return (action, leaver, person, begun) -> {
      String otherwise = planned.otherwise(action, person, begun);
      return otherwise == null ? null : leaver.in(Leaver.State.LEFT, PlanCheck.STALE, otherwise);
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
    if (people[0] + people[1] == 0 || asked.yes()) {
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
            .orElseThrow(() -> unfit(words("plan.unasked", asked.file(), people[0], people[1])));
    if (!yes) {
      throw unfit(words("plan.declined", asked.file()));
    }
  }

  private void each(Consumer<PlanLine> what) {
    try (PlanFile.Lines lines = file.lines()) {
      for (PlanLine line = lines.next(); line != null; line = lines.next()) {
        what.accept(line);
      }
    }
  }

  /** Lets only those have their groups back whom the plan gives them, and no others. */
  ReturnGate returns(Ledger ledger, ServerPlaces places, String run) {
    PlannedReturns planned = new PlannedReturns(inWords(ledger, places), madeBy(ledger, run));
    each(planned::add);
    return planned::otherwise;
  }
}
