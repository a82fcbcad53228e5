package dev.senselink.batch.job.run;

import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.roster.RosterCopier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The runs of a data folder that were begun and not ended, so that they can be gone on with. */
public final class UnfinishedRuns {
  private final Path dataFolder;
  private final String command;
  private final @Nullable String server;

  /**
   * Such a run.
   *
   * @param named the roster's path as it was taken
   * @param copy the run's own copy of it
   * @param photos where its photos are, {@code ""} for nowhere
   * @param there whether the roster still lies at its path, with the same bytes
   */
  public record Left(String runId, Path named, Path copy, String photos, boolean there) {
    /** The file to go on with. */
    public Path roster() {
      return there ? named : copy;
    }
  }

  /**
   * Looks for the runs of a command.
   *
   * @param server host and port; {@code null} for any
   */
  public UnfinishedRuns(Path dataFolder, String command, @Nullable String server) {
    this.dataFolder = dataFolder;
    this.command = command;
    this.server = server;
  }

  /**
   * The unfinished runs, oldest first. A run is over and done with, finished or not, as soon as a
   * later one of the same roster was begun; where only the newest list counts, of any roster meant.
   *
   * @param meant which rosters it is about
   * @param newestOnly whether a newer list makes an older one worthless
   * @throws dev.senselink.batch.ledger.store.LedgerException if another process is at work there
   */
  public List<Left> of(Predicate<Path> meant, boolean newestOnly) {
    boolean none = !Files.isDirectory(dataFolder.resolve("runs"));
    if (none && LedgerPlace.of(dataFolder).isEmpty()) {
      return List.of(); // no run was ever begun
    }
    try (DataFolder data = DataFolder.lock(dataFolder, "run");
        LedgerDatabase database = Ledger.open(data)) {
      Map<String, Run> last = new LinkedHashMap<>();
      for (Run run : Ledger.runs(database).all()) {
        if (isOurs(run) && meant.test(Path.of(run.roster()))) {
          String key = newestOnly ? "" : run.roster();
          last.remove(key); // so that the order is that of these runs
          last.put(key, run);
        }
      }
      return last.values().stream()
          .filter(run -> !run.allWorked())
          .map(run -> left(run, data))
          .filter(left -> Files.isRegularFile(left.roster()))
          .toList();
    }
  }

  private boolean isOurs(Run run) {
    return run.command().equals(command) && (server == null || run.server().equals(server));
  }

  private static Left left(Run run, DataFolder data) {
    Path named = Path.of(run.roster());
    boolean there = RosterCopier.hasHash(named, run.rosterSha());
    if (!there) {
      data.runs().leave(run.id());
    }
    Path copy = data.runFolder(run.id()).resolve("roster");
    return new Left(run.id(), named, copy, run.photos(), there);
  }
}
