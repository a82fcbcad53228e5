package dev.senselink.batch.ledger.before;

import dev.senselink.batch.ledger.before.FormerPerson.GroupOf;
import dev.senselink.batch.ledger.before.FormerPerson.Stay;
import dev.senselink.batch.ledger.store.DataFolderKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Before-images as one text each, with their digests under the data folder's key. */
final class ImageText {
  private static final JsonMapper JSON = new JsonMapper();

  private ImageText() {}

  static String write(@Nullable FormerPerson person, DataFolderKey key) {
    if (person == null) {
      return "";
    }
    ObjectNode node = JSON.createObjectNode();
    node.put("id", person.id());
    node.put("type", person.type());
    node.put("avatar", person.avatarId());
    node.put("updateAt", person.updateAt());
    ObjectNode fields = node.putObject("fields");
    person.fields().forEach(fields::put);
    List<GroupOf> groups = person.groups();
    if (groups != null) {
      ArrayNode list = node.putArray("groups");
      groups.forEach(group -> list.addObject().put("id", group.id()).put("name", group.name()));
    }
    node.put("department", person.department());
    node.put("gender", person.gender());
    node.put("idCipher", person.idCipher());
    node.put("idSealed", key.sealed(person.idSha()));
    node.put("photoSealed", key.sealed(person.photoSha()));
    Stay stay = person.stay();
    if (stay != null) {
      node.putObject("stay")
          .put("host", stay.host())
          .put("from", stay.from())
          .put("to", stay.to())
          .put("idSealed", stay.idSealed());
    }
    return JSON.writeValueAsString(node);
  }

  static @Nullable FormerPerson person(String text, DataFolderKey key) {
    if (text.isEmpty()) {
      return null;
    }
    JsonNode node = JSON.readTree(text);
    JsonNode stay = node.path("stay");
    return new FormerPerson(
        node.path("id").asLong(),
        node.path("type").asInt(),
        node.path("avatar").asString(),
        node.path("updateAt").asString(),
        texts(node.path("fields")),
        groups(node.path("groups")),
        node.path("department").isNumber() ? node.path("department").asLong() : null,
        node.path("gender").isNumber() ? node.path("gender").asInt() : null,
        node.path("idCipher").asString(),
        digest(node, "idSealed", "idSha", key),
        digest(node, "photoSealed", "photoSha", key),
        stay.isObject()
            ? new Stay(
                stay.path("host").asLong(),
                stay.path("from").asString(),
                stay.path("to").asString(),
                stay.path("idSealed").isString() ? stay.path("idSealed").asString() : null)
            : null);
  }

  /**
   * @param before the name under which a version before left it as it was, in a file of a command
   *     that was not taken in yet
   */
  private static String digest(JsonNode node, String name, String before, DataFolderKey key) {
    return node.has(before) ? node.path(before).asString() : key.opened(node.path(name).asString());
  }

  private static @Nullable List<GroupOf> groups(JsonNode list) {
    if (!list.isArray()) {
      return null;
    }
    List<GroupOf> groups = new ArrayList<>();
    for (JsonNode one : list.values()) {
      groups.add(new GroupOf(one.path("id").asLong(), one.path("name").asString()));
    }
    return groups;
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asString()));
    return texts;
  }

  /** All but the answer's avatar id, which has a place of its own. */
  static String write(LastWrite sent) {
    ObjectNode node = JSON.createObjectNode();
    ObjectNode hashes = node.putObject("hashes");
    sent.hashes().forEach(hashes::put);
    List<Long> groups = sent.groups();
    if (groups != null) {
      ArrayNode list = node.putArray("groups");
      groups.forEach(list::add);
    }
    node.put("photo", sent.photoSent());
    if (sent.idCipher() != null) {
      node.put("idCipher", sent.idCipher());
    }
    if (sent.answered()) {
      node.put("answered", true);
    }
    if (!sent.mayErase().isEmpty()) {
      sent.mayErase().stream().sorted().forEach(node.putArray("mayErase")::add);
    }
    return JSON.writeValueAsString(node);
  }

  static LastWrite sent(String text, @Nullable String avatarId) {
    JsonNode node = JSON.readTree(text);
    List<Long> groups = null;
    if (node.path("groups").isArray()) {
      groups = new ArrayList<>();
      for (JsonNode one : node.path("groups").values()) {
        groups.add(one.asLong());
      }
    }
    return new LastWrite(
        texts(node.path("hashes")),
        groups,
        node.path("photo").asBoolean(),
        avatarId,
        node.has("idCipher") ? node.path("idCipher").asString() : null,
        node.path("answered").asBoolean(),
        node.path("mayErase").valueStream().map(JsonNode::asString).collect(Collectors.toSet()));
  }
}
