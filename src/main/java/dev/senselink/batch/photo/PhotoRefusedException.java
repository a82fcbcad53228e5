package dev.senselink.batch.photo;

import static dev.senselink.batch.photo.PhotoMessages.words;

/** Carries a refusal up to the engine's door, where it becomes a value again. */
public final class PhotoRefusedException extends Exception {

  private final transient PhotoRefusal refused;

  public PhotoRefusedException(PhotoRefusal refused) {
    // No stack trace: a thousand bad files are nothing exceptional.
    super(refused.reason(), null, false, false);
    this.refused = refused;
  }

  public PhotoRefusal refused() {
    return refused;
  }

  public static PhotoRefusedException unreadable(String reason) {
    return new PhotoRefusedException(PhotoRefusal.unreadable(reason));
  }

  /** For a file whose end is missing, which decoders would fill with grey. */
  public static PhotoRefusedException cutOff(String kind) {
    return unreadable(words("photo.cutOff", kind));
  }

  public static PhotoRefusedException tooLarge(String reason) {
    return new PhotoRefusedException(PhotoRefusal.tooLarge(reason));
  }
}
