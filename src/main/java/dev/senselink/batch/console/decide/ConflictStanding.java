package dev.senselink.batch.console.decide;

import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.disk.Sha256Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How conflicts stand.
 *
 * @param open in the order of the runs and their lists
 * @param made what was decided, by conflict
 * @param unread why rows of a run that wait cannot be shown, by the run
 * @param current false where a command is at work and the ledger may say something else by now
 */
record ConflictStanding(
    List<OpenConflict> open,
    Map<String, Made> made,
    Map<RunCatalog.Entry, String> unread,
    boolean current) {
  ConflictStanding {
    open = List.copyOf(open);
    made = Map.copyOf(made);
    unread = Map.copyOf(unread);
  }

  Optional<OpenConflict> find(String id) {
    return open.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  @Nullable Made of(OpenConflict conflict) {
    return made.get(conflict.id());
  }

  /** Those that nobody has decided about. */
  List<OpenConflict> undecided() {
    return open.stream().filter(one -> of(one) == null).toList();
  }

  /** Those that somebody has. */
  List<OpenConflict> decided() {
    return open.stream().filter(one -> of(one) != null).toList();
  }

  /** What somebody has seen who decides: another text once anything of it is another. */
  String seen(OpenConflict conflict) {
    return conflict.state() + digest(String.valueOf(of(conflict)));
  }

  /** The same of several. */
  String seen(List<OpenConflict> some) {
    return digest(some.stream().map(this::seen).collect(Collectors.joining("\n")));
  }

  private static String digest(String text) {
    return Sha256Digest.hex(text).substring(0, 16);
  }
}
