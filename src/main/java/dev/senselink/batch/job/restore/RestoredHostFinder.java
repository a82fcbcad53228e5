package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.job.restore.BackupRowStream.NotRestorable;
import dev.senselink.batch.roster.cell.HostCell;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import java.util.function.ToIntFunction;

/**
 * Finds whom a guest comes to see: who that was in the backup, and who that is on the server by
 * now. Safe between threads.
 */
public final class RestoredHostFinder {
  private final BackupHosts hosts;
  private final RestoredIdMap descent;
  private final LongPredicate toCome;
  private final ToIntFunction<HostCell> there;
  // Many guests have the one host, and to count is to ask the server.
  private final Map<HostCell, Integer> counted = new ConcurrentHashMap<>();

  /** Of a run, which creates its staff before its guests. */
  public RestoredHostFinder(BackupHosts hosts, RestoredIdMap descent) {
    this(hosts, descent, origin -> false, cell -> 0);
  }

  /**
   * Of a plan.
   *
   * @param toCome whether this member of staff of the backup would be created
   * @param there how many of those who are on the server a cell may mean
   */
  RestoredHostFinder(
      BackupHosts hosts,
      RestoredIdMap descent,
      LongPredicate toCome,
      ToIntFunction<HostCell> there) {
    this.hosts = hosts;
    this.descent = descent;
    this.toCome = toCome;
    this.there = there;
  }

  /**
   * Finds them.
   *
   * @param host as the backup has it, never blank
   * @throws NotRestorable if they are not there
   */
  HostCell of(String host) throws NotRestorable {
    List<Long> found = hosts.of(host);
    mustBeOne(found.size());
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

  /**
   * Finds whom all of those come to see of whom the backup does not say it.
   *
   * @param cell read as a roster's host is; staff are on the server, or would be, by now
   * @throws NotRestorable if a plan finds several
   */
  HostCell always(HostCell cell) throws NotRestorable {
    List<Long> coming =
        cell.id() == null ? hosts.always().stream().filter(toCome::test).toList() : List.of();
    if (coming.isEmpty()) {
      return cell;
    }
    mustBeOne(coming.size() + thereAlready(cell));
    return HostCell.TO_COME;
  }

  /** Not within the map: asking waits for the server, and others may ask for somebody else. */
  private int thereAlready(HostCell cell) {
    Integer known = counted.get(cell);
    if (known == null) {
      known = there.applyAsInt(cell);
      counted.put(cell, known);
    }
    return known;
  }

  private static NotRestorable lost(String who) {
    return new NotRestorable("UNKNOWN_HOST", words("restore.row.lostHost", who));
  }

  private static void mustBeOne(int found) throws NotRestorable {
    if (found > 1) {
      throw new NotRestorable("UNKNOWN_HOST", words("restore.row.manyHosts", found));
    }
  }
}
