package dev.senselink.batch.planted;

import dev.senselink.batch.photo.format.PictureKind;

/** Planted: looks into a room of another stage that is not its door. */
public final class DoorOffender {
  private DoorOffender() {}

  public static PictureKind[] kinds() {
    return PictureKind.values();
  }
}
