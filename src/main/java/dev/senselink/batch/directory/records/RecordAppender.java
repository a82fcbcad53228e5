package dev.senselink.batch.directory.records;

import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.directory.DirectoryMessages;
import dev.senselink.batch.directory.records.RecordFileException.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where records are appended, a line each and each id once. A line is written in one go and is in
 * the operating system's hands when {@link #write} returns. Not safe between threads.
 */
public final class RecordAppender implements Closeable {
  /** Lines in whose ids a record may have been overtaken by others when writing was cut short. */
  private static final int RECENT = 64;

  /** How far below the highest id it is looked for such a record. */
  private static final long FARTHEST_BACK = 1000;

  private final @Nullable Path file;
  private final @Nullable FileChannel channel;
  private final Predicate<String> lines;
  private final SeenRecordIds seen = new SeenRecordIds();
  private final Deque<Long> recent = new ArrayDeque<>();
  private long highest = -1;
  private long count;

  private RecordAppender(
      @Nullable Path file, @Nullable FileChannel channel, Predicate<String> lines) {
    this.file = file;
    this.channel = channel;
    this.lines = lines;
  }

  /**
   * Gives each line, without its end, to whom it may concern.
   *
   * @param lines says whether it wants more
   */
  public static RecordAppender to(Predicate<String> lines) {
    return new RecordAppender(null, null, lines);
  }

  /**
   * Goes on with a file. A last line that was cut in the middle, by a crash, is taken away; its
   * record is to be asked for again.
   *
   * @param channel the file, open for reading and writing; closed with this
   * @throws RecordFileException if it holds anything but records, another process writes to it, or
   *     it cannot be read or written
   */
  public static RecordAppender append(Path file, FileChannel channel) {
    RecordAppender appended = new RecordAppender(file, channel, line -> true);
    try {
      lock(file, channel);
      appended.take();
      return appended;
    } catch (IOException e) {
      throw broken(file);
    }
  }

  /** Beyond every end, so that who reads along is not kept from reading. */
  private static void lock(Path file, FileChannel channel) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new RecordFileException(Kind.UNFIT, DirectoryMessages.words("watch.file.busy", file));
    }
  }

  private void take() throws IOException {
    FileChannel out = Objects.requireNonNull(channel);
    Path in = Objects.requireNonNull(file);
    long end = 0;
    FileLineReader line = new FileLineReader(out);
    while (line.read() && isWhole(line, in)) {
      take(line, in);
      end += line.length();
    }
    out.truncate(end);
    out.position(end);
    if (end > 0 && !line.ended() && line.length() > 0 && idOf(line) != null) {
      append(out, end, "\n");
    }
  }

  /** Whether a line is not just the beginning of one, as a crash leaves it. */
  private boolean isWhole(FileLineReader line, Path in) {
    boolean whole = line.ended() || idOf(line) != null;
    if (!whole && !line.isTorn()) {
      throw notRecords(in);
    }
    return whole;
  }

  private void take(FileLineReader line, Path in) {
    String text = line.text();
    if (text.isEmpty()) {
      return;
    }
    Long id = RecordJsonLine.idOf(text);
    if (id == null) {
      throw notRecords(in);
    }
    note(id);
  }

  private RecordFileException notRecords(Path in) {
    return new RecordFileException(
        Kind.UNFIT, DirectoryMessages.words("watch.file.other", in, count + 1));
  }

  private static @Nullable Long idOf(FileLineReader line) {
    return RecordJsonLine.idOf(line.text());
  }

  private void note(long id) {
    seen.add(id);
    remember(id);
  }

  private void remember(long id) {
    count++;
    highest = Math.max(highest, id);
    recent.addLast(id);
    if (recent.size() > RECENT) {
      recent.removeFirst();
    }
  }

  /** How many records it holds. */
  public long count() {
    return count;
  }

  /** The highest id in it; -1 if it holds none. */
  public long highest() {
    return highest;
  }

  /**
   * The id after which it is to be gone on; -1 if it holds none. Not the highest: pushes overtake
   * each other, so one of the last few lines' neighbours may still be missing.
   */
  public long resumeAfter() {
    long lowest = recent.stream().mapToLong(Long::longValue).min().orElse(-1);
    return Math.max(lowest, highest - FARTHEST_BACK);
  }

  /**
   * Appends a record unless its id was there before.
   *
   * @return false if nobody wants any more
   * @throws RecordFileException if it cannot be written
   */
  public boolean write(AccessRecord record) {
    SeenRecordIds.Known known = seen.add(record.id());
    if (known == SeenRecordIds.Known.SEEN
        || (known == SeenRecordIds.Known.FORGOTTEN && holds(record.id()))) {
      return true;
    }
    String line = RecordJsonLine.of(record);
    if (channel != null) {
      try {
        append(channel, channel.position(), line + "\n");
      } catch (IOException e) {
        throw broken(Objects.requireNonNull(file));
      }
    }
    remember(record.id());
    return lines.test(line);
  }

  private static RecordFileException broken(Path file) {
    return new RecordFileException(Kind.BROKEN, DirectoryMessages.words("watch.file.broken", file));
  }

  private static void append(FileChannel channel, long at, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    channel.position(at);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** For an id so old that only the file itself still knows. */
  private boolean holds(long id) {
    if (file == null || channel == null) {
      return false;
    }
    try {
      FileLineReader line = new FileLineReader(channel);
      while (line.read()) {
        if (Long.valueOf(id).equals(idOf(line))) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw broken(file);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.force(true);
      channel.close();
    }
  }
}
