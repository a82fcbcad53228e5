package dev.senselink.batch.simulation;

import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.Prepared;
import dev.senselink.batch.photo.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Passes the pictures of the simulated world through as they are. */
final class StubEngine implements PhotoEngine {
  private static final int SIDE = 640;

  @Override
  public String name() {
    return "stub";
  }

  @Override
  public Prepared prepare(PhotoFile source, PhotoLimits limits) {
    try (InputStream in = source.open()) {
      byte[] bytes = in.readAllBytes();
      String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      return FaceBytes.isOne(bytes)
          ? new Photo(bytes, SIDE, SIDE, sha256, sha256, false)
          : new Refused(Refused.UNREADABLE, "no picture of the simulated world");
    } catch (IOException | NoSuchAlgorithmException e) {
      return new Refused(Refused.UNREADABLE, "cannot be read");
    }
  }
}
