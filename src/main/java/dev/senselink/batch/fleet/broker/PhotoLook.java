package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which photos are seen here, looked for once a minute: thousands of sites may have one folder.
 * Safe between threads.
 */
final class PhotoLook {
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Machine machine;
  private final Map<Place, Seen> places = new ConcurrentHashMap<>();

  private record Place(String folder, boolean subfolders) {}

  private record Seen(PhotoNames names, Deadline fresh) {}

  PhotoLook(Machine machine) {
    this.machine = machine;
  }

  /** As {@link PhotoNames#in}. */
  PhotoNames at(String folder, boolean subfolders) {
    return places
        .compute(
            new Place(folder, subfolders),
            (where, last) ->
                last == null || last.fresh().isOver()
                    ? new Seen(PhotoNames.in(folder, subfolders), Deadline.in(machine, FRESH))
                    : last)
        .names();
  }
}
