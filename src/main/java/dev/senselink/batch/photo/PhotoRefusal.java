package dev.senselink.batch.photo;

/**
 * A picture that cannot be sent.
 *
 * @param code one of the constants here, as in the report
 * @param reason what the file is and what to do about it, without its name
 */
public record PhotoRefusal(String code, String reason) implements PreparationResult {

  /** Not a picture, damaged, or a kind that is not read. */
  public static final String UNREADABLE = "PHOTO_UNREADABLE";

  /** Too many bytes or pixels to be opened, or not to be brought below the size limit. */
  public static final String TOO_LARGE = "PHOTO_TOO_LARGE";

  /** HEIC, HEIF or AVIF, which want a converter. */
  public static final String HEIC = "PHOTO_HEIC";

  public static PhotoRefusal unreadable(String reason) {
    return new PhotoRefusal(UNREADABLE, reason);
  }

  static PhotoRefusal tooLarge(String reason) {
    return new PhotoRefusal(TOO_LARGE, reason);
  }
}
