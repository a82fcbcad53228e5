package dev.senselink.batch.ledger;

import dev.senselink.batch.outcome.KeptText;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is on the server: one row of the snapshot.
 *
 * @param type 1 staff, 2 guest
 * @param normalName the name as it is compared; {@code normal…} likewise, {@code ""} for blank
 * @param department 0 for none
 * @param rest the other fields that a list fills, a line each as {@code header=value}; {@code ""}
 *     where they are not known
 * @param rosterLine the line of this run's roster that made the person, {@code null} if none did
 */
public record KnownPerson(
    long id,
    int type,
    String name,
    String normalName,
    String jobNumber,
    String mobile,
    String icNumber,
    String mail,
    String normalJobNumber,
    String normalMobile,
    String normalIcNumber,
    String normalMail,
    String remark,
    String avatarId,
    String updateAt,
    long department,
    String rest,
    @Nullable Long rosterLine) {
  private static final int LONGEST = 1_000;

  /** What is looked up by it: a database can only search what its index can hold. */
  private static final int LONGEST_NORMAL = 500;

  private static final int MOST_REST = 4_000;

  public KnownPerson {
    name = KeptText.of(name, LONGEST);
    normalName = KeptText.of(normalName, LONGEST_NORMAL);
    jobNumber = KeptText.of(jobNumber, LONGEST);
    mobile = KeptText.of(mobile, LONGEST);
    icNumber = KeptText.of(icNumber, LONGEST);
    mail = KeptText.of(mail, LONGEST);
    normalJobNumber = KeptText.of(normalJobNumber, LONGEST_NORMAL);
    normalMobile = KeptText.of(normalMobile, LONGEST_NORMAL);
    normalIcNumber = KeptText.of(normalIcNumber, LONGEST_NORMAL);
    normalMail = KeptText.of(normalMail, LONGEST_NORMAL);
    remark = KeptText.of(remark, LONGEST);
    avatarId = KeptText.of(avatarId, 200);
    updateAt = KeptText.of(updateAt, 60);
    rest = KeptText.of(rest, MOST_REST);
  }
}
