package dev.senselink.batch.job.restore;

import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.lists.MemberHashes;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.ledger.lists.RevokedStore;
import dev.senselink.batch.roster.RosterColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which people of a backup this data folder has taken out of their groups, or deleted since the
 * backup was begun. Safe between threads.
 *
 * <p>A person is known again by name and a key, or, where the backup is of this very server, by id
 * and one of the two: an id alone may have been given to another person by a server set up anew.
 */
final class DeparturesSinceBackup {
  /** The clocks of two servers and of this machine differ. */
  private static final Duration MARGIN = Duration.ofDays(1);

  private final Ledger ledger;
  private final RestoreIntake intake;
  private final boolean ownServer;
  private @Nullable Departed departed;

  /** The hashes of those who have left, by id and by name with each key. */
  private record Departed(
      Map<Long, MemberHashes> revoked,
      Map<Long, Set<MemberHashes>> byId,
      Set<String> byNameAndKey) {
    void add(long person, MemberHashes hashes) {
      byId.computeIfAbsent(person, id -> new HashSet<>()).add(hashes);
      hashes.keys().forEach(key -> byNameAndKey.add(hashes.name() + key));
    }

    boolean has(MemberHashes hashes) {
      return hashes.keys().stream().anyMatch(key -> byNameAndKey.contains(hashes.name() + key));
    }

    boolean has(long person, MemberHashes hashes) {
      return byId.getOrDefault(person, Set.of()).stream().anyMatch(one -> one.isPerhaps(hashes));
    }
  }

  DeparturesSinceBackup(Ledger ledger, RestoreIntake intake) {
    this.ledger = ledger;
    this.intake = intake;
    this.ownServer = ledger.isOf(intake.source());
  }

  /** Whether the backup is of the server and company that is restored to. */
  boolean isOwnServer() {
    return ownServer;
  }

  /**
   * Whether the person of a row has left.
   *
   * @param origin the person's id in the backup
   * @param there the person on the server, {@code null} where there is none; one who was deleted
   *     and is there has been brought back by others
   */
  boolean has(long origin, RosterPerson person, @Nullable KnownPerson there) {
    if (there != null) {
      MemberHashes was = departed().revoked().get(there.id());
      return was != null && was.isPerhaps(hashes(there));
    }
    MemberHashes row =
        ledger
            .removed()
            .hashes(person.text(RosterColumn.NAME), field -> person.text(field.column()));
    Departed all = departed();
    return all.has(row) || ownServer && all.has(origin, row);
  }

  private MemberHashes hashes(KnownPerson there) {
    return ledger.removed().hashes(there.name(), field -> ServerPersonMapper.shown(there, field));
  }

  /** A new server in the place of the old one must not open for those who have left the old one. */
  private void addOfOldServer(Departed known) {
    String old = intake.server();
    long company = intake.company();
    revokedSince(ledger.revoked().of(old, company))
        .forEach(one -> known.add(one.person(), one.hashes()));
    ledger.removed().of(old, company).since(intake.startedAt(), known::add);
  }

  /** Whoever was taken out before is in no group in the backup, or others have put them back. */
  private List<RevokedPerson> revokedSince(RevokedStore revoked) {
    Instant since = intake.startedAt().minus(MARGIN);
    return revoked.all().stream().filter(one -> !one.at().isBefore(since)).toList();
  }

  private synchronized Departed departed() {
    Departed known = departed;
    if (known == null) {
      known = new Departed(new HashMap<>(), new HashMap<>(), new HashSet<>());
      for (RevokedPerson one : revokedSince(ledger.revoked())) {
        known.revoked().put(one.person(), one.hashes());
        known.add(one.person(), one.hashes());
      }
      ledger.removed().since(intake.startedAt(), known::add);
      if (!ownServer) {
        addOfOldServer(known);
      }
      departed = known;
    }
    return known;
  }
}
