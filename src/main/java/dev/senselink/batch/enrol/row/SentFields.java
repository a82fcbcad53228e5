package dev.senselink.batch.enrol.row;

import dev.senselink.batch.api.people.GuestVisit;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.check.FieldChange;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.LastSentStore;
import dev.senselink.batch.ledger.store.SentGuestFields;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.roster.RosterColumn;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts together what is remembered of a write, and tells whether a next one has to repeat it. */
public final class SentFields {
  private SentFields() {}

  /**
   * What to remember after a write.
   *
   * @param before what was remembered until now
   * @param photo the photo sent, {@code null} if none was
   * @param idNumber the ID number sent in plain, {@code ""} for none
   * @param answer the person as the server answered
   */
  public static LastSentStore.Sent after(
      LastSentStore.Sent before,
      @Nullable Photo photo,
      String idNumber,
      dev.senselink.batch.api.people.Person answer) {
    boolean photoTold = photo != null && !answer.avatarId().isEmpty();
    String cipher = answer.encryptedIdNumber() == null ? "" : answer.encryptedIdNumber();
    boolean idTold = !idNumber.isEmpty() && !cipher.isEmpty();
    return new LastSentStore.Sent(
        photo == null ? before.sourceSha() : photoTold ? photo.sourceSha256() : "",
        photo == null ? before.avatarId() : answer.avatarId(),
        idNumber.isEmpty() ? before.idSha() : idTold ? idDigest(idNumber) : "",
        idNumber.isEmpty() ? before.idCipher() : cipher);
  }

  /** The digest of a photo file; blank for one that cannot be read: the photo desk says why. */
  public static String contentOf(PhotoFile file) {
    try {
      return file.sha256();
    } catch (IOException e) {
      return "";
    }
  }

  /** Whether the server still holds the very photo that this file was. */
  public static boolean samePhoto(
      LastSentStore.Sent last, String sourceSha, dev.senselink.batch.api.people.Person stored) {
    return samePhoto(last, sourceSha, stored.avatarId());
  }

  /** The same by the id of the image that the server shows. */
  public static boolean samePhoto(LastSentStore.Sent last, String sourceSha, String avatarId) {
    return !last.sourceSha().isEmpty()
        && last.sourceSha().equals(sourceSha)
        && last.avatarId().equals(avatarId);
  }

  /** The digest by which an ID number that was sent is remembered. */
  static String idDigest(String idNumber) {
    return Sha256Digest.hex(KeyRules.idNumber(idNumber));
  }

  /** All digests by which it may be known: versions before did not fold it. */
  public static Set<String> idDigests(String idNumber) {
    String folded = KeyRules.idNumber(idNumber);
    return Stream.of(folded, folded.toUpperCase(Locale.ROOT), idNumber)
        .map(Sha256Digest::hex)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the server still holds the very ID number. */
  public static boolean sameIdNumber(
      LastSentStore.Sent last, String idNumber, dev.senselink.batch.api.people.Person stored) {
    return !last.idSha().isEmpty()
        && idDigests(idNumber).contains(last.idSha())
        && last.idCipher().equals(stored.encryptedIdNumber());
  }

  /** What is sent for a guest. */
  public static SentGuestFields guest(UserFields fields) {
    GuestVisit visit = Objects.requireNonNull(fields.visit(), "a guest has a visit");
    return new SentGuestFields(
        key(KeyRules.guest(fields.mobile(), fields.name())),
        who(fields.name(), fields.mobile()),
        Sha256Digest.hex(fields.remark()),
        fields.groups(),
        visit.receptionUserId(),
        visit.from(),
        visit.to());
  }

  /** Whether a guest was sent without a remark. */
  public static boolean hasNoRemark(SentGuestFields sent) {
    return sent.remarkSha().equals(Sha256Digest.hex(""));
  }

  /** The digest of a guest's key. */
  public static String key(PersonKey key) {
    return Sha256Digest.hex(key.value());
  }

  /** Whether the row still asks for exactly what was last sent for the guest; the photo aside. */
  public static boolean asks(
      SentGuestFields sent, LastSentStore.Sent last, RosterPerson row, References wanted) {
    GuestVisit visit = wanted.visit();
    FieldChange remark = row.field(RosterColumn.REMARK);
    FieldChange idNumber = row.field(RosterColumn.ID_NUMBER);
    return visit != null
        && sent.whoSha().equals(who(row.name(), row.mobile()))
        && (remark.keeps() || sent.remarkSha().equals(Sha256Digest.hex(remark.text())))
        && (idNumber.keeps()
            || (idNumber.sets() && idDigests(idNumber.text()).contains(last.idSha())))
        && sameGroups(sent, wanted)
        && sameVisit(sent, visit);
  }

  private static boolean sameGroups(SentGuestFields sent, References wanted) {
    return wanted.groups() == null
        || sent.groups().equals(wanted.groups().stream().sorted().toList());
  }

  private static boolean sameVisit(SentGuestFields sent, GuestVisit visit) {
    return sent.host() == visit.receptionUserId()
        && sent.from().equals(visit.from())
        && sent.to().equals(visit.to());
  }

  /** The digest of what a write left, as its answer tells; what it does not tell is as sent. */
  public static String left(UserFields sent, dev.senselink.batch.api.people.Person answer) {
    return answer.name().isEmpty()
        ? left(sent.name(), sent.mobile(), sent.remark())
        : left(answer.name(), answer.mobile(), answer.remark());
  }

  /** The digest of what the server shows of a guest. */
  public static String left(KnownPerson shown) {
    return left(shown.name(), shown.mobile(), shown.remark());
  }

  private static String left(String name, String mobile, String remark) {
    return Sha256Digest.hex(String.join("\n", name, mobile, remark));
  }

  private static String who(String name, String mobile) {
    return Sha256Digest.hex(name + "\n" + mobile);
  }
}
