package dev.senselink.batch.ledger.before;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a run has changed of a department or a device, and what was there before.
 *
 * @param place its id
 * @param name as people know it: a department's path, a device's serial number
 * @param before by field, {@code ""} for nothing; of the same fields as {@code sent}
 * @param sent what the run has sent
 */
public record PlaceImage(
    String run,
    Kind kind,
    long place,
    String name,
    Map<String, String> before,
    Map<String, String> sent) {
  /** The one field of {@link Kind#LEADER}: the id of a member of staff. */
  public static final String LEADER = "leader";

  /** What of it. */
  public enum Kind {
    /** Who leads a department. */
    LEADER,
    /** A department's code. */
    CODE,
    /** The fields and groups of a device. */
    DEVICE
  }

  public PlaceImage {
    before = Collections.unmodifiableMap(new TreeMap<>(before));
    sent = Collections.unmodifiableMap(new TreeMap<>(sent));
  }

  /** What the run has changed, by field: what it wrote as it was is nobody's change. */
  public Map<String, String> changed() {
    Map<String, String> changed = new LinkedHashMap<>();
    sent.forEach(
        (field, value) -> {
          if (!value.equals(before.get(field))) {
            changed.put(field, value);
          }
        });
    return changed;
  }

  /**
   * The image of a further write of the same run: what its earlier ones have left there was ours,
   * and what was there before them counts.
   */
  PlaceImage after(PlaceImage earlier) {
    Map<String, String> first = new LinkedHashMap<>(before);
    first.replaceAll(
        (field, value) ->
            value.equals(earlier.sent().get(field))
                ? Objects.requireNonNullElse(earlier.before().get(field), value)
                : value);
    return new PlaceImage(run, kind, place, name, first, sent);
  }
}
