package dev.senselink.batch.enrol.before;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.PendingUpdate;
import dev.senselink.batch.enrol.row.FieldTexts;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.LastSentStore;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.BeforeStore;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.FormerPerson.GroupOf;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.ledger.before.LastWrite;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.photo.PictureComparison;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a run changes, as far as the run keeps anything: join each promise before the request
 * leaves. Safe between threads; a person belongs to one.
 */
public final class BeforeKeeper {
  private final EnrolmentContext context;
  private final BeforeStore store;
  private final String run;

  public BeforeKeeper(EnrolmentContext context) {
    this.context = context;
    this.store = context.ledger().before();
    this.run = store.runs().under(context.run());
  }

  /** Whether the run keeps what it changes. */
  public boolean keeps() {
    return store.runs().keeps(run);
  }

  /**
   * The photo that somebody has; its bytes are on the disk when this returns. Nothing is fetched
   * where nothing is kept.
   */
  public FormerPhoto photo(String avatarId) {
    if (avatarId.isBlank() || !keeps()) {
      return FormerPhoto.NONE;
    }
    if (!store.photos().hasPlace()) {
      return FormerPhoto.lost(words("before.noStore"));
    }
    Reply<byte[]> reply = context.server().ask(new FetchImage(avatarId));
    return reply instanceof Reply.Answer<byte[]> answer
        ? FormerPhoto.kept(store.photos().put(answer.value()))
        : FormerPhoto.lost(reply.words());
  }

  /**
   * Whether this picture is the one that was fetched, perhaps encoded anew by the server; false
   * where the bytes that were kept cannot be read.
   */
  public boolean isPhoto(FormerPhoto fetched, byte[] photo, PictureComparison pictures) {
    if (fetched.state() != FormerPhoto.State.KEPT) {
      return false;
    }
    try {
      return pictures.isSame(photo, store.photos().read(fetched.name()));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Somebody is about to be updated.
   *
   * @param change what is sent, and of whom, as just read
   * @param photo the photo that the update replaces
   * @return what is being kept
   */
  public Kept update(PendingUpdate change, UserFields fields, FormerPhoto photo, Trust trust) {
    Person stored = change.stored();
    boolean sendsPhoto = fields.avatarJpeg() != null;
    LastWrite sent =
        FieldTexts.updated(store, stored, fields, sendsPhoto ? null : stored.avatarId());
    if (trust != Trust.PROVEN) {
      sent = sent.erasing(FieldTexts.endangered(fields));
    }
    FormerPerson now = former(stored, change.last(), change.guest());
    int row = change.task().row();
    BeforeImage image =
        new BeforeImage(run, stored.id(), Kind.UPDATED, row, stored.type(), now, photo, sent);
    BeforeImage earlier = store.of(run, stored.id(), Kind.UPDATED).orElse(null);
    boolean mends = trust == Trust.MENDS;
    BeforeImage whole =
        earlier == null
            ? image
            : EarlierImage.joined(store, earlier, image, FieldTexts.sent(fields), mends);
    return new Kept(store.keep(whole), whole, earlier);
  }

  /** What is known of the spelling in which an update is sent. */
  public enum Trust {
    /** The server takes it. */
    PROVEN,
    /** It may erase what it is to set. */
    UNPROVEN,
    /** The same of one that mends what another has erased. */
    MENDS
  }

  /**
   * An image that is being kept.
   *
   * @param onDisk {@link #settle} it before the request leaves
   * @param image as it is being kept
   * @param earlier of the run's writes before this one, {@code null} for the first
   */
  public record Kept(Promise<Void> onDisk, BeforeImage image, @Nullable BeforeImage earlier) {}

  /** Waits until an image is on the disk, and the photo that it names still lies there. */
  public void settle(Kept kept) {
    kept.onDisk().join();
    FormerPhoto photo = kept.image().photo();
    if (isRemoved(photo)) {
      FormerPhoto lost = FormerPhoto.lost(words("before.photoRemoved"));
      store.keep(kept.image().with(lost)).join();
    }
  }

  private boolean isRemoved(FormerPhoto photo) {
    return photo.state() == FormerPhoto.State.KEPT && !store.photos().isThere(photo.name());
  }

  /** The update of whom an image is kept was answered. */
  public void updated(Kept kept, Person stored, UserFields fields, Person answer) {
    String avatar = fields.avatarJpeg() == null ? stored.avatarId() : answer.avatarId();
    LastWrite sent = kept.image().sent();
    boolean told = fields.avatarJpeg() == null || !avatar.isEmpty();
    store.wrote(
        run,
        stored.id(),
        Kind.UPDATED,
        FieldTexts.answered(store, sent, fields, answer, told ? avatar : sent.avatarId()));
  }

  /**
   * The server has stored other values than were sent for somebody whom the run has made or
   * updated, although its answer may have told those: what is shown counts.
   *
   * @param fields the names of those values
   */
  public void storedOtherwise(Person shown, Collection<String> fields) {
    if (!keeps()) {
      return;
    }
    context.ledger().flush().join(); // the answer was noted, and nobody waited
    for (Kind kind : List.of(Kind.CREATED, Kind.UPDATED)) {
      store
          .of(run, shown.id(), kind)
          .map(image -> FieldTexts.stored(store, image.sent(), shown, fields))
          .ifPresent(sent -> store.wrote(run, shown.id(), kind, sent));
    }
  }

  /** The update that was to leave has changed nothing: what the writes before it did stays. */
  public void notUpdated(Kept kept) {
    if (kept.earlier() == null) {
      store.drop(run, kept.image().person(), Kind.UPDATED);
    } else {
      store.keep(kept.earlier());
    }
  }

  /**
   * Somebody is about to be deleted. All of them is on the disk when this returns.
   *
   * @param person as just read
   * @param photo theirs, fetched before they were read: nothing may take long after that
   * @return why they must not be, in words: what is there cannot be kept; {@code ""} if it is
   */
  public String delete(Person person, @Nullable KnownGuest guest, FormerPhoto photo) {
    return delete(person, guest, photo, List.of());
  }

  /**
   * The same.
   *
   * @param taken ids of the groups that an import has taken them out of
   * @return why they must not be, in words: what is there cannot be kept; {@code ""} if it is
   */
  public String delete(
      Person person, @Nullable KnownGuest guest, FormerPhoto photo, List<Long> taken) {
    if (!keeps()) {
      return "";
    }
    boolean unseen = photo.equals(FormerPhoto.NONE) && !person.avatarId().isBlank();
    FormerPhoto old = unseen ? FormerPhoto.lost(words("before.photoChanging")) : photo;
    if (old.isLost() && !store.runs().mayLackPhotos()) {
      return words("before.unknown", old.why());
    }
    if (person.groups() == null) {
      return words("before.unknown", words("before.noGroups"));
    }
    store
        .keep(
            new BeforeImage(
                run,
                person.id(),
                Kind.DELETED,
                0,
                person.type(),
                former(person, context.memory().sent(person.id()), guest),
                old,
                LastWrite.ofGroups(taken)))
        .join();
    if (isRemoved(old) && !store.runs().mayLackPhotos()) {
      store.drop(run, person.id(), Kind.DELETED);
      return words("before.unknown", words("before.photoRemoved"));
    }
    return "";
  }

  /** They were not deleted after all. */
  public void notDeleted(long person) {
    store.drop(run, person, Kind.DELETED);
  }

  /**
   * Somebody as they were read.
   *
   * @param last what was last sent for them
   * @param guest what is remembered of a guest
   */
  public static FormerPerson former(Person p, LastSentStore.Sent last, @Nullable KnownGuest guest) {
    List<GroupReference> groups = p.groups();
    String cipher = p.encryptedIdNumber() == null ? "" : p.encryptedIdNumber();
    return new FormerPerson(
        p.id(),
        p.type(),
        p.avatarId(),
        p.updateAt(),
        FieldTexts.of(p),
        groups == null ? null : groups.stream().map(g -> new GroupOf(g.id(), g.name())).toList(),
        p.departmentId(),
        p.gender(),
        cipher,
        !cipher.isEmpty() && cipher.equals(last.idCipher()) ? last.idSha() : "",
        p.avatarId().equals(last.avatarId()) ? last.sourceSha() : "",
        guest == null ? null : guest.stay());
  }
}
