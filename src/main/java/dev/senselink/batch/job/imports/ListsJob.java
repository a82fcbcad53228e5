package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.lists.ListCatalog;
import dev.senselink.batch.ledger.lists.ListIndexFile;
import dev.senselink.batch.ledger.lists.ListName;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Renames, joins and forgets lists of rosters. Takes the lock. */
public final class ListsJob {
  private final Path dataFolder;
  private final @Nullable String server;

  /**
   * @param server host and port, where the folder has lists of several servers
   */
  public ListsJob(Path dataFolder, @Nullable String server) {
    this.dataFolder = dataFolder;
    this.server = server;
  }

  /**
   * Gives a list another name.
   *
   * @throws SettingsMismatchException if there is none of the old name, or one of the new
   */
  public void rename(String from, ListName to) {
    change(
        "lists rename",
        from,
        (lists, all) -> {
          ListCatalog.Entry list = find(all, from);
          boolean taken = all.stream().anyMatch(one -> isAt(one, list, to.compared()));
          if (taken && !list.compared().equals(to.compared())) {
            throw new SettingsMismatchException(words("list.taken", to.shown()));
          }
          lists.rename(list, to);
        });
  }

  /**
   * Makes everybody of one list a member of another; the first ends.
   *
   * @throws SettingsMismatchException if one of them is not there, or both are the same
   */
  public void merge(String from, String into) {
    change(
        "lists merge",
        from,
        (lists, all) -> {
          ListCatalog.Entry first = find(all, from);
          ListCatalog.Entry second =
              all.stream()
                  .filter(one -> isAt(one, first, ListName.of(into).compared()))
                  .findFirst()
                  .orElseThrow(() -> unknown(into));
          if (first.equals(second)) {
            throw new SettingsMismatchException(words("list.itself", from));
          }
          lists.merge(first, second);
        });
  }

  /**
   * Forgets a list and who is on it.
   *
   * @throws SettingsMismatchException if there is none of the name
   */
  public void forget(String name) {
    change("lists forget", name, (lists, all) -> lists.forget(find(all, name)));
  }

  /** What is changed is looked for once more under the lock of its server. */
  private void change(
      String command, String name, BiConsumer<ListCatalog, List<ListCatalog.Entry>> change) {
    try (DataFolder data = DataFolder.lock(dataFolder, command);
        LedgerDatabase database = Ledger.open(data)) {
      ListCatalog lists = new ListCatalog(database);
      Set<String> one = Set.of(find(lists.all(), name).server());
      database
          .locks()
          .whileHeld(
              one,
              command,
              () -> {
                change.accept(lists, lists.all());
                new ListIndexFile(data.path()).write(lists);
                return one;
              });
    }
  }

  private ListCatalog.Entry find(List<ListCatalog.Entry> all, String name) {
    String compared = ListName.of(name).compared();
    List<ListCatalog.Entry> found =
        all.stream()
            .filter(one -> one.compared().equals(compared))
            .filter(one -> server == null || one.server().equals(server))
            .toList();
    if (found.size() > 1) {
      throw new SettingsMismatchException(words("list.severalServers", name));
    }
    return found.stream().findFirst().orElseThrow(() -> unknown(name));
  }

  private SettingsMismatchException unknown(String name) {
    return new SettingsMismatchException(words("list.notThere", name, dataFolder));
  }

  private static boolean isAt(ListCatalog.Entry one, ListCatalog.Entry other, String compared) {
    return one.server().equals(other.server())
        && one.company() == other.company()
        && one.compared().equals(compared);
  }
}
