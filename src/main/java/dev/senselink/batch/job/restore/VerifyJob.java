package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.backup.BackupDamage;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.verify.ServerComparison;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.TemporaryFolder;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.run.ServerPreflight;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds a sound backup against the server as it is now. Changes nothing and takes no lock. */
public final class VerifyJob {
  private final Path path;
  private final BackupKeys keys;
  private final JobProgress progress;
  private final StopSwitch stop;

  /**
   * @param keys the password of an encrypted zip
   */
  public VerifyJob(Path path, BackupKeys keys, JobProgress progress, StopSwitch stop) {
    this.path = path;
    this.keys = keys;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Compares.
   *
   * @param told takes each difference
   * @return how many there are
   * @throws SettingsMismatchException if the backup is of another company
   * @throws StoppedException if the server does not tell what is needed
   */
  public long run(ConnectionSettings connection, Consumer<BackupDamage> told) {
    try (Backup backup = Backup.open(path, keys);
        SenseLinkClient client = connection.open()) {
      RetryingClient server = new RetryingClient(client, connection.patience(), progress::waiting);
      stop.onStop(server::halt);
      Company company =
          ServerPreflight.need(
              server, server.ask(OrganisationCalls.company()), words("asked.company"));
      Manifest manifest = backup.manifest();
      if (manifest.companyId() != company.id()) {
        throw new SettingsMismatchException(
            words(
                "verify.otherCompany",
                manifest.companyName(),
                manifest.companyId(),
                company.name(),
                company.id()));
      }
      return compare(backup, server, connection, told);
    } catch (BackupException e) {
      if (e.kind() == BackupException.Kind.STOPPED) {
        String reason = stop.reason();
        throw reason == null
            ? new StoppedException(String.valueOf(e.getMessage()))
            : StoppedException.asked(reason);
      }
      throw e;
    }
  }

  private long compare(
      Backup backup,
      RetryingClient server,
      ConnectionSettings connection,
      Consumer<BackupDamage> told) {
    Path scratch = null;
    try {
      scratch = TemporaryFolder.make("verify");
      return ServerComparison.of(
          backup,
          server,
          connection.server().concurrency(),
          scratch,
          progress::say,
          progress::stage,
          told);
    } catch (IOException e) {
      throw BackupException.unwritable(scratch == null ? path : scratch, e);
    } finally {
      remove(scratch);
    }
  }

  private static void remove(@Nullable Path scratch) {
    try {
      if (scratch != null) {
        PrivateFiles.remove(scratch);
      }
    } catch (IOException e) {
      // What is in it is sealed with a key that is gone.
    }
  }
}
