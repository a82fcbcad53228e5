package dev.senselink.batch.photo.face;

import java.util.Locale;

/** What {@code --face-check} says. */
public enum FaceMode {
  /** Nobody looks. */
  OFF,
  /** What is seen is told; the server decides. */
  WARN,
  /** A photo of nobody or of several is refused here and not sent. */
  STRICT;

  /** As written on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
