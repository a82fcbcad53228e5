package dev.senselink.batch.samples;

import java.io.IOException;
import java.nio.file.Path;

/** Makes the rosters and photos of {@code samples/}, always the same. */
final class SampleMaker {
  private SampleMaker() {}

  /** Writes the four worlds below a folder; what lies there under other names stays. */
  static void write(Path samples) throws IOException {
    FirstSample.write(samples.resolve("first"));
    MessySample.write(samples.resolve("messy"));
    ChineseSample.write(samples.resolve("chinese"));
    VisitorsSample.write(samples.resolve("visitors"));
  }
}
