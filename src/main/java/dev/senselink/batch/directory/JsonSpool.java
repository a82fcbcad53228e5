package dev.senselink.batch.directory;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Objects kept until it is known that they are all: a list that breaks off must not be shown as if
 * it were whole. A short one is kept in memory, a long one in a file for its owner only, which is
 * gone when this is closed. Not safe between threads.
 */
public final class JsonSpool implements Closeable {
  private static final int IN_MEMORY = 4 << 20;

  private final int mostInMemory;
  private final Path folder;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable FileChannel file;
  private @Nullable OutputStream toFile;

  public JsonSpool() {
    this(IN_MEMORY, Path.of(System.getProperty("java.io.tmpdir")));
  }

  JsonSpool(int mostInMemory, Path folder) {
    this.mostInMemory = mostInMemory;
    this.folder = folder;
  }

  /**
   * Adds an object.
   *
   * @throws DirectoryException if there is no room for it
   */
  public void add(JsonNode object) {
    try {
      byte[] line = (object + "\n").getBytes(StandardCharsets.UTF_8);
      if (toFile == null && memory.size() + line.length > mostInMemory) {
        open();
      }
      (toFile == null ? memory : toFile).write(line);
    } catch (IOException e) {
      throw unusable(words("spool.notKept", folder));
    }
  }

  /** Temporary files are made for their owner only; this one has no name any more, where it may. */
  private void open() throws IOException {
    Path path = Files.createTempFile(folder, "senselink-list", ".jsonl");
    FileChannel opened =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    file = opened;
    toFile = new BufferedOutputStream(Channels.newOutputStream(opened), 1 << 16);
    memory.writeTo(toFile);
    memory = new ByteArrayOutputStream();
  }

  /** Forgets all objects. */
  public void clear() {
    close();
    file = null;
    toFile = null;
    memory = new ByteArrayOutputStream();
  }

  /** Gives each object away, as a line of JSON, in the order they came. */
  public void forEach(Consumer<String> each) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(begin(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        each.accept(line);
      }
    } catch (IOException e) {
      throw unusable(words("spool.notRead", folder));
    }
  }

  /** The same as objects. */
  void forEachNode(Consumer<JsonNode> each) {
    forEach(line -> each.accept(JsonMapper.shared().readTree(line)));
  }

  private InputStream begin() throws IOException {
    if (file == null || toFile == null) {
      return new ByteArrayInputStream(memory.toByteArray());
    }
    toFile.flush();
    file.position(0);
    InputStream in = Channels.newInputStream(file);
    return new InputStream() { // closing it must not close the file
      @Override
      public int read() throws IOException {
        return in.read();
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        return in.read(bytes, from, length);
      }
    };
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw unusable(words("spool.notRemoved", folder));
    }
  }

  /** As a folder that cannot be written; the library's own words may hold what was written. */
  private static DirectoryException unusable(String words) {
    return new DirectoryException(DirectoryException.Kind.STOPPED, words);
  }
}
