package dev.senselink.batch.enrol.before;

import dev.senselink.batch.enrol.row.FieldFolding;
import dev.senselink.batch.enrol.row.FieldTexts;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeStore;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.ledger.before.LastWrite;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was there before several writes of a run. The answer to one of them may have been lost, so
 * that nobody knows whether it was carried out: where the server shows what was sent then, it was
 * ours, and what was there before it counts; where it shows anything else, that does. What a server
 * has cut of one that was not answered is ours too, and so is nothing at all in a field of two
 * spellings, where nobody knew which one the server takes.
 */
final class EarlierImage {
  private EarlierImage() {}

  /**
   * The image of a further write.
   *
   * @param earlier of the writes before it
   * @param now as just read, and what is about to be sent
   * @param sending the texts of that, by field
   * @param mends whether it mends the write before it, that was just read back: an answer may have
   *     only echoed that one
   */
  static BeforeImage joined(
      BeforeStore hashes,
      BeforeImage earlier,
      BeforeImage now,
      Map<String, String> sending,
      boolean mends) {
    FormerPerson was = Objects.requireNonNull(earlier.before(), "of an update");
    FormerPerson is = Objects.requireNonNull(now.before(), "of an update");
    LastWrite sent = earlier.sent();
    boolean cuts = mends || !sent.answered();
    Map<String, String> fields = new LinkedHashMap<>();
    is.fields()
        .forEach(
            (name, text) ->
                fields.put(
                    name,
                    isLeft(hashes, sent, name, text)
                            || cuts
                                && isCut(hashes, sent, sending.getOrDefault(name, ""), name, text)
                        ? was.field(name)
                        : text));
    boolean groups = sameGroups(sent.groups(), is.groupIds());
    boolean gone = is.avatarId().isEmpty(); // by the server: no call takes one away
    boolean lost = sent.photoSent() && gone;
    boolean photo = lost || isOurPhoto(sent, was, is, now.photo());
    String department = FieldTexts.DEPARTMENT;
    FormerPerson before =
        new FormerPerson(
            is.id(),
            is.type(),
            photo || gone ? was.avatarId() : is.avatarId(),
            was.updateAt(),
            fields,
            groups ? was.groups() : is.groups(),
            Objects.equals(fields.get(department), is.field(department))
                ? is.department()
                : was.department(),
            is.gender(),
            was.idCipher(),
            was.idSha(),
            photo ? was.photoSha() : is.photoSha(),
            was.stay());
    LastWrite last =
        new LastWrite(
                now.sent().hashes(),
                now.sent().groups(),
                photo || now.sent().photoSent(),
                now.sent().avatarId())
            .erasing(now.sent().mayErase())
            .after(sent);
    return new BeforeImage(
        now.run(),
        now.person(),
        now.kind(),
        now.row(),
        now.type(),
        before,
        photo ? earlier.photo() : now.photo(),
        last);
  }

  /** Whether what is shown is what a write before has sent, or erased. */
  private static boolean isLeft(BeforeStore hashes, LastWrite sent, String name, String shown) {
    return sent.sent(name, FieldTexts.hash(hashes, name, shown))
        || FieldTexts.isBlank(shown) && sent.mayErase().contains(name);
  }

  /**
   * Whether what is shown is the beginning of what a write before has sent.
   *
   * @param again what this one sends, which tells more than the hash of what that one did
   */
  private static boolean isCut(
      BeforeStore hashes, LastWrite sent, String again, String name, String shown) {
    String cut = FieldFolding.of(name, shown);
    return !FieldTexts.hasTwoSpellings(name)
        && !cut.isEmpty()
        && sent.sent(name, FieldTexts.hash(hashes, name, again))
        && FieldFolding.of(name, again).startsWith(cut);
  }

  private static boolean sameGroups(@Nullable List<Long> sent, @Nullable List<Long> shown) {
    return sent != null && shown != null && new HashSet<>(sent).equals(new HashSet<>(shown));
  }

  /**
   * Whether the photo that is there now is one that the run has sent, or the one before it.
   *
   * @param fetched untouched where it is the picture that the run has sent: an earlier write of it,
   *     that was given up, may come after one that was answered; a picture that could not be had is
   *     never put in the place of one that was
   */
  private static boolean isOurPhoto(
      LastWrite sent, FormerPerson was, FormerPerson is, FormerPhoto fetched) {
    if (!sent.photoSent() || is.avatarId().equals(was.avatarId())) {
      return sent.photoSent();
    }
    String answered = sent.avatarId();
    return fetched.state() == FormerPhoto.State.UNTOUCHED
        || (answered == null ? fetched.isLost() : answered.equals(is.avatarId()));
  }
}
