package dev.senselink.batch.sandbox.world;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person as the server holds it, for tests: also what the API never gives back (the plain ID
 * number, a guest's host and window). Null = never given.
 *
 * @param type 1 staff, 2 guest
 * @param gender 1 female, 2 male
 * @param departmentId 0 = the company
 * @param avatarId null without a photo
 * @param receptionUserId guests only
 */
public record PersonView(
    long id,
    int type,
    String name,
    String jobNumber,
    String mobile,
    String icNumber,
    String remark,
    @Nullable String mail,
    @Nullable String position,
    @Nullable String location,
    @Nullable String birthday,
    @Nullable String entryTime,
    @Nullable String areaCode,
    @Nullable String idNumber,
    @Nullable Integer gender,
    long departmentId,
    List<Long> groups,
    @Nullable String avatarId,
    @Nullable Long receptionUserId,
    @Nullable LocalDateTime dateTimeFrom,
    @Nullable LocalDateTime dateTimeTo,
    Instant createdAt,
    Instant updatedAt) {

  public static PersonView of(Person person) {
    Person.Profile p = person.profile();
    Person.Visit visit = p.visit();
    return new PersonView(
        person.id(),
        person.type(),
        p.name(),
        p.jobNumber(),
        p.mobile(),
        p.icNumber(),
        p.remark(),
        p.mail(),
        p.position(),
        p.location(),
        p.birthday(),
        p.entryTime(),
        p.areaCode(),
        p.idNumber(),
        p.gender(),
        p.departmentId(),
        person.groups(),
        person.avatarId(),
        visit == null ? null : visit.receptionUserId(),
        visit == null ? null : visit.from(),
        visit == null ? null : visit.to(),
        person.createdAt(),
        person.updatedAt());
  }
}
