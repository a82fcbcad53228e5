package dev.senselink.batch.samples;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A sample's folder while it is filled. */
final class World {
  /** Long side of a drawn portrait: about 10 KB as JPEG. */
  static final int SIDE = 250;

  private final Path folder;

  World(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
  }

  /** Writes the roster, a line each; the last ends with a line end too. */
  World roster(Charset encoding, List<String> lines) throws IOException {
    Files.write(folder.resolve("roster.csv"), (String.join("\n", lines) + "\n").getBytes(encoding));
    return this;
  }

  World photo(String name, byte[] content) throws IOException {
    return file("photos/" + name, content);
  }

  World file(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, content);
    return this;
  }
}
