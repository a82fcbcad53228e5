package dev.senselink.batch.enrol;

import dev.senselink.batch.api.Person;
import dev.senselink.batch.ledger.LastSent;
import dev.senselink.batch.photo.Photo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Puts together what is remembered of a write, and tells whether a next one has to repeat it. */
final class Sent {
  private Sent() {}

  /**
   * What to remember after a write.
   *
   * @param before what was remembered until now
   * @param photo the photo sent, {@code null} if none was
   * @param idNumber the ID number sent in plain, {@code ""} for none
   * @param answer the person as the server answered
   */
  static LastSent.Sent after(
      LastSent.Sent before, @Nullable Photo photo, String idNumber, Person answer) {
    boolean photoTold = photo != null && !answer.avatarId().isEmpty();
    String cipher = answer.encryptedIdNumber() == null ? "" : answer.encryptedIdNumber();
    boolean idTold = !idNumber.isEmpty() && !cipher.isEmpty();
    return new LastSent.Sent(
        photo == null ? before.sourceSha() : photoTold ? photo.sourceSha256() : "",
        photo == null ? before.avatarId() : answer.avatarId(),
        idNumber.isEmpty() ? before.idSha() : idTold ? sha(idNumber) : "",
        idNumber.isEmpty() ? before.idCipher() : cipher);
  }

  /** Whether the server still holds the very photo that this file was. */
  static boolean samePhoto(LastSent.Sent last, String sourceSha, Person stored) {
    return !last.sourceSha().isEmpty()
        && last.sourceSha().equals(sourceSha)
        && last.avatarId().equals(stored.avatarId());
  }

  /** Whether the server still holds the very ID number. */
  static boolean sameIdNumber(LastSent.Sent last, String idNumber, Person stored) {
    return !last.idSha().isEmpty()
        && last.idSha().equals(sha(idNumber))
        && last.idCipher().equals(stored.encryptedIdNumber());
  }

  private static String sha(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
