package dev.senselink.batch.backup;

import dev.senselink.batch.disk.Sha256Digest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Passes bytes on and takes their measure for the manifest. */
public final class DigestingOutputStream extends FilterOutputStream {
  private final MessageDigest digest = Sha256Digest.start();
  private long bytes;

  public DigestingOutputStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    digest.update((byte) b);
    bytes++;
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    out.write(buffer, offset, length);
    digest.update(buffer, offset, length);
    bytes += length;
  }

  /** Of all that has passed; to be asked once, at the end. */
  public Manifest.FileFacts facts(@Nullable Long rows) {
    return new Manifest.FileFacts(rows, bytes, Sha256Digest.hex(digest.digest()));
  }
}
