package dev.senselink.batch.cli.web;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.practice.DemoSample;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.TemporaryFolder;
import dev.senselink.batch.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The sandbox of a console, for as long as it is open, and a data folder that goes with it. */
final class PracticeServer implements AutoCloseable {
  private static final String SETTINGS = "senselink.yml";
  private static final String SAMPLE = "sample";

  private final Sandbox running;
  private final Path folder;
  private final Path secret;

  private PracticeServer(Sandbox running, Path folder, Path secret) {
    this.running = running;
    this.folder = folder;
    this.secret = secret;
  }

  /**
   * Starts it.
   *
   * @throws UsageException if there is no room for its data
   */
  static PracticeServer start() {
    Sandbox sandbox = Sandbox.start();
    try {
      Path folder = TemporaryFolder.make("sandbox-console");
      Path secret = folder.resolve("secret");
      PrivateFiles.write(secret, sandbox.appSecret() + "\n");
      PrivateFiles.write(folder.resolve(SETTINGS), "");
      DemoSample unused = DemoSample.unpack(PrivateFiles.folder(folder.resolve(SAMPLE)));
      return new PracticeServer(sandbox, folder, secret);
    } catch (IOException e) {
      sandbox.close();
      throw new UsageException(words("sandbox.folder.none", e.getClass().getSimpleName()));
    }
  }

  /** What commands find in their environment, in the place of whatever else is meant for them. */
  Map<String, String> environment() {
    return Map.of(
        "SENSELINK_SERVER", running.url().toString(),
        "SENSELINK_APP_KEY", running.appKey(),
        "SENSELINK_APP_SECRET_FILE", secret.toString());
  }

  /** What commands obey: nothing that was set up for another server, nor whom that one tells. */
  Path settings() {
    return folder.resolve(SETTINGS);
  }

  /** The first sample, ready to be imported. */
  Path sample() {
    return folder.resolve(SAMPLE);
  }

  Path data() {
    return folder.resolve("data");
  }

  @Override
  public void close() {
    running.close();
    try {
      PrivateFiles.remove(folder);
    } catch (IOException e) {
      throw new UsageException(words("sandbox.folder.stays", folder));
    }
  }
}
