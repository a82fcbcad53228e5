package dev.senselink.batch.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** How a server stores a value otherwise than it was sent. */
enum WrongStorage {
  /** Its bytes are read in another encoding. */
  MOJIBAKE,
  /** Each character that is not ASCII is a question mark. */
  QUESTION_MARKS,
  CUT,
  OTHER;

  private static final int LENGTH = 3;

  String of(String value) {
    return switch (this) {
      case MOJIBAKE -> new String(value.getBytes(UTF_8), ISO_8859_1);
      case QUESTION_MARKS -> value.replaceAll("[^\\x00-\\x7f]", "?");
      case CUT -> value.substring(0, Math.min(LENGTH, value.length()));
      case OTHER -> value.isEmpty() ? "" : value + "9";
    };
  }
}
