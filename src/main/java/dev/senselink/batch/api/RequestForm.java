package dev.senselink.batch.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a call sends beside the signature: text fields in order, and at most one photo. */
public final class RequestForm {
  private final Map<String, String> texts = new LinkedHashMap<>();
  private String photoField = "";
  private byte @Nullable [] photo;

  /** Adds a field that is always sent; null is sent as empty text. */
  public RequestForm with(String name, @Nullable Object value) {
    texts.put(name, value == null ? "" : value.toString());
    return this;
  }

  /** Adds a field, or leaves it out when it is null. */
  public RequestForm withIfGiven(String name, @Nullable Object value) {
    return value == null ? this : with(name, value);
  }

  /** Adds a list of ids as one field, joined by commas; blank for none (NOTES 12). */
  public RequestForm withIds(String name, List<Long> ids) {
    return with(name, ids.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  /** Adds the photo, or nothing when it is null. */
  public RequestForm withPhoto(String name, byte @Nullable [] jpeg) {
    photoField = name;
    photo = jpeg;
    return this;
  }

  /** The text fields in the order they were added. */
  public Map<String, String> texts() {
    return texts;
  }

  public String photoField() {
    return photoField;
  }

  public byte @Nullable [] photo() {
    return photo;
  }
}
