package dev.senselink.batch.cli.doctor;

import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.directory.doctor.DoctorTarget;
import dev.senselink.batch.job.ConnectionSettings;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What the probes look at, by the options of a command. */
final class ConnectionTarget {
  private ConnectionTarget() {}

  /**
   * The target.
   *
   * @param open {@code null} where key or secret is not known: then only the way there is looked at
   */
  static DoctorTarget of(
      ConnectionOptions connection, URI server, @Nullable ConnectionSettings open) {
    return new DoctorTarget(
        server,
        open == null ? null : open.server(),
        connection.caFile,
        connection.insecure,
        Duration.ofMillis(Math.max(1, Math.round(connection.timeout * 1000))),
        open == null ? ZoneId.systemDefault() : open.zone());
  }
}
