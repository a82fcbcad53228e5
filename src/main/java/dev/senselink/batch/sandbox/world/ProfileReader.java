package dev.senselink.batch.sandbox.world;

import dev.senselink.batch.sandbox.call.AcceptedSpelling;
import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.CallRefusedException;
import dev.senselink.batch.sandbox.call.ParameterRule;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Makes a stored profile of a form; where the spelling is not taken the field stays unset. */
public final class ProfileReader {
  private final AcceptedSpelling spelling;

  public ProfileReader(AcceptedSpelling spelling) {
    this.spelling = spelling;
  }

  /** What an employee's form says; the gender is not in an update and stays as it was. */
  public Person.Profile staff(CallForm form, boolean create, @Nullable Integer genderBefore) {
    String department = twoSpelt(form, create, "departmentId", "department_id");
    boolean hasGender = create && form.has("gender");
    return new Person.Profile(
        form.text("name"),
        form.text("jobNumber"),
        form.text("mobile"),
        form.text("icNumber"),
        form.text("remark"),
        form.orNull("mail"),
        form.orNull("position"),
        form.orNull("location"),
        form.orNull("birthday"),
        twoSpelt(form, create, "entryTime", "entry_time"),
        twoSpelt(form, create, "areaCode", "area_code"),
        form.orNull("idNumber"),
        hasGender ? Integer.valueOf(form.text("gender")) : genderBefore,
        department == null ? Department.COMPANY : Long.parseLong(department),
        null);
  }

  private @Nullable String twoSpelt(CallForm form, boolean create, String camel, String snake) {
    if (form.has(camel) && spelling.takesCamel(create)) {
      return form.text(camel);
    }
    return spelling.takesSnake(create) ? form.orNull(snake) : null;
  }

  /** What a visitor's form says. Throws 30001 for a window that ends before it begins. */
  public Person.Profile guest(CallForm form) {
    LocalDateTime from = moment(form, "dateTimeFrom");
    LocalDateTime to = moment(form, "dateTimeTo");
    if (!to.isAfter(from)) {
      throw CallRefusedException.invalid("dateTimeTo is not after dateTimeFrom");
    }
    Person.Visit visit = new Person.Visit(form.number("receptionUserId", 0), from, to);
    return new Person.Profile(
        form.text("name"),
        "",
        form.text("mobile"),
        "",
        form.text("remark"),
        null,
        null,
        null,
        null,
        null,
        null,
        form.text("idNumber"),
        null,
        Department.COMPANY,
        visit);
  }

  private static LocalDateTime moment(CallForm form, String name) {
    return LocalDateTime.parse(form.text(name), ParameterRule.MOMENT);
  }
}
