package dev.senselink.batch.ledger;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The folders of runs that the ledger does not know: a process died after it had written one and
 * before the run was on the disk, or before it had removed that of a run just deleted. Nobody goes
 * on with them, and nobody who forgets a person by the ledger would find the roster in them.
 */
final class LostRunFolders {
  private LostRunFolders() {}

  /** Removes them; the data folder is locked, so that nobody is just beginning a run. */
  static void remove(DataFolder data, LedgerDatabase database) {
    Path all = data.path().resolve("runs");
    if (!Files.isDirectory(all)) {
      return;
    }
    Set<String> known =
        new HashSet<>(database.jdbc().queryForList("SELECT ID FROM RUN", String.class));
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(all)) {
      for (Path folder : folders) {
        if (!known.contains(String.valueOf(folder.getFileName()))) {
          PrivateFiles.remove(folder);
        }
      }
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("runs.left", all), e);
    }
  }
}
