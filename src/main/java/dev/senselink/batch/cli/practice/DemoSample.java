package dev.senselink.batch.cli.practice;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.report.ResultLine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The first sample, unpacked from the program: a roster, its photos and the expected outcomes. */
public final class DemoSample {
  private static final String SAMPLE = "/samples/first/";

  private final Path folder;
  private final List<ResultLine> expected;

  private DemoSample(Path folder, List<ResultLine> expected) {
    this.folder = folder;
    this.expected = expected;
  }

  /**
   * Unpacks it.
   *
   * @param folder that is there and holds nothing of these names
   */
  public static DemoSample unpack(Path folder) throws IOException {
    List<ResultLine> expected;
    try (InputStream results = open("expected/results.csv")) {
      expected = ResultLine.read(results);
    }
    copy(folder, "roster.csv");
    for (ResultLine line : expected) {
      if (!line.photo().isEmpty()) {
        copy(folder, "photos/" + line.photo());
      }
    }
    return new DemoSample(folder, expected);
  }

  Path roster() {
    return folder.resolve("roster.csv");
  }

  Path photos() {
    return folder.resolve("photos");
  }

  /** Whether every row ended as the sample says. */
  boolean isExpected(Path results) throws IOException {
    try (InputStream in = Files.newInputStream(results)) {
      return ResultLine.read(in).equals(expected);
    }
  }

  private static void copy(Path folder, String name) throws IOException {
    Path target = folder.resolve(name);
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try (InputStream in = open(name)) {
      Files.copy(in, target);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = DemoSample.class.getResourceAsStream(SAMPLE + name);
    if (in == null) {
      throw new FileNotFoundException(words("demo.notBuilt", name));
    }
    return in;
  }
}
