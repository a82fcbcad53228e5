package dev.senselink.batch.enrol.before;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.LastWrite;
import dev.senselink.batch.photo.PictureComparison;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether a row that was sent twice has made somebody else beside the person known to be its
 * own: true only if all that it sent reads back from both, the picture included. One thread.
 */
public final class TwinCheck {
  private final EnrolmentContext context;
  private final PictureComparison pictures;

  public TwinCheck(EnrolmentContext context, PictureComparison pictures) {
    this.context = context;
    this.pictures = pictures;
  }

  /**
   * How the row has left its second person.
   *
   * @param own what is kept of the first
   * @param second the id of the second
   * @return empty if somebody else may have made them, or the server does not show them
   */
  Optional<LastWrite> lastWrite(BeforeImage own, long second) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(second));
    if (!(read instanceof Reply.Answer<List<Person>> answer) || answer.value().isEmpty()) {
      return Optional.empty();
    }
    Person person = answer.value().get(0);
    LastWrite sent = own.sent().leaving(person.avatarId());
    boolean same =
        LeftState.differing(context.ledger().before(), own.sending(sent), person).isEmpty()
            && isSamePicture(own.sent(), person.avatarId());
    return same ? Optional.of(sent) : Optional.empty();
  }

  private boolean isSamePicture(LastWrite own, String avatarId) {
    String first = own.avatarId();
    if (!own.photoSent()) {
      return avatarId.isEmpty();
    }
    return first != null
        && !first.isEmpty()
        && !avatarId.isEmpty()
        && context.server().ask(new FetchImage(first)) instanceof Reply.Answer<byte[]> one
        && context.server().ask(new FetchImage(avatarId)) instanceof Reply.Answer<byte[]> other
        && pictures.isSame(one.value(), other.value());
  }
}
