package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.enrol.leavers.LeaverGate;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.plan.PlanCheck;
import dev.senselink.batch.enrol.plan.PlanWords;
import dev.senselink.batch.enrol.plan.PlannedLeavers;
import dev.senselink.batch.job.ApplySettings;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.intake.RosterSettingsText;
import dev.senselink.batch.job.intake.RowStream;
import dev.senselink.batch.job.run.MissingPlaceCreator;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.ledger.plan.PlanHeader;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.roster.RosterCopier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** The plan that a run carries out, and nothing else. */
final class AppliedPlan {
  private final ApplySettings asked;
  private final PlanFile file;
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

  /** Takes in the roster that the plan was made from. */
  RosterIntake take(ImportSettings settings, Path below) {
    Path copy = copies.copy(header.id());
    if (!Files.exists(copy)) {
      throw unfit(words("plan.copyGone", asked.file()));
    }
    RosterIntake intake = RosterIntake.take(settings, copy, below);
    String sha = intake.sha256();
    Path from = Path.of(header.roster());
    boolean sameCopy = key.hash(sha).equals(header.rosterHash());
    if (sameCopy && (!Files.exists(from) || RosterCopier.hasHash(from, sha))) {
      return intake;
    }
    intake.close();
    throw sameCopy
        ? unfit(words("plan.rosterChanged", asked.file(), from))
        : unfit(words("plan.copyGone", asked.file()));
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
              header.made().atZone(ZoneId.systemDefault()).toLocalDate()));
    }
    copies.keep(header.id(), copies.copy(header.id()), now.plus(age));
  }

  /** Whether a run carries out this very plan. */
  boolean isOf(Path runFolder) {
    try {
      Path note = runFolder.resolve("plan");
      return Files.exists(note) && Files.readString(note).strip().equals(header.id());
    } catch (IOException e) {
      return false;
    }
  }

  /** From now on it does. */
  void noteIn(Path runFolder) {
    try {
      PrivateFiles.folder(runFolder);
      PrivateFiles.write(runFolder.resolve("plan"), header.id() + "\n");
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(runFolder, e);
    }
  }

  /** Of the places that are missing now those that the plan makes. */
  MissingPlaceCreator.Missing only(MissingPlaceCreator.Missing missing) {
    List<List<String>> departments =
        missing.departmentPaths().stream().filter(header.departments()::contains).toList();
    List<String> groups = missing.groupNames().stream().filter(header.groups()::contains).toList();
    return new MissingPlaceCreator.Missing(departments, groups);
  }

  /** Compares what would be done for a row with what its line says. */
  static PlanCheck check(Ledger ledger, ServerPlaces places) {
    return new PlanCheck(new PlanWords(places, ledger.sentUpdates()::hash));
  }

  /** The rows, each with its line. */
  RowStream rows(RowStream rows, BitSet done, PlanCheck check) {
    return new PlannedRows(rows, file.lines(), done, check);
  }

  /** Lets only the leavers of the plan be taken out of their groups. */
  LeaverGate leavers(Ledger ledger, ServerPlaces places) {
    PlannedLeavers planned = new PlannedLeavers(new PlanWords(places, ledger.sentUpdates()::hash));
    each(planned::add);
    return (leaver, person, begun) -> {
      String otherwise = planned.otherwise(person, begun);
      return otherwise == null ? null : leaver.in(Leaver.State.LEFT, PlanCheck.STALE, otherwise);
    };
  }

  /**
   * Makes sure that somebody wants people to lose their groups or to be deleted.
   *
   * @throws SettingsMismatchException if nobody does: nothing is sent
   */
  void mustBeMeant(JobProgress progress) {
    long[] people = {0};
    each(
        line ->
            people[0] +=
                line.action() == PlannedAction.REVOKE || line.action() == PlannedAction.DELETE
                    ? 1
                    : 0);
    if (people[0] == 0 || asked.yes()) {
      return;
    }
    boolean yes =
        progress
            .asked(words("plan.ask", people[0]))
            .orElseThrow(() -> unfit(words("plan.unasked", asked.file(), people[0])));
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

  /** The rows of an action. */
  BitSet rows(PlannedAction action) {
    BitSet rows = new BitSet();
    each(
        line -> {
          Integer row = line.row();
          if (row != null && line.action() == action) {
            rows.set(row);
          }
        });
    return rows;
  }
}
