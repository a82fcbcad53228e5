package dev.senselink.batch.cli.data;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.option.LedgerOptions;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.ledger.store.UpgradeCopy;
import dev.senselink.batch.machine.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code data upgrade}: the ledger becomes what this version reads. A folder's own does so whenever
 * it is opened; one that is shared only here, since other machines may still have the version
 * before.
 */
@Command(name = "upgrade", mixinStandardHelpOptions = true, sortOptions = false)
final class DataUpgradeCommand implements Callable<Integer> {
  private static final String HOLDER = "data-upgrade";

  @Spec CommandSpec spec;
  @Mixin LedgerOptions ledger = new LedgerOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    Path folder = ledger.where.folder();
    LedgerPlace place = ledger.place(spec.commandLine().getErr()::println);
    String where = place == null ? folder.toString() : place.url();
    boolean changed = place == null ? own(folder) : shared(folder, place);
    String done = words(changed ? "data.upgraded" : "data.upgrade.nothing", where);
    spec.commandLine()
        .getOut()
        .println(
            output.json
                ? JsonMapper.shared()
                    .createObjectNode()
                    .put("ledger", where)
                    .put("upgraded", changed)
                    .toPrettyString()
                : done);
    return ExitCode.DONE.number();
  }

  private static boolean shared(Path folder, LedgerPlace place) {
    try (DataFolder data = DataFolder.lock(Machine.real(), folder, HOLDER)) {
      return LedgerDatabase.upgrade(data, place.open(), ConnectionSettings::upgrade);
    }
  }

  /** Opening it is all that is needed; where there is none yet none is made. */
  private static boolean own(Path folder) {
    if (!Files.exists(folder.resolve("db"))) {
      return false;
    }
    @Nullable Object before = UpgradeCopy.madeAt(folder);
    try (DataFolder data = DataFolder.lock(Machine.real(), folder, HOLDER)) {
      Ledger.open(data).close();
    }
    return !Objects.equals(before, UpgradeCopy.madeAt(folder));
  }
}
