package dev.senselink.batch.ledger.plan;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.ledger.plan.PlanJson.NoPlanException;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A plan as it lies on the disk. It is read line by line, as often as needed, and every reading
 * proves again that no line was changed.
 */
public final class PlanFile {
  /** A line longer than that is none of ours. */
  private static final int LONGEST = 4 << 20;

  private final Path file;
  private final DataFolderKey key;
  private final PlanHeader header;
  private final long lines;

  private PlanFile(Path file, DataFolderKey key, PlanHeader header, long lines) {
    this.file = file;
    this.key = key;
    this.header = header;
    this.lines = lines;
  }

  /**
   * What a plan says of itself, not proven yet.
   *
   * @throws LedgerException if the file is no plan, or one of a newer version
   */
  public static PlanHeader header(Path file) {
    try (BufferedReader reader = reader(file)) {
      return PlanJson.header(first(file, line(file, reader, 1)));
    } catch (NoPlanException e) {
      throw unfit(words("plan.damaged", file, 1, e.getMessage()));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Opens a plan and proves all of it.
   *
   * @param key of the data folder that must have made it
   * @throws LedgerException if it is not as that folder has written it
   */
  public static PlanFile open(Path file, DataFolderKey key) {
    try (BufferedReader reader = reader(file)) {
      String text = line(file, reader, 1);
      JsonNode first = first(file, text);
      if (!PlanJson.text(first, "data").equals(PlanSeal.folder(key))) {
        throw unfit(words("plan.otherFolder", file, 1));
      }
      PlanFile plan =
          new PlanFile(file, key, PlanJson.header(first), PlanJson.number(first, "lines"));
      PlanSeal seal = new PlanSeal(key);
      long count = 0;
      String next = line(file, reader, 2);
      while (next != null) {
        count++;
        sealed(file, next, count + 1, seal);
        next = line(file, reader, count + 2);
      }
      if (count < plan.lines) {
        throw unfit(words("plan.short", file, count + 2, plan.lines, count));
      }
      String whole = text == null ? "" : text;
      String open = open(file, whole, 1);
      if (!whole.equals(open + PlanJson.SEAL + seal.header(open) + PlanJson.END)) {
        throw unfit(words("plan.edited", file, 1));
      }
      return plan;
    } catch (NoPlanException e) {
      throw unfit(words("plan.damaged", file, 1, e.getMessage()));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  public PlanHeader header() {
    return header;
  }

  /** Its lines from the first; to be closed. */
  public Lines lines() {
    try {
      Lines opened = new Lines(reader(file));
      line(file, opened.reader, 1);
      return opened;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Reads the lines in order. One thread. */
  public final class Lines implements AutoCloseable {
    private final BufferedReader reader;
    private final PlanSeal seal = new PlanSeal(key);
    private long number = 1;
    private @Nullable PlanLine ahead;

    private Lines(BufferedReader reader) {
      this.reader = reader;
    }

    /** The next line, {@code null} at the end. */
    public @Nullable PlanLine next() {
      PlanLine read = ahead;
      if (read != null) {
        ahead = null;
        return read;
      }
      try {
        String text = line(file, reader, number + 1);
        if (text == null) {
          return null;
        }
        number++;
        return PlanJson.line(sealed(file, text, number, seal));
      } catch (NoPlanException e) {
        throw unfit(words("plan.damaged", file, number, e.getMessage()));
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }

    /** The line of a row, {@code null} for none. Rows must be asked for in rising order. */
    public @Nullable PlanLine at(int row) {
      PlanLine line = next();
      while (line != null && line.row() != null && line.row() < row) {
        line = next();
      }
      if (line != null && (line.row() == null || line.row() > row)) {
        ahead = line;
        return null;
      }
      return line;
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
  }

  /** A line whose seal is what it must be. */
  private static JsonNode sealed(Path file, String text, long number, PlanSeal seal) {
    try {
      JsonNode node = PlanJson.node(text);
      String open = open(file, text, number);
      if (!text.equals(open + PlanJson.SEAL + seal.next(open) + PlanJson.END)) {
        // The whole line: what stands behind the seal is not in it.
        throw unfit(words("plan.edited", file, number));
      }
      return node;
    } catch (NoPlanException e) {
      throw unfit(words("plan.damaged", file, number, e.getMessage()));
    }
  }

  /** A line without its seal. */
  private static String open(Path file, String text, long number) {
    int end = text.lastIndexOf(PlanJson.SEAL);
    if (end < 0) {
      throw unfit(words("plan.damaged", file, number, "seal"));
    }
    return text.substring(0, end);
  }

  private static JsonNode first(Path file, @Nullable String text) throws NoPlanException {
    JsonNode node = PlanJson.node(text == null ? "" : text);
    long version = PlanJson.number(node, "version");
    if (version > PlanHeader.VERSION) {
      throw unfit(words("plan.newer", file, 1, version, PlanHeader.VERSION));
    }
    return node;
  }

  private static @Nullable String line(Path file, BufferedReader reader, long number)
      throws IOException {
    StringBuilder text = new StringBuilder();
    int next = reader.read();
    while (next >= 0 && next != '\n') {
      if (text.length() == LONGEST) {
        throw unfit(words("plan.damaged", file, number, words("plan.long")));
      }
      text.append((char) next);
      next = reader.read();
    }
    return next < 0 && text.isEmpty() ? null : text.toString();
  }

  private static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()),
        1 << 16);
  }

  /**
   * Makes sure that nothing is lost where a plan is to be written.
   *
   * @throws LedgerException if what lies there is no plan
   */
  static void mustBeReplaceable(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    boolean plan = false;
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] start = new byte[64];
      try (var in = Files.newInputStream(file)) {
        int read = in.readNBytes(start, 0, start.length);
        String text = new String(start, 0, read, StandardCharsets.UTF_8);
        plan = text.startsWith("{\"version\":") && text.contains("\"id\":");
      }
    }
    if (!plan) {
      throw unfit(words("plan.taken", file, 1));
    }
  }

  private static LedgerException unfit(String why) {
    return new LedgerException(LedgerException.Kind.UNFIT, why);
  }

  private static LedgerException unreadable(Path file, IOException e) {
    return new LedgerException(
        LedgerException.Kind.UNFIT, words("plan.unreadable", file, why(e)), e);
  }

  static String why(IOException e) {
    if (e instanceof NoSuchFileException) {
      return words("plan.why.missing");
    }
    if (e instanceof AccessDeniedException) {
      return words("plan.why.permission");
    }
    if (e instanceof CharacterCodingException) {
      return words("plan.why.text");
    }
    String said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return said == null ? words("plan.why.none") : said;
  }
}
