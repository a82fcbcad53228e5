package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.table.FileKind;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Takes a run's own copy of a roster, which every later reading uses. */
public final class RosterCopier {
  private RosterCopier() {}

  /**
   * The copy.
   *
   * @param file where it lies
   * @param sha256 64 hex digits, lower case
   * @param bytes its size
   * @param changed whether the roster was written to while it was copied
   */
  public record Copied(Path file, String sha256, long bytes, boolean changed) {}

  /**
   * Copies the roster into the run's folder as {@code roster}, readable by its owner only and on
   * the disk when this returns.
   *
   * @throws TableFileException if the roster cannot be read
   * @throws IOException if the copy cannot be written
   */
  public static Copied copy(Path roster, Path runFolder) throws IOException {
    String name = String.valueOf(roster.getFileName());
    FileKind.mustBeFile(roster, name);
    Path copy = runFolder.resolve("roster");
    try (InputStream in = open(roster, name);
        FileChannel out = PrivateFiles.openEmptied(copy)) {
      FileTime written = Files.getLastModifiedTime(roster);
      MessageDigest digest = Sha256Digest.start();
      byte[] buffer = new byte[1 << 16];
      long bytes = 0;
      for (int n = read(in, buffer, name); n >= 0; n = read(in, buffer, name)) {
        digest.update(buffer, 0, n);
        ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, n);
        while (chunk.hasRemaining()) {
          bytes += out.write(chunk);
        }
      }
      out.force(true);
      boolean changed =
          bytes != Files.size(roster) || !written.equals(Files.getLastModifiedTime(roster));
      return new Copied(copy, HexFormat.of().formatHex(digest.digest()), bytes, changed);
    }
  }

  /** Whether a file is there, can be read, and has this SHA-256 (64 hex digits, lower case). */
  public static boolean hasHash(Path file, String sha256) {
    return sha256(file).filter(sha256::equals).isPresent();
  }

  /** The SHA-256 of a file; empty where there is none that can be read. */
  public static Optional<String> sha256(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), Sha256Digest.start())) {
      in.transferTo(OutputStream.nullOutputStream());
      return Optional.of(Sha256Digest.hex(in.getMessageDigest().digest()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static InputStream open(Path roster, String name) {
    try {
      return Files.newInputStream(roster);
    } catch (NoSuchFileException e) {
      throw TableFileException.notThere(roster, name);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static int read(InputStream in, byte[] buffer, String name) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static TableFileException unreadable(String name, IOException e) {
    return new TableFileException(Code.NOT_A_ROSTER, name, words("file.unreadable"), e);
  }
}
