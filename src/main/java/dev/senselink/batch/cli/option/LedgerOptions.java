package dev.senselink.batch.cli.option;

import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.machine.Machine;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the ledger is, for commands that talk to no server. */
public final class LedgerOptions {
  @Mixin public DataFolderOptions where = new DataFolderOptions();
  @Mixin DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--insecure")
  boolean insecure;

  private @Nullable Path taken;

  /**
   * The data folder, whose ledger lies where it is said to; looked for once.
   *
   * @param told warnings for the user
   */
  public Path folder(Consumer<String> told) {
    Path folder = taken;
    if (folder == null) {
      folder = database.takenBy(Machine.real(), where.folder(), insecure, told);
      taken = folder;
    }
    return folder;
  }

  /**
   * The database in which the ledger lies, untouched; {@code null} if it lies in the folder.
   *
   * @param told warnings for the user
   */
  public @Nullable LedgerPlace place(Consumer<String> told) {
    LedgerPlace named = database.place(insecure);
    LedgerPlace place =
        named != null
            ? named
            : LedgerPlace.of(where.folder()).map(noted -> noted.with(insecure)).orElse(null);
    if (place != null) {
      database.warn(place, told);
    }
    return place;
  }

  /** Whether nobody has to prove who it is. */
  public boolean isInsecure() {
    return insecure;
  }

  /**
   * The same of a database that the ledger is to go to.
   *
   * @param to its address, whatever else is said to be the folder's
   */
  public LedgerPlace place(String to, Consumer<String> told) {
    LedgerPlace place = database.at(to, insecure);
    database.warn(place, told);
    return place;
  }
}
