package dev.senselink.batch.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Passes bytes on and takes their measure for the manifest. */
public final class DigestingOutputStream extends FilterOutputStream {
  private final MessageDigest digest = sha256();
  private long bytes;

  public DigestingOutputStream(OutputStream out) {
    super(out);
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** 64 hex digits, lower case. */
  public static String sha256(byte[] content) {
    return hex(sha256().digest(content));
  }

  public static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
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
    return new Manifest.FileFacts(rows, bytes, hex(digest.digest()));
  }
}
