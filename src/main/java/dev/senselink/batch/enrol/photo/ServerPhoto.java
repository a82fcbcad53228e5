package dev.senselink.batch.enrol.photo;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.InMemoryPhotoFile;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.PreparationResult;

/**
 * The photo that the server itself holds of a guest: an update has to send one, and the folder may
 * have none. It was judged when it came there, so that it is not judged again.
 */
public final class ServerPhoto {
  private final RetryingClient server;
  private final PhotoEngine engine;
  private final PhotoLimits limits;

  public ServerPhoto(RetryingClient server, PhotoEngine engine, PhotoLimits limits) {
    this.server = server;
    this.engine = engine.withoutLook();
    this.limits = limits;
  }

  /**
   * Fetches it.
   *
   * @param avatarId {@code ""} where the server shows none
   */
  public PhotoVerification.Result of(RowTask task, String avatarId) {
    if (avatarId.isEmpty()) {
      return none(task, words("photo.update.none"));
    }
    Reply<byte[]> reply = server.ask(new FetchImage(avatarId));
    if (reply instanceof Reply.Refusal<byte[]> refusal
        && refusal.codeClass() != ErrorCategory.FATAL) {
      return none(task, words("photo.update.refused", refusal.words()));
    }
    if (!(reply instanceof Reply.Answer<byte[]> answer)) {
      return PhotoVerification.Result.refused(FailureOutcomes.ofQuestion(task, reply));
    }
    PreparationResult prepared =
        engine.prepare(new InMemoryPhotoFile(words("photo.servers"), answer.value()), limits);
    return prepared instanceof PhotoRefusal refused
        ? none(task, words("photo.update.unusable", refused.reason()))
        : new PhotoVerification.Result(asItIs(answer.value(), (Photo) prepared), 0, null);
  }

  /**
   * A visit prolonged every day must not encode the photo anew every day: each time it gets worse.
   */
  private Photo asItIs(byte[] download, Photo prepared) {
    boolean jpeg =
        download.length > 2 && (download[0] & 0xff) == 0xff && (download[1] & 0xff) == 0xd8;
    return jpeg && download.length <= limits.maxBytes()
        ? new Photo(
            download,
            prepared.width(),
            prepared.height(),
            prepared.sourceSha256(),
            prepared.sourceSha256(),
            false)
        : prepared;
  }

  private static PhotoVerification.Result none(RowTask task, String why) {
    return PhotoVerification.Result.refused(
        task.end(RowEnding.REJECTED_PHOTO, "PHOTO_NOT_FOUND", why));
  }
}
