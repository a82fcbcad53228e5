package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.Keys;
import dev.senselink.batch.check.Person;
import dev.senselink.batch.enrol.guests.Visitors;
import dev.senselink.batch.enrol.row.Sent;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.LastSent;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PictureMatch;
import dev.senselink.batch.roster.RosterKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody known by their id alone is still who they were: a server that is set up anew
 * gives its ids once more, to other people. Safe between threads.
 */
public final class SamePerson {
  /** More than any photo that was ever sent. */
  private static final int MOST_BYTES = 20 << 20;

  private final Server server;
  private final Ledger ledger;
  private final PictureMatch pictures;

  /** What can be said of somebody. */
  public enum Likeness {
    /** It is them: name and a key are theirs, or the photo is. */
    SAME,
    /** Something is theirs and something is not: a person has to look. */
    DOUBTFUL,
    /** Nothing is theirs but the id. */
    OTHER
  }

  private enum PhotoSays {
    YES,
    PERHAPS,
    NO
  }

  /**
   * @param pictures knows a picture that a server has encoded anew
   */
  public SamePerson(Server server, Ledger ledger, PictureMatch pictures) {
    this.server = server;
    this.ledger = ledger;
    this.pictures = pictures;
  }

  /**
   * Holds who was meant against who has the id now.
   *
   * @param photo what they were sent with; null for none
   */
  public Likeness of(Person meant, @Nullable PhotoFile photo, KnownPerson now) {
    if (now.type() != typeOf(meant)) {
      return Likeness.OTHER;
    }
    boolean name = now.normalName().equals(Keys.name(meant.name()));
    boolean key = hasSomeKey(meant, now);
    if (name && (key || isKeyless(meant, now))) {
      return Likeness.SAME;
    }
    PhotoSays says = photo == null ? PhotoSays.NO : photoSays(photo, now);
    if (says == PhotoSays.YES || (says == PhotoSays.PERHAPS && (name || key))) {
      return Likeness.SAME;
    }
    return name || key || says == PhotoSays.PERHAPS ? Likeness.DOUBTFUL : Likeness.OTHER;
  }

  private static int typeOf(Person meant) {
    return meant.kind() == RosterKind.GUESTS
        ? dev.senselink.batch.api.people.Person.GUEST
        : dev.senselink.batch.api.people.Person.STAFF;
  }

  private static List<KeyField> keys(Person meant) {
    return meant.kind() == RosterKind.GUESTS ? List.of(KeyField.MOBILE) : Keys.USER_KEYS;
  }

  private static boolean hasSomeKey(Person meant, KnownPerson now) {
    return keys(meant).stream()
        .anyMatch(
            field -> {
              String key = Keys.normal(field, meant.text(field.column()));
              return !key.isEmpty() && key.equals(People.normal(now, field));
            });
  }

  private static boolean isKeyless(Person meant, KnownPerson now) {
    return keys(meant).stream()
        .allMatch(
            field ->
                Keys.normal(field, meant.text(field.column())).isEmpty()
                    && People.normal(now, field).isEmpty());
  }

  /** The picture is fetched: a server set up anew may give the ids of its pictures anew, too. */
  private PhotoSays photoSays(PhotoFile photo, KnownPerson now) {
    String left = ledger.lastSent().of(now.id()).avatarId();
    if (left.isEmpty() || !left.equals(now.avatarId())) {
      return PhotoSays.NO;
    }
    return server.ask(new FetchImage(left)) instanceof Reply.Answer<byte[]> shown
        ? isOf(photo, shown.value()) ? PhotoSays.YES : PhotoSays.NO
        : PhotoSays.PERHAPS;
  }

  private boolean isOf(PhotoFile photo, byte[] shown) {
    try (InputStream in = photo.open()) {
      return pictures.isSame(in.readNBytes(MOST_BYTES), shown);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether a guest of this id may be the one remembered under it. It takes little: whatever was
   * changed since is found by {@link Visitors}.
   */
  static boolean mayBe(KnownGuest guest, LastSent.Sent last, Person meant, KnownPerson now) {
    return now.normalName().equals(Keys.name(meant.name()))
        || hasSomeKey(meant, now)
        || guest.leftSha().equals(Sent.left(now))
        || (!last.avatarId().isEmpty() && last.avatarId().equals(now.avatarId()));
  }

  /** Whether a guest shown under the id of a remembered one has that one's name and mobile. */
  public static boolean isStill(KnownGuest guest, String name, String mobile) {
    return guest.sent().keySha().equals(Sent.key(Keys.guest(mobile, name)));
  }
}
