package dev.senselink.batch.enrol.write;

import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.enrol.row.References;
import dev.senselink.batch.photo.Photo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together what a create sends of a row. */
public final class CreateFields {
  private CreateFields() {}

  /**
   * All fields.
   *
   * @param defaultGroups for a row that names none
   * @param photo {@code null} for none
   */
  public static UserFields fields(
      RosterPerson p, References wanted, List<Long> defaultGroups, @Nullable Photo photo) {
    Long department = wanted.department();
    return UserFields.named(p.name())
        .jobNumber(p.jobNumber())
        .mobile(p.mobile())
        .icNumber(p.icNumber())
        .remark(p.remark())
        .groups(wanted.groups() == null ? defaultGroups : wanted.groups())
        .mail(orNull(p.mail()))
        .position(orNull(p.position()))
        .location(orNull(p.location()))
        .birthday(orNull(p.birthday()))
        .entryTime(orNull(p.entryTime()))
        .areaCode(orNull(p.areaCode()))
        .departmentId(department == null || department == 0 ? null : department)
        .idNumber(orNull(p.idNumber()))
        .gender(p.gender())
        .avatarJpeg(photo == null ? null : photo.jpeg())
        .visit(wanted.visit())
        .build();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
