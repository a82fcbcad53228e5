package dev.senselink.batch.enrol.before;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.PendingUpdate;
import dev.senselink.batch.enrol.row.FieldTexts;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.LastSentStore;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.BeforeStore;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.FormerPerson.GroupOf;
import dev.senselink.batch.ledger.before.FormerPerson.Stay;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.ledger.before.LastWrite;
import dev.senselink.batch.ledger.store.GroupCommitter.Change;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.photo.PictureComparison;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

  /** The update that was to leave has changed nothing: what the writes before it did stays. */
  public void notUpdated(Kept kept) {
    if (kept.earlier() == null) {
      store.drop(run, kept.image().person(), Kind.UPDATED);
    } else {
      store.keep(kept.earlier());
    }
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
    return keeps()
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
    return keep(
        new BeforeImage(run, person, Kind.CREATED, row, type, null, FormerPhoto.NONE, sent));
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

  /**
   * Somebody is about to be taken out of groups, or put into some.
   *
   * @param person as just read
   * @param groups the ids of the groups
   * @param memory what is to be remembered of it besides: of the two none is there alone
   */
  public Promise<Void> groups(Kind kind, Person person, List<Long> groups, List<Change> memory) {
    List<Change> all = new ArrayList<>(memory);
    if (keeps()) {
      all.add(store.change(moved(store, run, kind, person, groups)));
    }
    return context.ledger().write(all);
  }

  /** The groups that the run has put somebody into, or taken them out of, as far as it is kept. */
  public List<Long> moved(Kind kind, long person) {
    List<Long> groups =
        store.of(run, person, kind).map(image -> image.sent().groups()).orElse(null);
    return groups == null ? List.of() : groups;
  }

  /**
   * The image of it, with the groups that the run has put them into or taken them out of before.
   */
  public static BeforeImage moved(
      BeforeStore store, String run, Kind kind, Person person, List<Long> groups) {
    Optional<BeforeImage> earlier = store.of(run, person.id(), kind);
    FormerPerson before =
        earlier.map(BeforeImage::before).orElseGet(() -> former(person, nothing(), null));
    List<Long> all =
        earlier
            .map(image -> image.sent().groups())
            .map(more -> Stream.concat(more.stream(), groups.stream()).toList())
            .orElse(groups);
    return new BeforeImage(
        run,
        person.id(),
        kind,
        0,
        person.type(),
        before,
        FormerPhoto.UNTOUCHED,
        new LastWrite(Map.of(), all, false, person.avatarId()));
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
    keep(new BeforeImage(
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

  /**
   * Of all groups that they were to be taken out of, or put into, the run has done so with these:
   * the rest is the work of others, or was not done.
   */
  public void movedOnly(Kind kind, long person, List<Long> groups) {
    if (groups.isEmpty()) {
      store.drop(run, person, kind);
    } else {
      store
          .of(run, person, kind)
          .map(meant -> meant.sent().onlyGroups(groups))
          .ifPresent(sent -> store.wrote(run, person, kind, sent));
    }
  }

  /** They were not deleted after all. */
  public void notDeleted(long person) {
    store.drop(run, person, Kind.DELETED);
  }

  private Promise<Void> keep(BeforeImage image) {
    return keeps() ? store.keep(image) : context.ledger().nothing();
  }

  private static LastSentStore.Sent nothing() {
    return LastSentStore.Sent.NOTHING;
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
        guest == null || !guest.settled()
            ? null
            : new Stay(guest.sent().host(), guest.sent().from(), guest.sent().to()));
  }
}
