package dev.senselink.batch.job.plan;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.plan.PlanCheck;
import dev.senselink.batch.enrol.plan.PlanWords;
import dev.senselink.batch.job.ApplySettings;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.intake.RowStream;
import dev.senselink.batch.job.run.MissingPlaceCreator;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.ledger.plan.PlanHeader;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.cell.GroupsCell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The plan that a run carries out, and nothing else, whatever the plan is of. */
public abstract class AppliedPlan {
  private final ApplySettings asked;
  private PlanFile file;
  private final PlanHeader header;
  private final PlanCopies copies;
  private final DataFolderKey key;

  /**
   * Opens and proves a plan.
   *
   * @throws dev.senselink.batch.ledger.store.LedgerException if it is none of this data folder
   */
  protected AppliedPlan(ApplySettings asked, DataFolder data) {
    try {
      this.asked = asked;
      this.key =
          DataFolderKey.existing(data.path())
              .orElseThrow(() -> unfit(words("plan.otherFolder", asked.file(), data.path())));
      this.file = PlanFile.open(asked.file(), key);
      this.header = file.header();
      this.copies = new PlanCopies(data.path());
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(data.path(), e);
    }
    if (!header.equals(asked.header())) {
      throw unfit(words("plan.replaced", asked.file()));
    }
  }

  /** What is wrong with a plan, in words, which name its file. */
  protected static SettingsMismatchException unfit(String why) {
    return new SettingsMismatchException(why);
  }

  public final PlanHeader header() {
    return header;
  }

  public final String id() {
    return header.id();
  }

  /** Where the plan lay when it was given. */
  protected final Path file() {
    return asked.file();
  }

  /** Whether nobody is asked before people are deleted or lose their groups. */
  protected final boolean isMeant() {
    return asked.yes();
  }

  /** Whether the plan was made from rows of this SHA-256. */
  protected final boolean isFrom(String sha256) {
    return key.hash(sha256).equals(header.rosterHash());
  }

  /** The copy of the rows that was kept, or that of a run that carries the plan out. */
  protected final Optional<Path> copy(DataFolder data) {
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
  public final void mustBeFor(String server, Company company) {
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
  public final void mustBeFresh(Instant now) {
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

  /** Whether a run carries out this very plan. */
  public final boolean isOf(Path runFolder) {
    return PlanCopies.isOf(header.id(), runFolder);
  }

  /** Gives a new run a copy of its own, on the disk when this returns. */
  public final void begin(Path runFolder) {
    PlanCopies.give(header.id(), asked.file(), runFolder);
  }

  /** From now on the run's own copy counts, whatever becomes of the file. */
  public final void follow(Path runFolder) {
    file = PlanFile.open(PlanCopies.ofRun(runFolder), key);
    if (!file.header().equals(header)) {
      throw unfit(words("plan.replaced", asked.file()));
    }
  }

  /** Compares what would be done for a row with what its line says. */
  public static PlanCheck check(Ledger ledger, ServerPlaces places, String run, BitSet lost) {
    return new PlanCheck(inWords(ledger, places), lost::get, madeBy(ledger, run));
  }

  protected static PlanWords inWords(Ledger ledger, ServerPlaces places) {
    return new PlanWords(places, ledger.sentUpdates()::hash);
  }

  /** Tells the departments and groups that a run has made, as a plan names them. */
  protected static BiPredicate<String, String> madeBy(Ledger ledger, String id) {
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
  public final RowStream rows(RowStream rows, BitSet done, PlanCheck check) {
    return new PlannedRows(rows, file.lines(), done, check);
  }

  /** Gives all its lines, in their order. */
  protected final void each(Consumer<PlanLine> what) {
    try (PlanFile.Lines lines = file.lines()) {
      for (PlanLine line = lines.next(); line != null; line = lines.next()) {
        what.accept(line);
      }
    }
  }
}
