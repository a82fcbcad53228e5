package dev.senselink.batch.cli;

import dev.senselink.batch.ledger.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where state is, for commands that talk to no server. */
final class DataOptions {
  @Option(names = "--data", paramLabel = "DIR")
  @Nullable Path data;

  Path folder() {
    return data != null ? data : DataFolder.standard(System.getenv());
  }
}
