package dev.senselink.batch.backup.verify;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.api.records.RecordCells;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.BackupSource;
import dev.senselink.batch.backup.BackupSource.Entry;
import dev.senselink.batch.backup.BackupTableReader;
import dev.senselink.batch.backup.DamageListener;
import dev.senselink.batch.backup.Manifest.FileFacts;
import dev.senselink.batch.disk.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Holds a file against what is known of it: there, as long, the same bytes, as many rows. */
public final class BackupFileCheck {
  private static final int BUFFER = 1 << 16;

  private final BackupSource source;
  private final Map<String, Entry> entries;
  private final DamageListener damages;

  public BackupFileCheck(BackupSource source, Map<String, Entry> entries, DamageListener damages) {
    this.source = source;
    this.entries = entries;
    this.damages = damages;
  }

  /** Whether a file is as it was written; else what is wrong with it is told. */
  public boolean isSound(String file, FileFacts facts) {
    return told(file, () -> isWhole(file, facts) && hasRows(file, facts));
  }

  /** Whether a file is at least a table of its kind; else that is told. */
  boolean isTable(String file) {
    return told(file, () -> rows(file) >= 0);
  }

  private interface Look {
    boolean isRight() throws IOException;
  }

  private boolean told(String file, Look look) {
    try {
      return look.isRight();
    } catch (IOException e) {
      damages.damaged(file, words("damage.unreadable"));
      return false;
    } catch (BackupException e) {
      damages.damaged(file, e.what());
      return false;
    }
  }

  private boolean isWhole(String file, FileFacts facts) throws IOException {
    OptionalLong size = source.size(file);
    Entry entry = entries.get(file);
    if (size.isEmpty()) {
      damages.damaged(file, entry == null ? words("damage.missing") : words("damage.noPlainFile"));
    } else if (size.getAsLong() != facts.bytes()) {
      damages.damaged(file, words("damage.bytes", size.getAsLong(), facts.bytes()));
    } else if (!sha256(file, facts.bytes()).equals(facts.sha256())) {
      damages.damaged(file, words("damage.content"));
    } else {
      return true;
    }
    return false;
  }

  /**
   * Of what is there, not read further than a little beyond its end: a zip may say what it likes.
   */
  private String sha256(String file, long bytes) throws IOException {
    MessageDigest digest = Sha256Digest.start();
    byte[] buffer = new byte[BUFFER];
    long left = bytes;
    try (InputStream in = source.open(file)) {
      for (int n = in.read(buffer); n >= 0 && left >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        left -= n;
      }
    }
    return Sha256Digest.hex(digest.digest());
  }

  private boolean hasRows(String file, FileFacts facts) throws IOException {
    if (!BackupLayout.isTable(file)) {
      return true;
    }
    long rows = rows(file);
    Long expected = facts.rows();
    if (expected == null || rows != expected) {
      damages.damaged(
          file, words("damage.rows", rows, expected == null ? "?" : expected.toString()));
      return false;
    }
    return true;
  }

  private long rows(String file) throws IOException {
    long rows = 0;
    try (BackupTableReader table = BackupTableReader.of(source.open(file), file, columns(file))) {
      while (table.next() != null) {
        rows++;
      }
    }
    return rows;
  }

  private static List<String> columns(String file) {
    for (Table table : Table.values()) {
      if (table.file().equals(file)) {
        return table.columns();
      }
    }
    return RecordCells.columns();
  }
}
