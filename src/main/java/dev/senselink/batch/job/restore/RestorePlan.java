package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.organisation.Device;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.backup.BackedUpDepartment;
import dev.senselink.batch.backup.BackedUpDevice;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.enrol.lookup.ServerSearch;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.enrol.row.VisitClock;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RestoreSettings;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.intake.BackupSheet.Cell;
import dev.senselink.batch.job.intake.BackupSheetPerson;
import dev.senselink.batch.job.run.PeopleLookupStrategy;
import dev.senselink.batch.job.run.RowPipeline;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.cell.HostCell;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a restore would do, found out with the restore's own means and without changing anything.
 */
public final class RestorePlan {
  private static final int MOST_NAMED = 100;

  private final RestoreSettings settings;
  private final RunResources r;
  private final Backup backup;
  private final RestoreIntake intake;

  /**
   * How many of a kind.
   *
   * @param notRestorable those a person has to see to; some of them would be created all the same,
   *     a member of staff without the photo, a department without its leader
   * @param over guests whose visits are over: they are left out, which is as it should be
   */
  public record Count(long create, long exists, long notRestorable, long over) {}

  /**
   * The whole of it.
   *
   * @param stopReason why it is not whole, {@code null} if it is
   * @param warnings whole sentences
   */
  public record Counts(
      Count departments,
      Count groups,
      Count users,
      Count guests,
      Count devices,
      @Nullable String stopReason,
      List<String> warnings) {

    /** Whether a restore would leave something for a person to see to. */
    public boolean needsAttention() {
      return Stream.of(departments, groups, users, guests, devices)
          .anyMatch(count -> count.notRestorable() > 0);
    }
  }

  RestorePlan(
      RestoreSettings settings, RunResources resources, Backup backup, RestoreIntake intake) {
    this.settings = settings;
    this.r = resources;
    this.backup = backup;
    this.intake = intake;
  }

  Counts made() {
    UnrestoredCollector shortcomings = new UnrestoredCollector();
    shortcomings.addMissing(backup.manifest());
    RestoredPlaces places = new RestoredPlaces(r.server(), backup, shortcomings);
    places.match();
    RestoredIdMap descent = new RestoredIdMap(r.ledger(), intake, true);
    descent.joining(person -> places.groupsToCome(person.groupIds()));
    boolean each =
        new PeopleLookupStrategy(r).lookUpEach(ImportSettings.Lookup.AUTO, "", intake.rows());
    new RestoredIdCheck(r.server(), r.ledger(), intake, backup, r.engine(), r.progress())
        .look(descent, each);
    Set<Long> toCome = ConcurrentHashMap.newKeySet();
    RestoredHostFinder hosts =
        new RestoredHostFinder(
            intake.hosts(), descent, toCome::contains, cell -> there(r.server(), cell));
    VisitClock visits = new VisitClock(r.connection().zone(), r.server()::now);
    BackupRowStream.Where where =
        new BackupRowStream.Where(intake, backup, places, settings.guests(), hosts, visits);
    Rehearsal rehearsal = new Rehearsal(where, descent, toCome, each);
    Tallied users = rehearsal.of(Person.STAFF);
    Tallied guests = rehearsal.of(Person.GUEST);
    return new Counts(
        departments(places, descent, toCome, new BackupDepartmentCodes(r.server(), places).lost()),
        groups(places),
        users.count(shortcomings.sum()),
        guests.count(0),
        devices(),
        reason(),
        warnings(guests.create, rehearsal));
  }

  private static int there(RetryingClient server, HostCell cell) {
    try {
      return new ServerSearch(server).staff(cell).size();
    } catch (UnansweredException e) {
      throw new StoppedException(words("untold", words("asked.people"), e.reply().words()));
    }
  }

  private static List<String> warnings(long guestsToCome, Rehearsal rehearsal) {
    List<String> warnings = rehearsal.joining();
    Map<String, Long> codes = rehearsal.codes;
    if (guestsToCome > 0) {
      warnings.add(words("restore.plan.idNumber", guestsToCome));
    }
    if (!codes.isEmpty()) {
      List<String> all = new ArrayList<>();
      codes.forEach((code, count) -> all.add(code + " " + count));
      warnings.add(words("restore.plan.codes", DisplayLanguage.list(all)));
    }
    return warnings;
  }

  private @Nullable String reason() {
    return r.stop().reason() != null || r.server().stopCause() == null
        ? r.stop().reason()
        : r.server().stopCause().words();
  }

  /** Not whole are those whose leader, or whose code, cannot be theirs. */
  private static Count departments(
      RestoredPlaces places, RestoredIdMap descent, Set<Long> toCome, Set<Long> withoutCode) {
    Set<Long> lost = new HashSet<>(withoutCode);
    for (BackedUpDepartment department : places.backedUpDepartments()) {
      Long leader = department.leaderId();
      boolean there =
          leader == null || toCome.contains(leader) || descent.personOfOrigin(leader).isPresent();
      if (!there) {
        lost.add(department.id());
      }
    }
    int all = places.backedUpDepartments().size();
    int create = places.departmentsToCome();
    return new Count(create, all - create, lost.size(), 0);
  }

  private static Count groups(RestoredPlaces places) {
    int create = places.groupsToCome();
    return new Count(create, places.backedUpGroups().size() - create, 0, 0);
  }

  private Count devices() {
    Map<String, Device> there = RelationshipRestorer.bySerial(r.server());
    try (Stream<BackedUpDevice> devices = backup.devices()) {
      List<BackedUpDevice> all = devices.toList();
      long exists = all.stream().filter(device -> there.containsKey(device.sn())).count();
      return new Count(0, exists, all.size() - exists, 0);
    }
  }

  /** Rows of a kind, counted by what would become of them. */
  private static final class Tallied {
    private long create;
    private long exists;
    private long notRestorable;
    private long over;

    void add(Outcome outcome, boolean photoLost) {
      if (outcome.ending() == RowEnding.VALID) {
        create++;
        notRestorable += photoLost ? 1 : 0;
      } else if (outcome.ending() == RowEnding.SKIPPED_OVER) {
        over++;
      } else if (outcome.ending().needsAttention()) {
        notRestorable++;
      } else {
        exists++;
      }
    }

    Count count(long more) {
      return new Count(create, exists, notRestorable + more, over);
    }
  }

  /** Works the rows without sending any. */
  private final class Rehearsal {
    private final BackupRowStream.Where where;
    private final RestoredIdMap descent;
    private final Set<Long> toCome;
    private final boolean lookUpEach;
    private final BitSet photoLost;
    private final Map<String, Long> codes = new TreeMap<>();
    private final BitSet there = new BitSet();

    Rehearsal(
        BackupRowStream.Where where, RestoredIdMap descent, Set<Long> toCome, boolean lookUpEach) {
      this.where = where;
      this.descent = descent;
      this.toCome = toCome;
      this.lookUpEach = lookUpEach;
      this.photoLost = intake.photoLost();
    }

    Tallied of(int type) {
      Enrolment enrolment = new Enrolment(r.enrolment(), scope(type));
      Tallied tallied = new Tallied();
      drain(
          new RowPipeline(
              r.connection().machine(),
              () ->
                  new BackupRowStream(where, person -> isOf(person, type, false), enrolment::there),
              enrolment::work,
              new BitSet(),
              r.concurrency(),
              0),
          tallied);
      drain(
          RowPipeline.oneByOne(
              r.connection().machine(),
              () ->
                  new BackupRowStream(where, person -> isOf(person, type, true), enrolment::there),
              enrolment::work,
              new BitSet()),
          tallied);
      return tallied;
    }

    /** Who is there, and would be put into which groups that the restore would make. */
    List<String> joining() {
      List<String> joining = new ArrayList<>();
      if (where.places().groupsToCome() == 0) {
        return joining;
      }
      int more = 0;
      try (Roster sheet = intake.open()) {
        for (Row row = sheet.next(); row != null; row = sheet.next()) {
          List<String> groups =
              there.get(row.ref().number()) ? descent.groupsToJoin(row) : List.of();
          if (!groups.isEmpty() && joining.size() < MOST_NAMED) {
            String name = new BackupSheetPerson(row).text(Cell.NAME);
            joining.add(words("restore.plan.joins", name, DisplayLanguage.list(groups)));
          } else if (!groups.isEmpty()) {
            more++;
          }
        }
      }
      if (more > 0) {
        joining.add(words("restore.plan.joinsMore", more));
      }
      return joining;
    }

    private boolean isOf(BackupSheetPerson person, int type, boolean alone) {
      return person.isGuest() == (type == Person.GUEST)
          && descent.isOneByOne(person.row().ref().number()) == alone;
    }

    private Enrolment.Scope scope(int type) {
      ServerPreflight site = r.site();
      return new Enrolment.Scope(
          "",
          type,
          type == site.type() ? site.places() : site.of(r.server(), type).places(),
          settings.enrolment(type, r.connection().server().timeout(), true),
          lookUpEach,
          Map.of(),
          descent);
    }

    private void drain(RowPipeline rows, Tallied tallied) {
      r.stop().onStop(rows::drain);
      rows.run(
          outcome -> {
            tallied.add(outcome, photoLost.get(outcome.row()));
            there.set(outcome.row(), RestoredMemberships.wasThere(outcome));
            if (outcome.ending().needsAttention() && !outcome.code().isEmpty()) {
              codes.merge(outcome.code(), 1L, Long::sum);
            }
            if (outcome.ending() == RowEnding.VALID) {
              toCome.add(intake.id(outcome.row()));
            }
            if (r.server().stopCause() != null) {
              rows.drain();
            }
          },
          r.connection().data());
    }
  }
}
