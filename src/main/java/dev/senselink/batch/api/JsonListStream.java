package dev.senselink.batch.api;

import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a list of people, or other rows, one by one, so that a hundred thousand need no more memory
 * than one. The list stands in {@code data}, or in the {@code data} of a page object there.
 */
public final class JsonListStream {
  private final Predicate<JsonParser> each;
  private final ObjectNode envelope = ResponseBody.MAPPER.createObjectNode();
  private boolean enough;
  private boolean list;

  /** Gives each person to {@code each}, which says whether it wants more. */
  public JsonListStream(Predicate<JsonNode> each) {
    this(each, ResponseBody.MAPPER::readTree);
  }

  private <T> JsonListStream(Predicate<T> each, Function<JsonParser, T> reader) {
    this.each = parser -> each.test(reader.apply(parser));
  }

  /** Lets each row be read by {@code row}, from its first token to its last. */
  public static JsonListStream ofRows(Consumer<JsonParser> row) {
    return new JsonListStream(
        parser -> {
          row.accept(parser);
          return true;
        },
        Function.<JsonParser>identity());
  }

  /** Whether {@code each} had enough: then the rest was not read. */
  public boolean hadEnough() {
    return enough;
  }

  /**
   * Returns the envelope with everything but the people: in the place of their list stands an empty
   * one, so that it is seen that there was one.
   */
  public JsonNode read(InputStream in) {
    try (JsonParser parser = ResponseBody.MAPPER.reader().createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return parser.currentToken() == null
            ? ResponseBody.nothing()
            : ResponseBody.MAPPER.createArrayNode();
      }
      object(parser, envelope, true);
    }
    return envelope;
  }

  /** Puts rows where the answer had its list; where it had none, nowhere. */
  public void put(ArrayNode rows) {
    if (list) {
      (envelope.path("data") instanceof ObjectNode page ? page : envelope).set("data", rows);
    }
  }

  private void object(JsonParser parser, ObjectNode into, boolean outermost) {
    while (!enough && parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (!"data".equals(name)) {
        into.set(name, ResponseBody.MAPPER.readTree(parser));
      } else if (value == JsonToken.START_ARRAY) {
        into.putArray("data");
        people(parser);
      } else if (value == JsonToken.START_OBJECT && outermost) {
        object(parser, into.putObject("data"), false);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void people(JsonParser parser) {
    list = true;
    while (!enough && parser.nextToken() != JsonToken.END_ARRAY) {
      enough = !each.test(parser);
    }
  }
}
