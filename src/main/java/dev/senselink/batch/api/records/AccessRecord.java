package dev.senselink.batch.api.records;

import dev.senselink.batch.api.ResponseBody;
import dev.senselink.batch.api.people.GroupReference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * Somebody was seen at a door: a row of the record list (manual 6.5.1), or the {@code data} of a
 * push (6.5.2) under either of its spellings (NOTES 62). The fields are the manual's, in its order.
 * Texts the server did not give are blank, numbers null.
 *
 * @param userId 0 for a stranger
 * @param avatar image id of the person's own photo
 * @param idNumber never to be shown or sent back (NOTES 34); encrypted by the server
 * @param groupId without meaning, as the manual says
 * @param groupName likewise
 * @param groups null where the answer has no list
 * @param sn the device's serial number
 * @param direction what its numbers mean is not documented
 * @param signAvatar image id of the small picture taken at the door
 * @param signBgAvatar image id of the large one
 * @param signDate as the server prints it; use {@code signTime} (NOTES 57)
 * @param signTime seconds since 1970, also where the server sent milliseconds (NOTES 55)
 * @param type 1 staff, 2 visitor, 3 stranger
 * @param entryMode 1 face, 2 QR code, 3 card, 4 face and card
 * @param json the object as it was sent; missing where it was not asked for
 */
public record AccessRecord(
    long id,
    @Nullable Long userId,
    String name,
    String avatar,
    String mobile,
    String icNumber,
    String idNumber,
    String jobNumber,
    @Nullable Long receptionUserId,
    String receptionUserName,
    @Nullable Long groupId,
    String groupName,
    @Nullable List<GroupReference> groups,
    String sn,
    String deviceName,
    @Nullable Long direction,
    String signAvatar,
    String signBgAvatar,
    String signDate,
    @Nullable Long signTime,
    @Nullable Integer type,
    String remark,
    @Nullable Integer entryMode,
    JsonNode json) {
  /** A record of somebody nobody knows, as {@link #type} says it. */
  public static final int STRANGER = 3;

  public AccessRecord {
    groups = groups == null ? null : List.copyOf(groups);
  }

  /** Without name and numbers: it may end in a log. */
  @Override
  public String toString() {
    return "record " + id;
  }

  /** Reads one record and keeps the node with it; null if the node has no id. */
  public static @Nullable AccessRecord read(JsonNode node) {
    try (JsonParser parser = ResponseBody.MAPPER.treeAsTokens(node)) {
      parser.nextToken();
      return node.isObject() ? new RecordTokenReader().read(parser, node) : null;
    }
  }
}
