package dev.senselink.batch.ledger;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.face.FaceMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this machine saw in photos, kept in the data folder under keyed hashes of their content.
 * Nothing in it stands for a person, and no file name.
 *
 * <p>Beside the database, since what is checked offline opens none and takes no lock: each verdict
 * is read and written as one whole with a check sum, so that several processes may do so at once. A
 * new one takes the place of the oldest of its group, so the file never grows beyond {@value
 * #MOST_BYTES} bytes.
 */
public final class FaceVerdictFile implements FaceMemory {
  private static final String NAME = "faces";
  private static final int GROUPS = 4_096;
  static final int IN_GROUP = 16;
  private static final int GROUP_BYTES = IN_GROUP * FaceVerdictSlot.BYTES;
  static final int MOST_BYTES = GROUPS * GROUP_BYTES;

  private final Supplier<@Nullable Path> folder;
  private final Machine machine;
  private final int groups;
  private @Nullable Opened opened;
  private boolean tried;

  /**
   * @param folder the data folder, asked for when it is first needed, and made then; {@code null}
   *     where nothing is to be kept
   */
  public FaceVerdictFile(Supplier<@Nullable Path> folder, Machine machine) {
    this(folder, machine, GROUPS);
  }

  FaceVerdictFile(Supplier<@Nullable Path> folder, Machine machine, int groups) {
    this.folder = folder;
    this.machine = machine;
    this.groups = groups;
  }

  /** Where a data folder keeps them. */
  public static Path in(Path dataFolder) {
    return dataFolder.resolve(NAME);
  }

  @Override
  public @Nullable FaceFindings find(String what) {
    Place place = place(what);
    if (place == null || !Files.exists(place.file())) {
      return null;
    }
    try (FileChannel channel = PrivateFiles.openExisting(place.file())) {
      ByteBuffer group = group(channel, place.offset());
      for (int i = 0; i < IN_GROUP; i++) {
        FaceVerdictSlot slot = FaceVerdictSlot.read(group, i);
        if (slot != null && Arrays.equals(slot.hash(), place.hash())) {
          return slot.findings();
        }
      }
      return null;
    } catch (IOException e) {
      return null; // it is seen anew then
    }
  }

  @Override
  public void remember(String what, FaceFindings seen) {
    Place place = place(what);
    int today = (int) day(machine.wall().instant());
    ByteBuffer slot =
        place == null ? null : new FaceVerdictSlot(today, place.hash(), seen).written();
    if (place == null || slot == null) {
      return;
    }
    try (FileChannel channel = PrivateFiles.openToReadAndWrite(place.file())) {
      int instead = oldest(group(channel, place.offset()), place.hash());
      channel.write(slot, place.offset() + (long) instead * FaceVerdictSlot.BYTES);
    } catch (IOException e) {
      forbear(); // a full disk: all that is lost is time
    }
  }

  /** The same one, else a free one, else the oldest of a group. */
  private static int oldest(ByteBuffer group, byte[] hash) {
    int oldest = 0;
    int day = Integer.MAX_VALUE;
    for (int i = 0; i < IN_GROUP; i++) {
      FaceVerdictSlot slot = FaceVerdictSlot.read(group, i);
      if (slot != null && Arrays.equals(slot.hash(), hash)) {
        return i;
      }
      int its = slot == null ? 0 : slot.day();
      if (its < day) {
        day = its;
        oldest = i;
      }
    }
    return oldest;
  }

  private record Place(Path file, long offset, byte[] hash) {}

  private @Nullable Place place(String what) {
    Opened open = opened();
    if (open == null) {
      return null;
    }
    byte[] hash = HexFormat.of().parseHex(open.key().hash(what));
    long number = Math.floorMod(ByteBuffer.wrap(hash).getInt(), groups);
    return new Place(
        open.file(), number * GROUP_BYTES, Arrays.copyOfRange(hash, 0, FaceVerdictSlot.HASH));
  }

  private record Opened(Path file, DataFolderKey key) {}

  /** {@code null} if nothing can be kept. */
  private synchronized @Nullable Opened opened() {
    if (!tried) {
      tried = true;
      opened = open(folder.get());
    }
    return opened;
  }

  private @Nullable Opened open(@Nullable Path in) {
    try {
      return in == null ? null : new Opened(in(in), DataFolderKey.of(in, machine));
    } catch (IOException | LedgerException e) {
      return null; // all is seen anew then
    }
  }

  private synchronized void forbear() {
    opened = null;
  }

  private static ByteBuffer group(FileChannel channel, long offset) throws IOException {
    ByteBuffer group = ByteBuffer.allocate(GROUP_BYTES);
    while (group.hasRemaining() && channel.read(group, offset + group.position()) >= 0) {
      // what lies behind the end is empty
    }
    return group.clear();
  }

  /** How many a data folder keeps. */
  public static long count(Path dataFolder) {
    try {
      return count(in(dataFolder), Long.MIN_VALUE);
    } catch (IOException e) {
      throw broken(dataFolder, e);
    }
  }

  /** Forgets those that were seen before a moment. */
  public static void forgetBefore(Path dataFolder, Instant moment) {
    try {
      count(in(dataFolder), day(moment));
    } catch (IOException e) {
      throw broken(dataFolder, e);
    }
  }

  /** Forgets all: whose photos they are of nobody can tell. */
  public static void forget(Path dataFolder) {
    try {
      Files.deleteIfExists(in(dataFolder));
    } catch (IOException e) {
      throw broken(dataFolder, e);
    }
  }

  private static LedgerException broken(Path dataFolder, IOException e) {
    return new LedgerException(
        LedgerException.Kind.BROKEN, words("data.unwritable", dataFolder, NAME), e);
  }

  /** Counts them, and takes out those of before a day. */
  private static long count(Path file, long first) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    long count = 0;
    try (FileChannel channel = PrivateFiles.openExisting(file)) {
      for (long offset = 0; offset < Math.min(channel.size(), MOST_BYTES); offset += GROUP_BYTES) {
        ByteBuffer group = group(channel, offset);
        for (int i = 0; i < IN_GROUP; i++) {
          FaceVerdictSlot slot = FaceVerdictSlot.read(group, i);
          if (slot != null && slot.day() < first) {
            ByteBuffer nothing = ByteBuffer.allocate(FaceVerdictSlot.BYTES);
            channel.write(nothing, offset + (long) i * FaceVerdictSlot.BYTES);
          } else if (slot != null) {
            count++;
          }
        }
      }
    }
    return count;
  }

  private static long day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC).toEpochDay();
  }
}
