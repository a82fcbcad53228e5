package dev.senselink.batch.photo;

/** A photo engine does not work on this machine. */
public final class EngineMissingException extends Exception {

  private final String why;

  public EngineMissingException(String why) {
    super(why);
    this.why = why;
  }

  /** Why not, in words fit to be shown. */
  public String why() {
    return why;
  }
}
