package dev.senselink.batch.backup.export;

import dev.senselink.batch.api.records.RecordCells;
import dev.senselink.batch.backup.BackupTableReader;
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
 * them: the hosts of visitors, and how many pictures the doors took. In fixed memory; one thread.
 */
final class RecordScan {
  private static final String HOSTS = "record-hosts";
  private static final String VISITOR = "2";
  private static final long NONE = 0;
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

  private static final int USER = column("userId");
  private static final int NAME = column("name");
  private static final int HOST = column("receptionUserId");
  private static final int TYPE = column("type");
  private static final int SMALL_PICTURE = column("signAvatar");
  private static final int LARGE_PICTURE = column("signBgAvatar");

  private final ScratchFiles scratch;
  private final KeyedRecordSorter hosts;
  private long pictures;

  private RecordScan(ScratchFiles scratch) {
    this.scratch = scratch;
    this.hosts = new KeyedRecordSorter(scratch, HOSTS, RecordScan::same);
  }

  private static int column(String name) {
    return RecordCells.columns().indexOf(name);
  }

  /**
   * Reads tables of records to their ends.
   *
   * @param tables their names; none where the backup holds no records
   */
  static RecordScan of(BackupTarget place, Iterable<String> tables, ScratchFiles scratch)
      throws IOException {
    RecordScan scan = new RecordScan(scratch);
    for (String table : tables) {
      try (BackupTableReader reader =
          BackupTableReader.of(place.read(table), table, RecordCells.columns())) {
        for (List<String> cells = reader.next(); cells != null; cells = reader.next()) {
          scan.add(cells);
        }
      }
    }
    scan.hosts.finish();
    return scan;
  }

  private void add(List<String> cells) throws IOException {
    pictures += cells.get(SMALL_PICTURE).isBlank() ? 0 : 1;
    pictures += cells.get(LARGE_PICTURE).isBlank() ? 0 : 1;
    String user = cells.get(USER);
    if (cells.get(TYPE).equals(VISITOR) && ID.matcher(user).matches()) {
      hosts.add(host(Long.parseLong(user), cells.get(HOST), cells.get(NAME)));
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
