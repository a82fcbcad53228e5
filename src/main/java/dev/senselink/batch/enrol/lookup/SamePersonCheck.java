package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.enrol.guests.GuestEndings;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.LastSentStore;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PictureComparison;
import dev.senselink.batch.roster.RosterKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody known by their id alone is still who they were: a server that is set up anew
 * gives its ids once more, to other people. Safe between threads.
 */
public final class SamePersonCheck {
  /** More than any photo that was ever sent. */
  private static final int MOST_BYTES = 20 << 20;

  private final RetryingClient server;
  private final Ledger ledger;
  private final PictureComparison pictures;

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
  public SamePersonCheck(RetryingClient server, Ledger ledger, PictureComparison pictures) {
    this.server = server;
    this.ledger = ledger;
    this.pictures = pictures;
  }

  /**
   * Holds who was meant against who has the id now.
   *
   * @param photo what they were sent with; null for none
   */
  public Likeness of(RosterPerson meant, @Nullable PhotoFile photo, KnownPerson now) {
    if (now.type() != typeOf(meant)) {
      return Likeness.OTHER;
    }
    boolean name = now.normalName().equals(KeyRules.name(meant.name()));
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

  private static int typeOf(RosterPerson meant) {
    return meant.kind() == RosterKind.GUESTS
        ? dev.senselink.batch.api.people.Person.GUEST
        : dev.senselink.batch.api.people.Person.STAFF;
  }

  private static List<KeyField> keys(RosterPerson meant) {
    return meant.kind() == RosterKind.GUESTS ? List.of(KeyField.MOBILE) : KeyRules.USER_KEYS;
  }

  private static boolean hasSomeKey(RosterPerson meant, KnownPerson now) {
    return hasSomeKey(
        keys(meant), field -> KeyRules.normal(field, meant.text(field.column())), now);
  }

  private static boolean hasSomeKey(
      List<KeyField> keys, Function<KeyField, String> theirs, KnownPerson now) {
    return keys.stream()
        .anyMatch(
            field ->
                !theirs.apply(field).isEmpty()
                    && theirs.apply(field).equals(ServerPersonMapper.normal(now, field)));
  }

  private static boolean isKeyless(RosterPerson meant, KnownPerson now) {
    return keys(meant).stream()
        .allMatch(
            field ->
                KeyRules.normal(field, meant.text(field.column())).isEmpty()
                    && ServerPersonMapper.normal(now, field).isEmpty());
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
   * changed since is found by {@link GuestEndings}.
   */
  static boolean mayBe(
      KnownGuest guest, LastSentStore.Sent last, RosterPerson meant, KnownPerson now) {
    return now.normalName().equals(KeyRules.name(meant.name()))
        || hasSomeKey(meant, now)
        || guest.leftSha().equals(SentFields.left(now))
        || (!last.avatarId().isEmpty() && last.avatarId().equals(now.avatarId()));
  }

  /** Whether two readings under one id may be of one person: the name or a number is the same. */
  public static boolean mayBe(KnownPerson was, KnownPerson now) {
    return was.type() == now.type()
        && (now.normalName().equals(was.normalName())
            || hasSomeKey(KeyRules.USER_KEYS, field -> ServerPersonMapper.normal(was, field), now));
  }

  /** Whether a guest of a remembered one's id has that one's name and mobile, or is all as left. */
  static boolean isAsLeft(KnownGuest guest, KnownPerson now) {
    return guest.leftSha().equals(SentFields.left(now)) || isStill(guest, now.name(), now.mobile());
  }

  /** Whether a guest shown under the id of a remembered one has that one's name and mobile. */
  public static boolean isStill(KnownGuest guest, String name, String mobile) {
    return guest.sent().keySha().equals(SentFields.key(KeyRules.guest(mobile, name)));
  }
}
