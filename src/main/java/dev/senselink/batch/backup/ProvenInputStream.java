package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.Manifest.FileFacts;
import dev.senselink.batch.disk.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * The content of a file of a backup, which has no end unless it is what was written: where it is
 * something else that is said instead of the end. So whoever waits for the end before using it uses
 * nothing that somebody has exchanged, and reads no file twice for that.
 */
final class ProvenInputStream extends InputStream {
  private final InputStream in;
  private final FileFacts facts;
  private final MessageDigest digest = Sha256Digest.start();
  private long bytes;
  private boolean proven;

  ProvenInputStream(InputStream in, FileFacts facts) {
    this.in = in;
    this.facts = facts;
  }

  /** The content is not what was written. */
  static final class ChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    ChangedException() {
      super(words("damage.content"));
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count < 0) {
      prove();
      return count;
    }
    digest.update(buffer, offset, count);
    bytes += count;
    if (bytes > facts.bytes()) {
      throw new ChangedException();
    }
    return count;
  }

  private void prove() throws ChangedException {
    if (!proven
        && (bytes != facts.bytes() || !Sha256Digest.hex(digest.digest()).equals(facts.sha256()))) {
      throw new ChangedException();
    }
    proven = true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
