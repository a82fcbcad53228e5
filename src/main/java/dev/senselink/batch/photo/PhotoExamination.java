package dev.senselink.batch.photo;

import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a photo that is not sent.
 *
 * @param refusal why it could not be sent, {@code null} if it could
 * @param findings what was seen in it here, {@code null} if nobody looked
 */
public record PhotoExamination(@Nullable PhotoRefusal refusal, @Nullable FaceFindings findings) {

  /** Of a photo as it was prepared. */
  public static PhotoExamination of(PreparationResult prepared) {
    return prepared instanceof Photo photo
        ? new PhotoExamination(null, photo.findings())
        : new PhotoExamination((PhotoRefusal) prepared, null);
  }
}
