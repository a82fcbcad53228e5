package dev.senselink.batch.photo;

import java.io.IOException;
import java.io.InputStream;

/** One file that may be a photo. Nothing is read before {@link #open}. */
public interface PhotoFile {

  /** Where it lies below the photos folder: {@code /} between the parts, NFC, unique as a rule. */
  String path();

  /** Bytes, as the folder or the archive claims; -1 if neither can tell. Never to be trusted. */
  long size();

  /** A new stream over the content, to be closed by the caller. */
  InputStream open() throws IOException;

  /**
   * SHA-256 of the content in 64 lower-case hex digits, to find files that are byte for byte the
   * same. Reads at most a little over 50 MB, since a larger file is never sent.
   */
  default String sha256() throws IOException {
    return SourceBytes.sha256(this);
  }
}
