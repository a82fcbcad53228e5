package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.TemporaryFolder;
import dev.senselink.batch.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The sandbox that a command starts for itself, gone with it, and so is what it remembered. */
final class OwnSandbox {
  private final Sandbox running = Sandbox.start();
  private @Nullable Path temporary;

  URI url() {
    return running.url();
  }

  String appKey() {
    return running.appKey();
  }

  SecretText appSecret() {
    return SecretText.of(running.appSecret());
  }

  int pushPort() {
    return running.wsPort();
  }

  /** A data folder that nobody uses after it. */
  Path dataFolder() {
    try {
      Path made = TemporaryFolder.make("sandbox-data");
      temporary = made;
      return made;
    } catch (IOException e) {
      throw new UsageException(words("sandbox.folder.none", FileErrorMessages.words(e)));
    }
  }

  void close() {
    running.close();
    if (temporary != null) {
      try {
        PrivateFiles.remove(temporary);
      } catch (IOException e) {
        throw new UsageException(words("sandbox.folder.stays", temporary));
      }
      temporary = null;
    }
  }
}
