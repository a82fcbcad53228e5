package dev.senselink.batch.api.people;

import dev.senselink.batch.api.LenientJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A member of staff or a visitor as the server shows them (manual 6.3). Texts the server did not
 * give are blank; where "not said" differs from "none", null means not said. Times are text in a
 * zone the manual leaves open.
 *
 * @param type 1 staff, 2 visitor, 0 not said
 * @param groups null where the answer has no list: then nothing is known about the groups
 * @param encryptedIdNumber never to be sent back or shown (NOTES 34); null if there is none
 * @param gender 1 female, 2 male
 * @param departmentId 0 = none
 * @param receptionUserId visitors: the host
 */
public record Person(
    long id,
    int type,
    String name,
    String jobNumber,
    String mobile,
    String icNumber,
    String mail,
    String remark,
    String avatarId,
    String birthday,
    String position,
    String location,
    String areaCode,
    String entryTime,
    @Nullable List<GroupReference> groups,
    @Nullable String encryptedIdNumber,
    @Nullable Integer gender,
    @Nullable Long departmentId,
    @Nullable Long receptionUserId,
    String receptionUserName,
    String dateTimeFrom,
    String dateTimeTo,
    String createAt,
    String updateAt,
    @Nullable Long companyId,
    String countryCode,
    String placeCode,
    @Nullable Integer staffType) {
  /** A person of staff, as {@link #type} says it. */
  public static final int STAFF = 1;

  /** A visitor, as {@link #type} says it. */
  public static final int GUEST = 2;

  public Person {
    groups = groups == null ? null : List.copyOf(groups);
  }

  /** The same person in these groups. */
  public Person in(@Nullable List<GroupReference> others) {
    return new Person(
        id,
        type,
        name,
        jobNumber,
        mobile,
        icNumber,
        mail,
        remark,
        avatarId,
        birthday,
        position,
        location,
        areaCode,
        entryTime,
        others,
        encryptedIdNumber,
        gender,
        departmentId,
        receptionUserId,
        receptionUserName,
        dateTimeFrom,
        dateTimeTo,
        createAt,
        updateAt,
        companyId,
        countryCode,
        placeCode,
        staffType);
  }

  /** Without name and numbers: it may end in a log. */
  @Override
  public String toString() {
    return "person " + id;
  }

  /** Reads one person; null if the node has no id. */
  public static @Nullable Person read(JsonNode node) {
    Long id = LenientJson.wholeNumber(node, "id");
    return id == null ? null : read(node, id, 0);
  }

  /** Reads one person whose id, and type if the node is silent on it, are known already. */
  public static Person read(JsonNode node, long id, int type) {
    String encrypted = LenientJson.text(node, "id_number", "idNumber");
    return new Person(
        id,
        LenientJson.smallNumber(node, type, "type"),
        LenientJson.text(node, "name"),
        LenientJson.text(node, "job_number", "jobNumber"),
        LenientJson.text(node, "mobile"),
        LenientJson.text(node, "ic_number", "icNumber"),
        LenientJson.text(node, "mail"),
        LenientJson.text(node, "remark"),
        LenientJson.text(node, "avatar"),
        LenientJson.text(node, "birthday"),
        LenientJson.text(node, "position"),
        LenientJson.text(node, "location"),
        LenientJson.text(node, "area_code", "areaCode"),
        LenientJson.text(node, "entry_time", "entryTime"),
        GroupReference.list(LenientJson.first(node, "groupList", "groups", "group_list")),
        encrypted.isBlank() ? null : encrypted,
        LenientJson.small(node, "gender"),
        LenientJson.wholeNumber(node, "department_id", "departmentId"),
        LenientJson.wholeNumber(node, "reception_user_id", "receptionUserId"),
        LenientJson.text(node, "reception_user_name", "receptionUserName"),
        LenientJson.time(node, "date_time_from", "dateTimeFrom"),
        LenientJson.time(node, "date_time_to", "dateTimeTo"),
        LenientJson.time(node, "create_at", "createAt"),
        LenientJson.time(node, "update_at", "updateAt"),
        LenientJson.wholeNumber(node, "company_id", "companyId"),
        LenientJson.text(node, "country_code", "countryCode"),
        LenientJson.text(node, "place_code", "placeCode"),
        LenientJson.small(node, "staff_type", "staffType"));
  }
}
