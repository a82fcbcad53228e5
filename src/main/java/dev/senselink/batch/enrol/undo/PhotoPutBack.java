package dev.senselink.batch.enrol.undo;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.enrol.before.BeforeKeeper;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.photo.PictureComparison;
import java.util.HashSet;
import java.util.Set;

/**
 * The photo of one person that an undo may have put back without hearing of it: the server shows
 * another image id then, and so it does where a colleague has set a photo meanwhile. Only the
 * picture tells which it is. One row, one thread.
 */
public final class PhotoPutBack {
  private final EnrolmentContext context;
  private final BeforeKeeper keeper;
  private final PictureComparison pictures;
  private final BeforeImage image;
  private final Set<String> ours = new HashSet<>();
  private final Set<String> looked = new HashSet<>();
  private String unknown = "";

  /**
   * @param image of the run that is undone, with the photo to be put back
   */
  public PhotoPutBack(EnrolmentContext context, PictureComparison pictures, BeforeImage image) {
    this.context = context;
    this.keeper = new BeforeKeeper(context);
    this.pictures = pictures;
    this.image = image;
  }

  /** Whether a photo that was put back has been seen. */
  public boolean isKnown() {
    return !ours.isEmpty();
  }

  /** Whether the photo of this id is known to be the one that was put back. */
  boolean isOurs(String avatar) {
    if (ours.contains(avatar)) {
      return true;
    }
    unknown = avatar;
    return false;
  }

  /**
   * Looks at the last photo that was not known to be the one; not to be asked in a place in flight.
   *
   * @return whether it is, and was not known before
   */
  public boolean isFound() {
    String avatar = unknown;
    unknown = "";
    boolean found =
        !avatar.isEmpty()
            && looked.add(avatar)
            && context.server().ask(new FetchImage(avatar)) instanceof Reply.Answer<byte[]> answer
            && keeper.isPhoto(image.photo(), answer.value(), pictures);
    if (found) {
      ours.add(avatar);
    }
    return found;
  }
}
