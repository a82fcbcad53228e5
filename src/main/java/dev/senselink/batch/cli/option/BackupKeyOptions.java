package dev.senselink.batch.cli.option;

import dev.senselink.batch.backup.BackupKeys;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What opens an encrypted backup, and what proves who wrote one. */
public final class BackupKeyOptions {
  @Option(names = "--password-file", paramLabel = "F")
  @Nullable
  public Path passwordFile;

  @Option(names = "--seal-key", paramLabel = "FILE")
  @Nullable Path sealKey;

  /**
   * What the files hold.
   *
   * @param told that others can read one of them
   * @throws dev.senselink.batch.backup.BackupException if one cannot be used
   */
  public BackupKeys read(Consumer<String> told) {
    ConnectionWarnings.secretFile(passwordFile, "--password-file", told);
    ConnectionWarnings.secretFile(sealKey, "--seal-key", told);
    return BackupKeys.read(passwordFile, sealKey);
  }
}
