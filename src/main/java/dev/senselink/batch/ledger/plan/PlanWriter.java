package dev.senselink.batch.ledger.plan;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Writes a plan: takes lines in any order from any thread and writes them in row order, those
 * without a row behind. The file is there whole or not at all. Of a million rows only where each
 * lies in a temporary file is held in memory.
 */
public final class PlanWriter implements AutoCloseable {
  private static final String NO_SEAL = "0".repeat(64);
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final Path part;
  private final Path spill;
  private final DataFolderKey key;
  private final OutputStream waiting;
  private long[] places = new long[1024];
  private long[] others = new long[16];
  private int rows;
  private int otherCount;
  private long written = 1; // so that 0 says that a row has no line

  private PlanWriter(Path file, Path spill, DataFolderKey key) throws IOException {
    this.file = file;
    this.part = part(file);
    this.spill = spill;
    this.key = key;
    this.waiting =
        new BufferedOutputStream(
            Channels.newOutputStream(PrivateFiles.createToWrite(spill)), BUFFER);
    this.waiting.write('\n');
  }

  /**
   * Begins a plan.
   *
   * @param file where it is to be
   * @param temporary a folder that goes with the process
   * @throws LedgerException if a file cannot be written there, or what is there is no plan
   */
  public static PlanWriter begin(Path file, Path temporary, DataFolderKey key) {
    Path whole = file.toAbsolutePath().normalize();
    try {
      PlanFile.mustBeReplaceable(whole);
      Path part = part(whole);
      if (Files.exists(part) && Files.size(part) > 0) { // else what is left of one cut short
        PlanFile.mustBeReplaceable(part);
      }
      Files.deleteIfExists(whole); // else an old one would be carried out where there is no new one
      PlanWriter writer = new PlanWriter(whole, temporary.resolve("plan"), key);
      PrivateFiles.replace(writer.part).close(); // tried before the server is asked anything
      return writer;
    } catch (IOException e) {
      throw unwritable(LedgerException.Kind.UNFIT, whole, e);
    }
  }

  private static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  private static LedgerException unwritable(LedgerException.Kind kind, Path file, IOException e) {
    return new LedgerException(kind, words("plan.unwritable", file, PlanFile.why(e)), e);
  }

  /** Takes a line; of a row the last one counts. */
  public synchronized void add(PlanLine line) {
    byte[] text = PlanJson.open(line);
    Integer row = line.row();
    if (row != null) {
      if (row >= places.length) {
        places = Arrays.copyOf(places, Math.max(row + 1, places.length * 2));
      }
      rows = Math.max(rows, row);
      places[row] = written;
    } else {
      if (otherCount == others.length) {
        others = Arrays.copyOf(others, otherCount * 2);
      }
      others[otherCount++] = written;
    }
    try {
      waiting.write(text);
      waiting.write('\n');
    } catch (IOException e) {
      throw unwritable(LedgerException.Kind.BROKEN, spill, e);
    }
    written += text.length + 1;
  }

  /** Writes the file; nothing may be added any more. */
  public synchronized PlanFile finish(PlanHeader header) {
    try {
      waiting.close();
      Lines lines = new Lines();
      byte[] open = PlanJson.open(header, PlanSeal.folder(key), lines.count());
      PlanSeal seal = new PlanSeal(key);
      try (FileChannel channel = PrivateFiles.replace(part)) {
        try (FileChannel from = FileChannel.open(spill, StandardOpenOption.READ)) {
          OutputStream to = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
          write(open, NO_SEAL, to);
          lines.write(from, to, seal);
          to.flush();
          byte[] proof = seal.header(open, open.length).getBytes(StandardCharsets.UTF_8);
          channel.write(ByteBuffer.wrap(proof), open.length + (long) PlanJson.SEAL.length());
        }
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return PlanFile.written(file, key, header, lines.count());
    } catch (IOException e) {
      throw unwritable(LedgerException.Kind.BROKEN, file, e);
    }
  }

  /** The lines in the order of the file. */
  private final class Lines {
    long count() {
      long count = otherCount;
      for (int row = 1; row <= rows; row++) {
        count += places[row] == 0 ? 0 : 1;
      }
      return count;
    }

    void write(FileChannel from, OutputStream to, PlanSeal seal) throws IOException {
      LinesAt reader = new LinesAt(from);
      for (int row = 1; row <= rows; row++) {
        if (places[row] != 0) {
          write(reader.at(places[row]), to, seal);
        }
      }
      for (int other = 0; other < otherCount; other++) {
        write(reader.at(others[other]), to, seal);
      }
    }

    private void write(byte[] open, OutputStream to, PlanSeal seal) throws IOException {
      PlanWriter.write(open, seal.next(open, open.length), to);
    }
  }

  private static void write(byte[] open, String seal, OutputStream to) throws IOException {
    to.write(open);
    to.write((PlanJson.SEAL + seal + PlanJson.END + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Removes what is not finished. */
  @Override
  public synchronized void close() {
    try {
      waiting.close();
      Files.deleteIfExists(spill);
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw unwritable(LedgerException.Kind.BROKEN, file, e);
    }
  }
}
