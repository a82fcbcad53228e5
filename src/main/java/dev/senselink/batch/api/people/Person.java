package dev.senselink.batch.api.people;

import dev.senselink.batch.api.Tolerant;
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
    @Nullable List<GroupRef> groups,
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

  /** Without name and numbers: it may end in a log. */
  @Override
  public String toString() {
    return "person " + id;
  }

  /** Reads one person; null if the node has no id. */
  public static @Nullable Person read(JsonNode node) {
    Long id = Tolerant.wholeNumber(node, "id");
    return id == null ? null : read(node, id, 0);
  }

  /** Reads one person whose id, and type if the node is silent on it, are known already. */
  public static Person read(JsonNode node, long id, int type) {
    String encrypted = Tolerant.text(node, "id_number", "idNumber");
    return new Person(
        id,
        Tolerant.smallNumber(node, type, "type"),
        Tolerant.text(node, "name"),
        Tolerant.text(node, "job_number", "jobNumber"),
        Tolerant.text(node, "mobile"),
        Tolerant.text(node, "ic_number", "icNumber"),
        Tolerant.text(node, "mail"),
        Tolerant.text(node, "remark"),
        Tolerant.text(node, "avatar"),
        Tolerant.text(node, "birthday"),
        Tolerant.text(node, "position"),
        Tolerant.text(node, "location"),
        Tolerant.text(node, "area_code", "areaCode"),
        Tolerant.text(node, "entry_time", "entryTime"),
        GroupRef.list(Tolerant.first(node, "groupList", "groups", "group_list")),
        encrypted.isBlank() ? null : encrypted,
        Tolerant.small(node, "gender"),
        Tolerant.wholeNumber(node, "department_id", "departmentId"),
        Tolerant.wholeNumber(node, "reception_user_id", "receptionUserId"),
        Tolerant.text(node, "reception_user_name", "receptionUserName"),
        Tolerant.time(node, "date_time_from", "dateTimeFrom"),
        Tolerant.time(node, "date_time_to", "dateTimeTo"),
        Tolerant.time(node, "create_at", "createAt"),
        Tolerant.time(node, "update_at", "updateAt"),
        Tolerant.wholeNumber(node, "company_id", "companyId"),
        Tolerant.text(node, "country_code", "countryCode"),
        Tolerant.text(node, "place_code", "placeCode"),
        Tolerant.small(node, "staff_type", "staffType"));
  }
}
