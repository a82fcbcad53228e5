package dev.senselink.batch.backup.export;

import dev.senselink.batch.api.records.RecordCells;
import dev.senselink.batch.backup.BackupTableReader;
import dev.senselink.batch.backup.PhotoKind;
import dev.senselink.batch.backup.gather.ExportedPerson;
import dev.senselink.batch.backup.gather.ExportedPerson.Text;
import dev.senselink.batch.backup.gather.KeyedRecord;
import dev.senselink.batch.backup.gather.KeyedRecordCodec;
import dev.senselink.batch.backup.gather.KeyedRecordSorter;
import dev.senselink.batch.backup.gather.KeyedRecords;
import dev.senselink.batch.backup.gather.MergeCursor;
import dev.senselink.batch.backup.gather.ScratchFiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables of the records once they are written, for what the rest of the backup takes from
 * them: the hosts of visitors, and the pictures the doors took. In fixed memory; one thread.
 */
final class RecordScan {
  private static final String HOSTS = "record-hosts";
  private static final String PICTURES = "record-pictures";
  private static final String VISITOR = "2";
  private static final long NONE = 0;
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

  private static final int RECORD = column("id");
  private static final int USER = column("userId");
  private static final int NAME = column("name");
  private static final int HOST = column("receptionUserId");
  private static final int TYPE = column("type");
  private static final int SMALL_PICTURE = column("signAvatar");
  private static final int LARGE_PICTURE = column("signBgAvatar");

  private final ScratchFiles scratch;
  private final KeyedRecordSorter hosts;
  private final KeyedRecordSorter images;
  private final boolean kept;
  private long pictures;
  private long unkept;

  private RecordScan(ScratchFiles scratch, boolean kept) {
    this.scratch = scratch;
    this.kept = kept;
    this.images = new KeyedRecordSorter(scratch, PICTURES);
    this.hosts = new KeyedRecordSorter(scratch, HOSTS, RecordScan::same);
  }

  private static int column(String name) {
    return RecordCells.columns().indexOf(name);
  }

  /**
   * Reads tables of records to their ends.
   *
   * @param tables their names; none where the backup holds no records
   * @param kept whether {@link #imageIds} is asked for
   */
  static RecordScan of(
      BackupTarget place, Iterable<String> tables, ScratchFiles scratch, boolean kept)
      throws IOException {
    RecordScan scan = new RecordScan(scratch, kept);
    for (String table : tables) {
      try (BackupTableReader reader =
          BackupTableReader.of(place.read(table), table, RecordCells.columns())) {
        for (List<String> cells = reader.next(); cells != null; cells = reader.next()) {
          scan.add(cells);
        }
      }
    }
    scan.hosts.finish();
    scan.images.finish();
    return scan;
  }

  private void add(List<String> cells) throws IOException {
    picture(cells.get(RECORD), false, cells.get(SMALL_PICTURE));
    picture(cells.get(RECORD), true, cells.get(LARGE_PICTURE));
    String user = cells.get(USER);
    if (cells.get(TYPE).equals(VISITOR) && ID.matcher(user).matches()) {
      hosts.add(host(Long.parseLong(user), cells.get(HOST), cells.get(NAME)));
    }
  }

  private void picture(String record, boolean large, String imageId) throws IOException {
    if (imageId.isBlank()) {
      return;
    }
    pictures++;
    if (!ID.matcher(record).matches()) {
      unkept++;
    } else if (kept) {
      long key = PhotoKind.recordKey(Long.parseLong(record), large);
      images.add(
          new KeyedRecord(key, KeyedRecordCodec.pack(out -> KeyedRecordCodec.text(out, imageId))));
    }
  }

  /** A record that names no host counts: then not all of them name the same one. */
  private static KeyedRecord host(long visitor, String host, String name) {
    boolean named = ID.matcher(host).matches();
    return new KeyedRecord(
        visitor,
        KeyedRecordCodec.pack(
            out -> {
              if (named) {
                out.writeLong(Long.parseLong(host));
                KeyedRecordCodec.text(out, name);
              }
            }));
  }

  /** Two records that differ in the host or in the visitor's name are as good as no host. */
  private static KeyedRecord same(KeyedRecord one, KeyedRecord other) {
    return Arrays.equals(one.data(), other.data()) ? one : new KeyedRecord(one.key(), new byte[0]);
  }

  /** How many pictures taken at the doors the records name. */
  long pictures() {
    return pictures;
  }

  /** How many of them no file can be named after: the record has no id to speak of. */
  long unkept() {
    return unkept;
  }

  /** The image ids of the pictures, by {@link PhotoKind#RECORD}'s keys; to be closed. */
  KeyedRecords imageIds() throws IOException {
    return KeyedRecords.of(scratch.open(PICTURES));
  }

  static String imageId(KeyedRecord picture) throws IOException {
    return KeyedRecordCodec.unpack(picture.data(), KeyedRecordCodec::text);
  }

  /** The hosts by visitor, for {@link #host}; to be closed. */
  MergeCursor hosts() throws IOException {
    return new MergeCursor(KeyedRecords.of(scratch.open(HOSTS)));
  }

  /**
   * The host that all records of a visitor name; null where they name none or several, or were of a
   * visitor of another name: a server that was set up again gives an id to somebody else.
   *
   * @param hosts asked for visitors by id, ascending
   */
  static @Nullable Long host(MergeCursor hosts, ExportedPerson visitor) throws IOException {
    KeyedRecord found = hosts.find(visitor.id());
    if (found == null || found.data().length == 0) {
      return null;
    }
    long host =
        KeyedRecordCodec.unpack(
            found.data(),
            in -> {
              long named = in.readLong();
              return KeyedRecordCodec.text(in).equals(visitor.text(Text.NAME)) ? named : NONE;
            });
    return host == NONE ? null : Long.valueOf(host);
  }
}
