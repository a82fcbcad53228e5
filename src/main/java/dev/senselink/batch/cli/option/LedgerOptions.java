package dev.senselink.batch.cli.option;

import dev.senselink.batch.machine.Machine;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;

/** Where the ledger is, for commands that talk to no server. */
public final class LedgerOptions {
  @Mixin public DataFolderOptions where = new DataFolderOptions();
  @Mixin DatabaseOptions database = new DatabaseOptions();

  /**
   * The data folder, whose ledger lies where it is said to.
   *
   * @param told warnings for the user
   */
  public Path folder(Consumer<String> told) {
    return database.takenBy(Machine.real(), where.folder(), false, told);
  }
}
