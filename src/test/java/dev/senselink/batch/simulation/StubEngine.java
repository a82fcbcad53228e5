package dev.senselink.batch.simulation;

import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.PreparationResult;
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
  public PreparationResult prepare(PhotoFile source, PhotoLimits limits) {
    try (InputStream in = source.open()) {
      byte[] bytes = in.readAllBytes();
      String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      return FaceBytes.isOne(bytes)
          ? new Photo(bytes, SIDE, SIDE, sha256, sha256, false)
          : new PhotoRefusal(PhotoRefusal.UNREADABLE, "no picture of the simulated world");
    } catch (IOException | NoSuchAlgorithmException e) {
      return new PhotoRefusal(PhotoRefusal.UNREADABLE, "cannot be read");
    }
  }
}
