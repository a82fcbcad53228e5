package dev.senselink.batch.ledger.plan;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.ledger.plan.PlanJson.NoPlanException;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A plan as it lies on the disk. It is read line by line, as often as needed, and every reading
 * proves again that no line was changed, but for one that was written just now.
 */
public final class PlanFile {
  private static final byte[] SEAL = PlanJson.SEAL.getBytes(StandardCharsets.UTF_8);

  private final Path file;
  private final DataFolderKey key;
  private final PlanHeader header;
  private final long lines;

  /** Whether this process has written it: then nothing is to be proven to it. */
  private final boolean own;

  private PlanFile(Path file, DataFolderKey key, PlanHeader header, long lines, boolean own) {
    this.own = own;
    this.file = file;
    this.key = key;
    this.header = header;
    this.lines = lines;
  }

  /** One that was written just now. */
  static PlanFile written(Path file, DataFolderKey key, PlanHeader header, long lines) {
    return new PlanFile(file, key, header, lines, true);
  }

  /**
   * What a plan says of itself, not proven yet.
   *
   * @throws LedgerException if the file is no plan, or one of a newer version
   */
  public static PlanHeader header(Path file) {
    try (PlanText reader = PlanText.of(file)) {
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
    try (PlanText reader = PlanText.of(file)) {
      byte[] text = line(file, reader, 1);
      JsonNode first = first(file, text);
      if (!PlanJson.text(first, "data").equals(PlanSeal.folder(key))) {
        throw unfit(words("plan.otherFolder", file, 1));
      }
      PlanFile plan =
          new PlanFile(file, key, PlanJson.header(first), PlanJson.number(first, "lines"), false);
      PlanSeal seal = new PlanSeal(key);
      long count = 0;
      byte[] next = line(file, reader, 2);
      while (next != null) {
        count++;
        sealed(file, next, count + 1, seal);
        next = line(file, reader, count + 2);
      }
      if (count < plan.lines) {
        throw unfit(words("plan.short", file, count + 2, plan.lines, count));
      }
      byte[] whole = text == null ? new byte[0] : text;
      int open = open(file, whole, 1);
      if (!ends(whole, open, seal.header(whole, open))) {
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
      Lines opened = new Lines(PlanText.of(file));
      line(file, opened.reader, 1);
      return opened;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Reads the lines in order. One thread. */
  public final class Lines implements AutoCloseable {
    private final PlanText reader;
    private final PlanSeal seal = new PlanSeal(key);
    private long number = 1;
    private @Nullable PlanLine ahead;

    private Lines(PlanText reader) {
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
        byte[] text = line(file, reader, number + 1);
        if (text == null) {
          return null;
        }
        number++;
        if (!own) {
          sealed(file, text, number, seal);
        }
        return PlanJson.line(PlanJson.node(text));
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

  /** Makes sure that a line's seal is what it must be: then we have written all of it. */
  private static void sealed(Path file, byte[] text, long number, PlanSeal seal) {
    int open = open(file, text, number);
    if (ends(text, open, seal.next(text, open))) {
      return;
    }
    try {
      PlanJson.node(text);
    } catch (NoPlanException e) {
      throw unfit(words("plan.damaged", file, number, e.getMessage()));
    }
    throw unfit(words("plan.edited", file, number));
  }

  /** Whether nothing else stands from there on, also behind the seal, which does not prove it. */
  private static boolean ends(byte[] text, int open, String seal) {
    byte[] end = (PlanJson.SEAL + seal + PlanJson.END).getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(text, open, text.length, end, 0, end.length);
  }

  /** How many bytes of a line stand before its seal. */
  private static int open(Path file, byte[] text, long number) {
    for (int at = text.length - SEAL.length; at >= 0; at--) {
      if (Arrays.equals(text, at, at + SEAL.length, SEAL, 0, SEAL.length)) {
        return at;
      }
    }
    throw unfit(words("plan.damaged", file, number, "seal"));
  }

  private static JsonNode first(Path file, byte @Nullable [] text) throws NoPlanException {
    JsonNode node = PlanJson.node(text == null ? new byte[0] : text);
    long version = PlanJson.number(node, "version");
    if (version > PlanHeader.VERSION) {
      throw unfit(words("plan.newer", file, 1, version, PlanHeader.VERSION));
    }
    return node;
  }

  private static byte @Nullable [] line(Path file, PlanText text, long number) throws IOException {
    try {
      return text.next();
    } catch (PlanText.TooLongException e) {
      throw unfit(words("plan.damaged", file, number, words("plan.long")));
    }
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
