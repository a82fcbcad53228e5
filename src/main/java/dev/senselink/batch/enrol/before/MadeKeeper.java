package dev.senselink.batch.enrol.before;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.row.FieldTexts;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.BeforeStore;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.ledger.before.LastWrite;
import dev.senselink.batch.machine.Promise;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps whom the rows of a run have made, as far as the run keeps anything. Safe between threads; a
 * person belongs to one.
 */
public final class MadeKeeper {
  private final EnrolmentContext context;
  private final BeforeStore store;
  private final String run;

  public MadeKeeper(EnrolmentContext context) {
    this.context = context;
    this.store = context.ledger().before();
    this.run = store.runs().under(context.run());
  }

  /** A row has made somebody, as the answer shows them. */
  public Promise<Void> made(int row, int type, UserFields fields, Person answer) {
    return made(row, answer.id(), type, FieldTexts.created(store, fields, answer));
  }

  /**
   * A row has made somebody, and no answer came: they may have been found long after, and whatever
   * others have changed meanwhile is none of the row's. What an earlier process of the run knew of
   * them stays.
   *
   * @param made as found, with the picture that was sent
   * @param shown as read since, {@code null} where they were not
   */
  public Promise<Void> adopted(
      int row, KnownPerson made, int type, UserFields fields, @Nullable Person shown) {
    String avatar = made.avatarId().isEmpty() && shown != null ? shown.avatarId() : made.avatarId();
    LastWrite sent = FieldTexts.adopted(store, fields, avatar, shown);
    LastWrite known = ofMade(made.id());
    return known != null && (known.idCipher() != null || sent.idCipher() == null)
        ? context.ledger().nothing()
        : made(row, made.id(), type, known == null ? sent : known.with(sent.idCipher()));
  }

  /** What is known of the run's writes for somebody whom it has made for sure. */
  private @Nullable LastWrite ofMade(long person) {
    return store.runs().keeps(run)
        ? store
            .of(run, person, Kind.CREATED)
            .map(BeforeImage::sent)
            .filter(sent -> !sent.hashes().isEmpty())
            .orElse(null)
        : null;
  }

  /** A further write was answered that has changed whom a row has made. */
  public Promise<Void> completed(int row, Person stored, UserFields fields, Person answer) {
    LastWrite known = ofMade(stored.id());
    LastWrite made =
        known == null ? FieldTexts.adopted(store, fields, stored.avatarId(), stored) : known;
    return made(
        row,
        stored.id(),
        context.type(),
        FieldTexts.completed(store, made, stored, fields, answer));
  }

  private Promise<Void> made(int row, long person, int type, LastWrite sent) {
    return store.runs().keeps(run)
        ? store.keep(
            new BeforeImage(run, person, Kind.CREATED, row, type, null, FormerPhoto.NONE, sent))
        : context.ledger().nothing();
  }

  /** Whoever else a row has made for sure: all that was sent was read of them. */
  public void madeToo(int row, KnownPerson same, UserFields fields) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(same.id()));
    if (read instanceof Reply.Answer<List<Person>> answer && !answer.value().isEmpty()) {
      adopted(row, same, context.type(), fields, answer.value().get(0)).join();
    } else {
      perhapsMade(row, same);
    }
  }

  /**
   * Whoever turned up beside the one whom a row is known to have made: made by the row too if all
   * that it sent reads back from both, perhaps made by it otherwise.
   *
   * @param own the id of the one; {@code null} if none is known
   */
  public void besides(int row, @Nullable Long own, KnownPerson shown, TwinCheck twins) {
    Optional<BeforeImage> known =
        own == null || own == shown.id() || !store.runs().keeps(run)
            ? Optional.empty()
            : store.of(run, own, Kind.CREATED).filter(image -> image.row() == row);
    Optional<LastWrite> sent =
        known
            .filter(image -> !image.sent().hashes().isEmpty())
            .filter(image -> ofMade(shown.id()) == null)
            .flatMap(image -> twins.lastWrite(image, shown.id()));
    if (sent.isPresent()) {
      made(row, shown.id(), shown.type(), sent.get()).join();
    } else {
      perhapsMade(row, shown);
    }
  }

  /**
   * Whoever may have been made by a row: they have its key and name, and came to be since it was
   * sent, but somebody else may have made them. An undo does not touch them.
   */
  public void perhapsMade(int row, KnownPerson shown) {
    perhapsMade(run, row, shown);
  }

  /** The same of another run's row. */
  public void perhapsMade(String ofRun, int row, KnownPerson shown) {
    if (store.runs().keeps(ofRun) && store.of(ofRun, shown.id(), Kind.CREATED).isEmpty()) {
      store
          .keep(
              new BeforeImage(
                  ofRun,
                  shown.id(),
                  Kind.CREATED,
                  row,
                  shown.type(),
                  null,
                  FormerPhoto.NONE,
                  LastWrite.NOTHING))
          .join();
    }
  }
}
