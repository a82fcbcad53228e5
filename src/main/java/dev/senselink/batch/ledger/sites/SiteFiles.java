package dev.senselink.batch.ledger.sites;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.springframework.jdbc.core.JdbcTemplate;

/** The lists of sites that are given out, in parts: never more than one of them is in memory. */
final class SiteFiles {
  private static final int PART = 1 << 20;

  private final JdbcTemplate jdbc;

  SiteFiles(LedgerDatabase database) {
    this.jdbc = database.jdbc();
  }

  void put(String run, String site, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      put(run, site, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The SHA-256 of a file, 64 lower-case hex digits. */
  static String sha256(Path file) {
    MessageDigest digest = Sha256Digest.start();
    try (InputStream in = Files.newInputStream(file)) {
      for (byte[] bytes = in.readNBytes(PART); bytes.length > 0; bytes = in.readNBytes(PART)) {
        digest.update(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256Digest.hex(digest.digest());
  }

  void remove(String run, String site) {
    jdbc.update("DELETE FROM FLEET_FILE WHERE RUN = ? AND SITE = ?", run, site);
  }

  private void put(String run, String site, InputStream in) throws IOException {
    remove(run, site);
    int part = 0;
    for (byte[] bytes = in.readNBytes(PART); bytes.length > 0; bytes = in.readNBytes(PART)) {
      jdbc.update("INSERT INTO FLEET_FILE VALUES (?, ?, ?, ?)", run, site, part++, bytes);
    }
  }

  /** Fetches one; gives back its SHA-256. */
  String fetch(String run, String site, Path file) {
    MessageDigest digest = Sha256Digest.start();
    try (FileChannel out = PrivateFiles.replace(file)) {
      int part = 0;
      for (byte[] bytes = part(run, site, part); bytes.length > 0; ) {
        digest.update(bytes);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        bytes = part(run, site, ++part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256Digest.hex(digest.digest());
  }

  private byte[] part(String run, String site, int part) {
    return jdbc
        .queryForList(
            "SELECT BYTES FROM FLEET_FILE WHERE RUN = ? AND SITE = ? AND PART = ?",
            byte[].class,
            run,
            site,
            part)
        .stream()
        .findFirst()
        .orElse(new byte[0]);
  }
}
