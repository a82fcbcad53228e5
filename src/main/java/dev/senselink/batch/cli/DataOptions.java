package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.Words.words;

import dev.senselink.batch.disk.FileTrust;
import dev.senselink.batch.ledger.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where state is, for commands that talk to no server. */
final class DataOptions {
  @Option(names = "--data", paramLabel = "DIR")
  @Nullable Path data;

  Path folder() {
    return ofOurs(place());
  }

  /** The same, whoever owns it: to be looked at only. */
  Path place() {
    return data != null ? data : DataFolder.standard(System.getenv());
  }

  /**
   * The folder, if no other user could have laid there what is taken for this program's own.
   *
   * @throws UsageException if one could
   */
  static Path ofOurs(Path folder) {
    try {
      Optional<String> why =
          Files.exists(folder) ? FileTrust.of(folder).changeable() : Optional.empty();
      if (why.isPresent()) {
        throw new UsageException(words("option.data.foreign", folder, why.get()));
      }
      return folder;
    } catch (IOException e) {
      return folder; // whoever opens it says why it cannot be opened
    }
  }
}
