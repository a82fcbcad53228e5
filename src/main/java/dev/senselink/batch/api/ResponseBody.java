package dev.senselink.batch.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body that was read to its end.
 *
 * @param json missing if it is no JSON object
 * @param empty whether there was no body at all
 */
public record ResponseBody(JsonNode json, boolean empty) {
  /**
   * In characters, of one value: the longest that a server sends has some hundred. The library's
   * own limit would let one text fill a small heap.
   */
  private static final int LONGEST_VALUE = 1 << 20;

  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LONGEST_VALUE).build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Closing would read the rest of a body that nobody wants any more.
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private static final int LOOKED_AT = 512;
  private static final ResponseBody NO_JSON = new ResponseBody(nothing(), false);

  /** How a body is read. */
  public interface Reader {
    /** Reads to the end; an {@link IOException} means that the body is cut. */
    ResponseBody read(BoundedInputStream in) throws IOException;
  }

  /** Something that reads JSON from a body and may find it cut or no JSON at all. */
  public interface JsonSource {
    JsonNode read(InputStream in);
  }

  /** Reads one JSON object as a tree. */
  public static ResponseBody tree(BoundedInputStream in) throws IOException {
    return json(in, MAPPER::readTree);
  }

  /** Reads JSON in the source's own way, and the rest of the body after it. */
  public static ResponseBody json(BoundedInputStream in, JsonSource source) throws IOException {
    ResponseBody body = parsed(in, source);
    in.drain();
    return new ResponseBody(body.json, in.count() == 0);
  }

  public static ResponseBody parsed(BoundedInputStream in, JsonSource source) throws IOException {
    try {
      JsonNode json = source.read(in);
      return json.isObject() ? new ResponseBody(json, false) : NO_JSON;
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (StreamConstraintsException e) {
      // What follows is not read either: it may never end.
      throw new BoundedInputStream.TooLong(in.count());
    } catch (UnexpectedEndOfInputException e) {
      throw new IOException(e);
    } catch (JacksonException e) {
      // A word that ends with the body, such as "tru", is no syntax error but a cut.
      if (in.ended() && in.first() == '{') {
        throw new IOException(e);
      }
      return NO_JSON;
    }
  }

  /**
   * Reads an image; a server that answers with an envelope in its place is understood too. One that
   * is too long is not read to its end, and to ask for it again would be in vain.
   */
  public static ResponseBody image(BoundedInputStream in) throws IOException {
    byte[] bytes;
    try {
      bytes = in.readAllBytes();
    } catch (BoundedInputStream.TooLong e) {
      return new ResponseBody(
          MAPPER.createObjectNode().put("code", ErrorCodes.IMAGE_TOO_LONG), false);
    }
    if (in.first() == '{') {
      return json(new BoundedInputStream(new ByteArrayInputStream(bytes)), MAPPER::readTree);
    }
    if (bytes.length == 0 || isText(bytes)) {
      return new ResponseBody(nothing(), bytes.length == 0);
    }
    ObjectNode envelope = MAPPER.createObjectNode();
    envelope.put("code", ErrorCodes.SUCCESS);
    envelope.put("data", bytes);
    return new ResponseBody(envelope, false);
  }

  /** Whether it is a page or a word in the place of an image: those have bytes no text has. */
  private static boolean isText(byte[] bytes) {
    int looked = Math.min(bytes.length, LOOKED_AT);
    for (int at = 0; at < looked; at++) {
      byte b = bytes[at];
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
        return false;
      }
    }
    return true;
  }

  /** The envelope's code, an int or a numeric text; null if there is none. */
  @Nullable
  public Integer code() {
    Long code = LenientJson.wholeNumber(json, "code");
    return code == null || code != code.intValue() ? null : code.intValue();
  }

  public static JsonNode nothing() {
    return JsonNodeFactory.instance.missingNode();
  }
}
