package dev.senselink.batch.photo;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.disk.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;

/**
 * A photo file's content, read whole: a photo is a few megabytes and several readers look at it.
 *
 * @param bytes changed by the scans, which cut out what the decoder need not see
 * @param sha256 of the bytes as read
 */
public record SourceBytes(byte[] bytes, String sha256) {

  /** 50 MB; twenty times what a phone makes. */
  public static final int MOST = 50 * 1024 * 1024;

  /** Refuses a file over the limit, before reading it if it says so, else when it turns out. */
  public static SourceBytes read(PhotoFile file) throws PhotoRefusedException {
    if (file.size() > MOST) {
      throw tooLarge();
    }
    byte[] bytes = uninterrupted(file);
    if (bytes.length > MOST) {
      throw tooLarge();
    }
    return new SourceBytes(bytes, sha256(bytes));
  }

  public static String sha256(byte[] bytes) {
    return Sha256Digest.hexOf(bytes);
  }

  /** The same for a file, in constant memory. */
  static String sha256(PhotoFile file) throws IOException {
    MessageDigest digest = Sha256Digest.start();
    byte[] buffer = new byte[1 << 16];
    int left = MOST + 1;
    try (InputStream in = file.open()) {
      while (left > 0) {
        int read = in.read(buffer, 0, Math.min(buffer.length, left));
        if (read < 0) {
          break;
        }
        digest.update(buffer, 0, read);
        left -= read;
      }
    }
    return Sha256Digest.hex(digest.digest());
  }

  /** When the run is being stopped, the photos in hand are still read, not called unreadable. */
  private static byte[] uninterrupted(PhotoFile file) throws PhotoRefusedException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try (InputStream in = file.open()) {
          return in.readNBytes(MOST + 1);
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        } catch (IOException e) {
          throw PhotoRefusedException.unreadable(words("file.unreadable", why(e)));
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Without the path, which the JDK puts into these messages and the report has anyway. */
  private static String why(IOException e) {
    if (e instanceof NoSuchFileException) {
      return words("file.gone");
    }
    if (e instanceof FileSystemException denied) {
      return denied.getReason() == null ? words("file.noPermission") : denied.getReason();
    }
    return String.valueOf(e.getMessage());
  }

  private static PhotoRefusedException tooLarge() {
    return PhotoRefusedException.tooLarge(words("photo.size", MOST / 1024 / 1024));
  }
}
