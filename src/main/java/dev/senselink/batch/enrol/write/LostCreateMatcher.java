package dev.senselink.batch.enrol.write;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.photo.PictureComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whom a lost create has made from whom somebody else has made meanwhile: only of the one
 * does everything that was sent read back equal, the picture included.
 */
public final class LostCreateMatcher {
  /** Statuses of a server that will answer later. */
  private static final Set<Integer> BUSY = Set.of(408, 425, 429);

  private final EnrolmentContext context;
  private final FieldDialect spellings;
  private final PictureComparison pictures;

  public LostCreateMatcher(
      EnrolmentContext context, FieldDialect spellings, PictureComparison pictures) {
    this.context = context;
    this.spellings = spellings;
    this.pictures = pictures;
  }

  /**
   * People who have come to have a row's key, told apart.
   *
   * @param ours all that was sent reads back equal
   */
  record Sorted(List<KnownPerson> ours, List<KnownPerson> others) {
    Sorted {
      ours = List.copyOf(ours);
      others = List.copyOf(others);
    }
  }

  /**
   * Tells them apart.
   *
   * @param made whom a write of the row is known to have been for: the row's own without a look
   * @throws UnansweredException if the server does not show one of them, or their picture
   */
  Sorted sort(List<KnownPerson> found, UserFields sent, List<Long> made)
      throws UnansweredException {
    List<KnownPerson> ours = new ArrayList<>();
    List<KnownPerson> others = new ArrayList<>();
    for (KnownPerson person : found) {
      (made.contains(person.id()) || isOurs(person.id(), sent) ? ours : others).add(person);
    }
    return new Sorted(ours, others);
  }

  /**
   * Whether all that was sent reads back equal from this person.
   *
   * @throws UnansweredException if the server does not show them, or their picture
   */
  boolean isOurs(long id, UserFields sent) throws UnansweredException {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(id));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      throw new UnansweredException(read);
    }
    Optional<Person> stored = answer.value().stream().findFirst();
    return stored.isPresent()
        && ReadbackComparison.isAsSent(sent, stored.get())
        && !lacksWhatCreatesKeep(sent, stored.get())
        && samePicture(sent, stored.get());
  }

  private boolean lacksWhatCreatesKeep(UserFields sent, Person stored) {
    return FieldDialect.dropped(sent, stored).stream().anyMatch(spellings::createKeeps);
  }

  /** A picture that is not to be had is not the same; one that nobody answers for is not known. */
  private boolean samePicture(UserFields sent, Person stored) throws UnansweredException {
    byte[] jpeg = sent.avatarJpeg();
    if (jpeg == null || stored.avatarId().isEmpty()) {
      return jpeg == null && stored.avatarId().isEmpty();
    }
    Reply<byte[]> read = context.server().ask(new FetchImage(stored.avatarId()));
    if (read instanceof Reply.Answer<byte[]> answer) {
      return pictures.isSame(jpeg, answer.value());
    }
    if (!isNotToBeHad(read)) {
      throw new UnansweredException(read);
    }
    return false;
  }

  /** A refusal, or a page in its place: where pictures lie is a guess (NOTES F8). */
  private static boolean isNotToBeHad(Reply<byte[]> read) {
    return read instanceof Reply.Refusal
        || (read instanceof Reply.Unclear<byte[]> unclear
            && !unclear.complete()
            && unclear.code() >= 200
            && unclear.code() < 500
            && !BUSY.contains(unclear.code()));
  }
}
