package dev.senselink.batch.job.run;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.ReportPlace;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunStore;
import dev.senselink.batch.machine.Machine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the run to resume, or begins a new one. */
public final class RunRegistry {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'-'HHmmss");
  private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyMMddHHmmss");
  private static final String LETTERS = "ABCDFGHJKLMNPQRSTVWXYZ";

  private final RunStore runs;
  private final ConnectionSettings connection;
  private final Clock clock;

  public RunRegistry(RunStore runs, ConnectionSettings connection, Clock clock) {
    this.runs = runs;
    this.connection = connection;
    this.clock = clock;
  }

  /**
   * Makes sure that this is the server it is taken for: one company under two addresses would be
   * two ledgers, and people would be created twice.
   */
  public void registerServer(Company company) {
    String server = connection.address();
    connection.former().forEach(former -> runs.moveAddress(former, server, company.id()));
    mustNotBeAnother(company);
    runs.rememberAddress(server, company.id(), company.name());
  }

  /** As {@link #registerServer}, for what leaves nothing behind. */
  public void requireSameServer(Company company) {
    if (connection.sameServerAs() == null) {
      mustNotBeAnother(company);
    }
  }

  private void mustNotBeAnother(Company company) {
    String server = connection.address();
    if (!runs.knowsAddress(server, company.id())) {
      List<String> others =
          runs.otherAddresses(server, company.id(), company.name()).stream()
              .filter(address -> !connection.world().others().isOther(address))
              .toList();
      if (!others.isEmpty()) {
        throw new SettingsMismatchException(
            words(
                "server.otherAddress",
                company.id(),
                others.get(0),
                server,
                connection.server().server().getScheme()));
      }
    }
  }

  /** The run to go on with, if there is one and no restart was asked for. */
  public Optional<Run> unfinished(String command, Company company, String sha) {
    return runs.unfinished(command, connection.address(), company.id(), sha);
  }

  /** Nothing of the run is to be worked any more: it is started over. */
  public void abandon(Run run) {
    abandon(run, words("run.startedOver"));
  }

  /** Nothing of the run is to be worked any more, for a reason in words. */
  public void abandon(Run run, String why) {
    runs.save(new Change(run).status(Run.Status.STOPPED, true, why, clock.instant()));
  }

  /** A new run, saved. */
  public Run begin(ImportSettings settings, RosterIntake intake, Company company) {
    Instant now = clock.instant();
    Beginning beginning =
        new Beginning(
            settings.command(),
            intake.sha256(),
            intake.roster(),
            RememberedChoices.write(settings, connection.zone()),
            intake.photos().location().toString(),
            intake.result().rows());
    return begin(beginning, reportFolder(settings, now), company, now);
  }

  /**
   * What a run is about.
   *
   * @param sha256 of what its rows come from
   * @param reading how they are read, see {@link RememberedChoices}
   * @param rows how many they are
   */
  public record Beginning(
      String command, String sha256, Path roster, String reading, String photos, int rows) {}

  /** A new run, saved. */
  public Run begin(Beginning what, Path report, Company company, Instant now) {
    Run run =
        new Run(
            freeId(now),
            what.command(),
            connection.address(),
            company.id(),
            company.name(),
            what.sha256(),
            what.roster().toString(),
            what.reading(),
            what.photos(),
            report.toString(),
            Run.Status.RUNNING,
            false,
            "",
            what.rows(),
            now,
            null,
            0,
            0,
            List.of(),
            List.of());
    runs.begin(run);
    return run;
  }

  /** Where runs of many servers lie, two may begin in one second. */
  private String freeId(Instant now) {
    String id = newId(connection.machine(), now);
    while (runs.find(id).isPresent()) {
      id = newId(connection.machine(), now);
    }
    return id;
  }

  /** The same run at work again, with today's report folder and photos. */
  public Run resume(Run run, ImportSettings settings, RosterIntake intake) {
    String photos = intake.photos().location().toString();
    return resume(
        run, settings.report(), photos, RememberedChoices.write(settings, connection.zone()));
  }

  /**
   * The same run at work again.
   *
   * @param report where today's goes, see {@link ReportPlace#goesOn}
   * @param reading as {@link Beginning#reading}
   */
  public Run resume(Run run, ReportPlace report, String photos, String reading) {
    Path folder =
        report
            .goesOn(Path.of(run.report()))
            .orElseGet(() -> reportFolder(run.command(), report, clock.instant()));
    Run again = new Change(run).resumed(folder.toString(), photos, reading);
    runs.save(again);
    return again;
  }

  public static String newId(Machine machine, Instant now) {
    StringBuilder id = new StringBuilder("R").append(ID.format(now.atZone(ZoneId.systemDefault())));
    for (int i = 0; i < 4; i++) {
      id.append(LETTERS.charAt(machine.chance().nextInt(LETTERS.length())));
    }
    return id.toString();
  }

  public static Path reportFolder(ImportSettings settings, Instant now) {
    return reportFolder(settings.command(), settings.report(), now);
  }

  /** The folder that was named, else the standard one of a command. */
  public static Path reportFolder(String command, ReportPlace place, Instant now) {
    return place.folder(
        command.toLowerCase(Locale.ROOT) + "-" + STAMP.format(now.atZone(ZoneId.systemDefault())));
  }

  /** A run with some of its facts replaced. */
  public record Change(Run run) {
    Run resumed(String report, String photos, String reading) {
      return copy(
          reading,
          photos,
          report,
          Run.Status.RUNNING,
          false,
          "",
          null,
          run.createdDepartments(),
          run.createdGroups());
    }

    public Run status(
        Run.Status status, boolean allWorked, String why, @Nullable Instant finished) {
      return copy(
          run.rosterSettings(),
          run.photos(),
          run.report(),
          status,
          allWorked,
          why,
          finished,
          run.createdDepartments(),
          run.createdGroups());
    }

    /** Its copy is read in another way from now on. */
    public Run reading(String reading) {
      return copy(
          reading,
          run.photos(),
          run.report(),
          run.status(),
          run.allWorked(),
          run.stopReason(),
          run.finishedAt(),
          run.createdDepartments(),
          run.createdGroups());
    }

    public Run worked(boolean allWorked) {
      return status(run.status(), allWorked, run.stopReason(), run.finishedAt());
    }

    /** What an earlier process meant to create and this one did is one and the same. */
    public Run createdToo(List<String> departments, List<String> groups) {
      return created(
          joined(run.createdDepartments(), departments), joined(run.createdGroups(), groups));
    }

    private static List<String> joined(List<String> before, List<String> now) {
      return Stream.concat(before.stream(), now.stream()).distinct().toList();
    }

    private Run created(List<String> departments, List<String> groups) {
      return copy(
          run.rosterSettings(),
          run.photos(),
          run.report(),
          run.status(),
          run.allWorked(),
          run.stopReason(),
          run.finishedAt(),
          departments,
          groups);
    }

    private Run copy(
        String reading,
        String photos,
        String report,
        Run.Status status,
        boolean allWorked,
        String why,
        @Nullable Instant finished,
        List<String> departments,
        List<String> groups) {
      return new Run(
          run.id(),
          run.command(),
          run.server(),
          run.companyId(),
          run.companyName(),
          run.rosterSha(),
          run.roster(),
          reading,
          photos,
          report,
          status,
          allWorked,
          why,
          run.rosterRows(),
          run.startedAt(),
          finished,
          run.worked(),
          run.workMillis(),
          departments,
          groups);
    }
  }
}
