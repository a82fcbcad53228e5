package dev.senselink.batch.cli.doctor;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.option.ReportsOption;
import dev.senselink.batch.cli.option.RetentionOption;
import dev.senselink.batch.cli.settings.ConfigurationDefaults;
import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.directory.Diagnosis.Level;
import dev.senselink.batch.directory.doctor.ServerDoctor;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.machine.Machine;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: is everything as an import needs it, and if not, what to do. */
@Command(name = "doctor", mixinStandardHelpOptions = true, sortOptions = false)
public final class DoctorCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin RetentionOption retention = new RetentionOption();
  @Mixin ReportsOption reports = new ReportsOption();

  @Option(names = "--photo-engine", paramLabel = "auto|thumbnailator", defaultValue = "auto")
  String engine = "auto";

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    List<Diagnosis> lines = new ArrayList<>();
    try {
      examine(lines);
    } finally {
      connection.close();
    }
    DoctorTable table = new DoctorTable(lines);
    PrintWriter out = spec.commandLine().getOut();
    if (output.json) {
      out.println(table.json());
    } else {
      table.print(out);
    }
    boolean amiss = lines.stream().anyMatch(line -> line.level() == Level.BAD);
    return (amiss ? ExitCode.ATTENTION : ExitCode.DONE).number();
  }

  private void examine(List<Diagnosis> lines) {
    ConnectionSettings open = null;
    String fault = null;
    connection.skipServerConfirmation();
    try {
      open = connection.open(warning -> {}); // what it would warn of has a line of its own
    } catch (UsageException | UnusableSettingsException e) {
      fault = String.valueOf(e.getMessage());
    }
    lines.add(configuration(fault));
    MachineProbes machine = new MachineProbes();
    lines.addAll(machine.files(settingsFile(), connection.appSecretFile, connection.caFile));
    URI server = open != null ? open.server().server() : connection.addressAlone();
    if (server != null) {
      lines.add(Diagnosis.ok("server", server.toString()));
      List<Diagnosis> found =
          new ServerDoctor(ConnectionTarget.of(connection, server, open)).examine();
      lines.addAll(found);
      if (found.stream().noneMatch(line -> line.level() == Level.BAD)) {
        connection.rememberServer();
      }
    }
    lines.addAll(machine.all(connection.where.place(), reports.folder(), engine));
    lines.addAll(database());
    lines.add(retention());
  }

  /** The one that is named, else the one that the data folder names. */
  private List<Diagnosis> database() {
    try {
      LedgerPlace named = connection.database.place(connection.insecure);
      return Optional.ofNullable(named)
          .or(() -> LedgerPlace.of(connection.where.place()))
          .map(place -> DatabaseProbe.of(place.with(connection.insecure), Machine.real()))
          .orElse(List.of());
    } catch (UsageException e) {
      return List.of(); // the configuration has a line of its own
    } catch (LedgerException e) {
      return List.of(DatabaseProbe.refused(e));
    }
  }

  private Diagnosis retention() {
    try {
      return Diagnosis.ok("retention", retention.words());
    } catch (UsageException e) {
      return Diagnosis.bad(
          "retention", String.valueOf(e.getMessage()), words("doctor.settings.remedy"));
    }
  }

  private @Nullable Path settingsFile() {
    return spec.defaultValueProvider() instanceof ConfigurationDefaults settings
        ? settings.file().orElse(null)
        : null;
  }

  private Diagnosis configuration(@Nullable String fault) {
    IDefaultValueProvider provider = spec.defaultValueProvider();
    String sources = provider instanceof ConfigurationDefaults settings ? settings.sources() : "";
    String found = sources.isEmpty() ? words("doctor.noSettings") : sources;
    return fault == null
        ? Diagnosis.ok("configuration", MachineProbes.shown(found))
        : Diagnosis.bad(
            "configuration", MachineProbes.shown(fault), words("doctor.settings.remedy"));
  }
}
