package dev.senselink.batch.api.records;

import dev.senselink.batch.api.LenientJson;
import dev.senselink.batch.api.ResponseBody;
import dev.senselink.batch.api.people.GroupReference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;
import tools.jackson.databind.JsonNode;

/**
 * Reads records token by token: a tree of each of a million costs more time than all the rest of
 * their way into a file. Numbers and texts are taken for each other as {@link LenientJson} does it.
 * Not for several threads.
 */
final class RecordTokenReader {
  private static final long FIRST_MILLISECONDS = 100_000_000_000L;

  /** What is read of a record; the last four are the push's names for others (NOTES 62). */
  private enum Field {
    ID("id"),
    USER_ID("userId"),
    NAME("name"),
    AVATAR("avatar"),
    MOBILE("mobile"),
    IC_NUMBER("icNumber"),
    ID_NUMBER("idNumber"),
    JOB_NUMBER("jobNumber"),
    RECEPTION_USER_ID("receptionUserId"),
    RECEPTION_USER_NAME("receptionUserName"),
    GROUP_ID("groupId"),
    GROUP_NAME("groupName"),
    GROUPS("groups"),
    SN("sn"),
    DEVICE_NAME("deviceName"),
    DIRECTION("direction"),
    SIGN_AVATAR("signAvatar"),
    SIGN_BG_AVATAR("signBgAvatar"),
    SIGN_DATE("signDate"),
    SIGN_TIME("signTime"),
    TYPE("type"),
    REMARK("remark"),
    ENTRY_MODE("entryMode"),
    USER_NAME("userName"),
    ORIGIN_AVATAR("originAvatar"),
    DEVICE_SN("deviceSN"),
    USER_TYPE("userType");

    private static final List<Field> ALL = List.of(values());

    /** Tells a name's place in {@link #ALL} from its bytes: no text is made of it. */
    private static final PropertyNameMatcher NAMES =
        ResponseBody.MAPPER
            .tokenStreamFactory()
            .constructNameMatcher(
                ALL.stream().map(field -> Named.fromString(field.name)).toList(), false);

    private final String name;

    Field(String name) {
      this.name = name;
    }
  }

  /**
   * A {@link String}, a {@link Long}, {@link Groups}, or the tree of anything else; what is null is
   * left out.
   */
  private final Map<Field, Object> values = new EnumMap<>(Field.class);

  /** The same of one of its groups. */
  private final Map<Field, Object> group = new EnumMap<>(Field.class);

  private record Groups(List<GroupReference> list) {}

  /**
   * Reads the value the parser stands at, to its end; null if it is no object with an id.
   *
   * @param json what to keep as the object that was sent
   */
  @Nullable AccessRecord read(JsonParser parser, JsonNode json) {
    object(parser, values);
    Long id = number(values.get(Field.ID));
    return id == null ? null : record(id, json);
  }

  /** Takes the fields of the value the parser stands at; none if it is no object. */
  private void object(JsonParser parser, Map<Field, Object> into) {
    into.clear();
    if (!parser.isExpectedStartObjectToken()) {
      parser.skipChildren();
      return;
    }
    int place = parser.nextNameMatch(Field.NAMES);
    while (place >= 0 || place == PropertyNameMatcher.MATCH_UNKNOWN_NAME) {
      JsonToken token = parser.nextToken();
      if (place < 0) {
        parser.skipChildren();
      } else {
        take(Field.ALL.get(place), token, parser, into);
      }
      place = parser.nextNameMatch(Field.NAMES);
    }
  }

  private void take(Field field, JsonToken token, JsonParser parser, Map<Field, Object> into) {
    switch (token) {
      case VALUE_NULL -> into.remove(field);
      case VALUE_STRING -> into.put(field, parser.getString());
      case VALUE_NUMBER_INT -> into.put(field, wholeNumber(parser));
      default ->
          into.put(
              field,
              token == JsonToken.START_ARRAY && field == Field.GROUPS && into == values
                  ? groups(parser)
                  : ResponseBody.MAPPER.readTree(parser));
    }
  }

  /**
   * As {@link GroupReference#list} does it with a tree, which most records would need for this
   * alone.
   */
  private Groups groups(JsonParser parser) {
    List<GroupReference> groups = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      object(parser, group);
      Long id = number(group.get(Field.ID));
      if (id != null) {
        groups.add(
            new GroupReference(id, text(group.get(Field.NAME)), type(group.get(Field.TYPE))));
      }
    }
    return new Groups(groups);
  }

  private static Object wholeNumber(JsonParser parser) {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? ResponseBody.MAPPER.readTree(parser)
        : Long.valueOf(parser.getLongValue());
  }

  private AccessRecord record(long id, JsonNode json) {
    return new AccessRecord(
        id,
        number(Field.USER_ID),
        text(Field.NAME, Field.USER_NAME),
        text(Field.AVATAR, Field.ORIGIN_AVATAR),
        text(Field.MOBILE),
        text(Field.IC_NUMBER),
        text(Field.ID_NUMBER),
        text(Field.JOB_NUMBER),
        number(Field.RECEPTION_USER_ID),
        text(Field.RECEPTION_USER_NAME),
        number(Field.GROUP_ID),
        text(Field.GROUP_NAME),
        values.get(Field.GROUPS) instanceof Groups groups ? groups.list() : null,
        text(Field.SN, Field.DEVICE_SN),
        text(Field.DEVICE_NAME),
        number(Field.DIRECTION),
        text(Field.SIGN_AVATAR),
        text(Field.SIGN_BG_AVATAR),
        text(Field.SIGN_DATE),
        seconds(number(Field.SIGN_TIME)),
        small(number(values.containsKey(Field.TYPE) ? Field.TYPE : Field.USER_TYPE)),
        text(Field.REMARK),
        small(number(Field.ENTRY_MODE)),
        json);
  }

  private String text(Field field, Field otherwise) {
    return text(values.containsKey(field) ? field : otherwise);
  }

  private String text(Field field) {
    return text(values.get(field));
  }

  private static String text(@Nullable Object value) {
    if (value instanceof JsonNode node) {
      return LenientJson.text(node);
    }
    return Objects.toString(value, "");
  }

  private @Nullable Long number(Field field) {
    return number(values.get(field));
  }

  private static @Nullable Long number(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof String text) {
      return LenientJson.wholeNumber(text);
    }
    return value instanceof JsonNode node ? LenientJson.wholeNumber(node) : null;
  }

  private static int type(@Nullable Object value) {
    Long number = number(value);
    return number == null || number != number.intValue() ? 0 : number.intValue();
  }

  private static @Nullable Integer small(@Nullable Long number) {
    return number == null ? null : Integer.valueOf(number.intValue());
  }

  private static @Nullable Long seconds(@Nullable Long time) {
    return time == null || time < FIRST_MILLISECONDS ? time : Long.valueOf(time / 1000);
  }
}
