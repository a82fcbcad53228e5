package dev.senselink.batch.api.people;

/**
 * The server's verdict on a photo (manual 6.6.2).
 *
 * @param qaCode 0 = good; anything else, known or not, is a refusal
 * @param message the server's words, blank if none
 * @param description the measured score, blank if none
 */
public record PhotoQuality(int qaCode, String message, String description) {
  /** Decides on the code alone, never on the words. */
  public boolean passes() {
    return qaCode == 0;
  }
}
