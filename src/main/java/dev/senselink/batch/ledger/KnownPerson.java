package dev.senselink.batch.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who is on the server: one row of the snapshot.
 *
 * @param type 1 staff, 2 guest
 * @param normalName the name as it is compared; {@code normal…} likewise, {@code ""} for blank
 * @param department 0 for none
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
    @Nullable Long rosterLine) {}
