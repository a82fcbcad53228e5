package dev.senselink.batch.api.people;

import dev.senselink.batch.api.SpellingStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link UserFields}, whose Javadoc says what each field means. Not safe between threads.
 */
public final class UserFieldsBuilder {
  private String name;
  private String jobNumber = "";
  private String mobile = "";
  private String icNumber = "";
  private String remark = "";
  private List<Long> groups = List.of();
  private @Nullable String mail;
  private @Nullable String position;
  private @Nullable String location;
  private @Nullable String birthday;
  private @Nullable String entryTime;
  private @Nullable String areaCode;
  private @Nullable Long departmentId;
  private @Nullable String idNumber;
  private @Nullable Integer gender;
  private byte @Nullable [] avatarJpeg;
  private boolean force;
  private @Nullable SpellingStyle spelling;
  private @Nullable GuestVisit visit;

  UserFieldsBuilder(String name) {
    this.name = name;
  }

  UserFieldsBuilder(UserFields from) {
    name = from.name();
    jobNumber = from.jobNumber();
    mobile = from.mobile();
    icNumber = from.icNumber();
    remark = from.remark();
    groups = from.groups();
    mail = from.mail();
    position = from.position();
    location = from.location();
    birthday = from.birthday();
    entryTime = from.entryTime();
    areaCode = from.areaCode();
    departmentId = from.departmentId();
    idNumber = from.idNumber();
    gender = from.gender();
    avatarJpeg = from.avatarJpeg();
    force = from.force();
    spelling = from.spelling();
    visit = from.visit();
  }

  public UserFieldsBuilder name(String value) {
    name = value;
    return this;
  }

  public UserFieldsBuilder jobNumber(String value) {
    jobNumber = value;
    return this;
  }

  public UserFieldsBuilder mobile(String value) {
    mobile = value;
    return this;
  }

  public UserFieldsBuilder icNumber(String value) {
    icNumber = value;
    return this;
  }

  public UserFieldsBuilder remark(String value) {
    remark = value;
    return this;
  }

  public UserFieldsBuilder groups(List<Long> value) {
    groups = value;
    return this;
  }

  public UserFieldsBuilder mail(@Nullable String value) {
    mail = value;
    return this;
  }

  public UserFieldsBuilder position(@Nullable String value) {
    position = value;
    return this;
  }

  public UserFieldsBuilder location(@Nullable String value) {
    location = value;
    return this;
  }

  public UserFieldsBuilder birthday(@Nullable String value) {
    birthday = value;
    return this;
  }

  public UserFieldsBuilder entryTime(@Nullable String value) {
    entryTime = value;
    return this;
  }

  public UserFieldsBuilder areaCode(@Nullable String value) {
    areaCode = value;
    return this;
  }

  public UserFieldsBuilder departmentId(@Nullable Long value) {
    departmentId = value;
    return this;
  }

  public UserFieldsBuilder idNumber(@Nullable String value) {
    idNumber = value;
    return this;
  }

  public UserFieldsBuilder gender(@Nullable Integer value) {
    gender = value;
    return this;
  }

  public UserFieldsBuilder avatarJpeg(byte @Nullable [] value) {
    avatarJpeg = value;
    return this;
  }

  public UserFieldsBuilder force(boolean value) {
    force = value;
    return this;
  }

  public UserFieldsBuilder spelling(@Nullable SpellingStyle value) {
    spelling = value;
    return this;
  }

  public UserFieldsBuilder visit(@Nullable GuestVisit value) {
    visit = value;
    return this;
  }

  public UserFields build() {
    return new UserFields(
        name,
        jobNumber,
        mobile,
        icNumber,
        remark,
        groups,
        mail,
        position,
        location,
        birthday,
        entryTime,
        areaCode,
        departmentId,
        idNumber,
        gender,
        avatarJpeg,
        force,
        spelling,
        visit);
  }
}
