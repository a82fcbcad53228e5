package dev.senselink.batch.job;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.api.Device;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Server;
import dev.senselink.batch.backup.BackedUpDepartment;
import dev.senselink.batch.backup.BackedUpDevice;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoEngine;
import java.time.Clock;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * What a restore would do, found out with the restore's own means and without changing anything.
 */
public final class RestorePlan {
  private final RestoreSettings settings;
  private final Connection connection;
  private final PhotoEngine engine;
  private final Progress progress;
  private final StopSwitch stop;
  private final Clock clock;

  /** What was opened and learnt before. */
  record Setting(Server server, Site site, Ledger ledger, Backup backup, RestoreIntake intake) {}

  /**
   * How many of a kind.
   *
   * @param notRestorable those a person has to see to
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
      RestoreSettings settings,
      Connection connection,
      PhotoEngine engine,
      Progress progress,
      StopSwitch stop,
      Clock clock) {
    this.settings = settings;
    this.connection = connection;
    this.engine = engine;
    this.progress = progress;
    this.stop = stop;
    this.clock = clock;
  }

  Counts made(Setting s) {
    Shortcomings shortcomings = new Shortcomings();
    RestoredPlaces places = new RestoredPlaces(s.server(), s.backup(), shortcomings);
    places.match();
    Descent descent = new Descent(s.ledger(), s.intake(), true);
    boolean each =
        new People(s.server(), s.ledger(), progress)
            .lookUpEach(ImportSettings.Lookup.AUTO, "", s.intake().rows());
    Set<Long> toCome = ConcurrentHashMap.newKeySet();
    RestoredHosts hosts = new RestoredHosts(s.intake().hosts(), descent, toCome::contains);
    BackupRows.Where where =
        new BackupRows.Where(s.intake(), s.backup(), places, settings.guests(), hosts);
    Rehearsal rehearsal = new Rehearsal(s, where, descent, toCome, each);
    Tallied users = rehearsal.of(Person.STAFF);
    Tallied guests = rehearsal.of(Person.GUEST);
    return new Counts(
        departments(places, descent, toCome),
        groups(places),
        users.count(),
        guests.count(),
        devices(s, places),
        reason(s.server()),
        guests.create > 0 ? List.of(words("restore.plan.idNumber", guests.create)) : List.of());
  }

  private @Nullable String reason(Server server) {
    return stop.reason() != null || server.stopCause() == null
        ? stop.reason()
        : server.stopCause().words();
  }

  private static Count departments(RestoredPlaces places, Descent descent, Set<Long> toCome) {
    Set<Long> lost = new HashSet<>();
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

  private Count devices(Setting s, RestoredPlaces places) {
    Map<String, Device> there = new Ties(s.server(), places, new Shortcomings()).bySerial();
    try (Stream<BackedUpDevice> devices = s.backup().devices()) {
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

    void add(Outcome outcome) {
      if (outcome.ending() == Ending.VALID) {
        create++;
      } else if (outcome.ending() == Ending.SKIPPED_OVER) {
        over++;
      } else if (outcome.ending().needsAttention()) {
        notRestorable++;
      } else {
        exists++;
      }
    }

    Count count() {
      return new Count(create, exists, notRestorable, over);
    }
  }

  /** Works the rows without sending any. */
  private final class Rehearsal {
    private final Setting s;
    private final BackupRows.Where where;
    private final Descent descent;
    private final Set<Long> toCome;
    private final boolean lookUpEach;

    Rehearsal(
        Setting s, BackupRows.Where where, Descent descent, Set<Long> toCome, boolean lookUpEach) {
      this.s = s;
      this.where = where;
      this.descent = descent;
      this.toCome = toCome;
      this.lookUpEach = lookUpEach;
    }

    Tallied of(int type) {
      Enrolment enrolment = new Enrolment(setup(type));
      Tallied tallied = new Tallied();
      drain(
          new RowPipeline(
              () -> new BackupRows(where, person -> isOf(person, type, false)),
              enrolment::work,
              new BitSet(),
              connection.server().concurrency(),
              0),
          tallied);
      drain(
          RowPipeline.oneByOne(
              () -> new BackupRows(where, person -> isOf(person, type, true)),
              enrolment::work,
              new BitSet()),
          tallied);
      return tallied;
    }

    private boolean isOf(SheetPerson person, int type, boolean shared) {
      return person.isGuest() == (type == Person.GUEST)
          && descent.sharesKey(person.row().ref().number()) == shared;
    }

    private Enrolment.Setup setup(int type) {
      return new Enrolment.Setup(
          "",
          type,
          s.server(),
          s.ledger(),
          engine,
          type == s.site().type() ? s.site().places() : s.site().of(s.server(), type).places(),
          settings.enrolment(type, connection.server().timeout(), true),
          lookUpEach,
          Map.of(),
          descent,
          clock,
          connection.zone(),
          stop::stop,
          progress::say);
    }

    private void drain(RowPipeline rows, Tallied tallied) {
      stop.onStop(rows::drain);
      rows.open(new ExecutionContext());
      try {
        for (Outcome outcome = rows.read(); outcome != null; outcome = rows.read()) {
          tallied.add(outcome);
          if (outcome.ending() == Ending.VALID) {
            toCome.add(s.intake().id(outcome.row()));
          }
          if (s.server().stopCause() != null) {
            rows.drain();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        rows.close();
      }
      if (rows.broken() != null) {
        throw new IllegalStateException(rows.broken());
      }
    }
  }
}
