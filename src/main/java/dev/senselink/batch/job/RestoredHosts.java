package dev.senselink.batch.job;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.job.BackupRows.NotRestorable;
import dev.senselink.batch.roster.HostCell;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * Finds whom a guest comes to see: who that was in the backup, and who that is on the server by
 * now. Safe between threads.
 */
final class RestoredHosts implements BackupRows.HostFinder {
  private final HostsOfBackup hosts;
  private final Descent descent;
  private final LongPredicate toCome;

  /**
   * @param toCome whether a plan means to create this member of staff of the backup
   */
  RestoredHosts(HostsOfBackup hosts, Descent descent, LongPredicate toCome) {
    this.hosts = hosts;
    this.descent = descent;
    this.toCome = toCome;
  }

  @Override
  public HostCell of(String host) throws NotRestorable {
    List<Long> found = hosts.of(host);
    mustBeOne(found);
    if (found.isEmpty()) {
      throw lost(host);
    }
    long origin = found.get(0);
    if (toCome.test(origin)) {
      return HostCell.TO_COME;
    }
    OptionalLong person = descent.personOfOrigin(origin);
    if (person.isEmpty()) {
      throw lost("#" + origin);
    }
    return new HostCell("", person.getAsLong());
  }

  @Override
  public HostCell always(HostCell cell) throws NotRestorable {
    List<Long> coming =
        cell.id() == null ? hosts.always().stream().filter(toCome::test).toList() : List.of();
    if (coming.isEmpty()) {
      return cell;
    }
    mustBeOne(coming);
    return HostCell.TO_COME;
  }

  private static NotRestorable lost(String who) {
    return new NotRestorable("UNKNOWN_HOST", words("restore.row.lostHost", who));
  }

  private static void mustBeOne(List<Long> found) throws NotRestorable {
    if (found.size() > 1) {
      throw new NotRestorable("UNKNOWN_HOST", words("restore.row.manyHosts", found.size()));
    }
  }
}
