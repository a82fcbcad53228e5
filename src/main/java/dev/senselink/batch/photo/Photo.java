package dev.senselink.batch.photo;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A picture that is ready to be sent.
 *
 * @param jpeg baseline sRGB JPEG without metadata, unless it is sent as it was; handed out without
 *     copying, so not to be changed
 * @param width pixels, after turning upright
 * @param height pixels, after turning upright
 * @param sha256 of {@code jpeg}, 64 lower-case hex digits
 * @param sourceSha256 of the file it was made from, 64 lower-case hex digits
 * @param canGrow the source has more pixels than were kept, so larger limits give a larger picture
 * @param findings what was seen in it here, {@code null} if nobody looked
 */
@SuppressWarnings("ArrayRecordComponent") // equality goes by the digests, below
public record Photo(
    byte[] jpeg,
    int width,
    int height,
    String sha256,
    String sourceSha256,
    boolean canGrow,
    @Nullable FaceFindings findings)
    implements PreparationResult {

  /** A photo nobody has looked at. */
  public Photo(
      byte[] jpeg, int width, int height, String sha256, String sourceSha256, boolean canGrow) {
    this(jpeg, width, height, sha256, sourceSha256, canGrow, null);
  }

  /** The same photo with what was seen in it; {@code null} for nothing that is to be told. */
  public Photo seen(@Nullable FaceFindings what) {
    return new Photo(jpeg, width, height, sha256, sourceSha256, canGrow, what);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Photo that
        && sha256.equals(that.sha256)
        && sourceSha256.equals(that.sourceSha256)
        && canGrow == that.canGrow;
  }

  @Override
  public int hashCode() {
    return Objects.hash(sha256, sourceSha256, canGrow);
  }

  /** Size and digest only: a face has no place in a log. */
  @Override
  public String toString() {
    return "Photo[" + width + "x" + height + ", " + jpeg.length + " bytes, " + sha256 + "]";
  }
}
