package dev.senselink.batch.photo;

import static dev.senselink.batch.photo.Words.words;



/** Carries a refusal up to the engine's door, where it becomes a value again. */
public final class RefusedException extends Exception {

  private final transient Refused refused;

  public RefusedException(Refused refused) {
    // No stack trace: a thousand bad files are nothing exceptional.
    super(refused.reason(), null, false, false);
    this.refused = refused;
  }

  public Refused refused() {
    return refused;
  }

  public static RefusedException unreadable(String reason) {
    return new RefusedException(Refused.unreadable(reason));
  }

  /** For a file whose end is missing, which decoders would fill with grey. */
  public static RefusedException cutOff(String kind) {
    return unreadable(words("photo.cutOff", kind));
  }

  public static RefusedException tooLarge(String reason) {
    return new RefusedException(Refused.tooLarge(reason));
  }
}
