package dev.senselink.batch.api;

import static dev.senselink.batch.api.ApiMessages.words;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every code of the manual (chapter 5, 6.4.3, 6.6.2) and the HTTP statuses that stand in for one,
 * in plain words: what it means and what to do.
 */
public final class ErrorCodes {
  public static final int SUCCESS = 200;
  public static final int REQUEST_EXPIRED = 10003;
  public static final int SIMILAR_PERSON = 30002;

  /** An image that is longer than the client reads, as it says it itself. */
  public static final int IMAGE_TOO_LONG = 413;

  public static final int MISSING_PARAM = 30004;
  public static final int METHOD_NOT_ALLOWED = 50004;
  public static final int NOT_THERE = 620;

  private static final Map<ErrorCategory, Set<Integer>> API =
      Map.of(
          ErrorCategory.FATAL, Set.of(10001, 10002, 10003, 10004, 10005, 20001, 20002, 50004),
          ErrorCategory.TRANSIENT, Set.of(50001, 50002, 50003, 99999, 498),
          ErrorCategory.CONFLICT, Set.of(30002, 610, 650),
          ErrorCategory.ROW_INVALID, Set.of(30001, 30004),
          ErrorCategory.PHOTO_REJECTED, Set.of(30003, 30005),
          ErrorCategory.NOT_FOUND, Set.of(620, 320));

  private static final Map<ErrorCategory, Set<Integer>> HTTP =
      Map.of(
          ErrorCategory.FATAL, Set.of(401, 403, 404, 405),
          ErrorCategory.PHOTO_REJECTED, Set.of(413, 415));

  private static final Set<Integer> QUALITY =
      Set.of(
          0, 101, 10201, 10301, 1030201, 1030301, 1030302, 1030303, 10401, 10402, 10403, 10404,
          10405, 10406, 10407);

  private ErrorCodes() {}

  /**
   * What a code in an envelope asks for; {@link ErrorCategory#UNCATALOGUED} if the manual has it
   * not.
   */
  public static ErrorCategory classOf(int code) {
    return classIn(API, code).orElse(ErrorCategory.UNCATALOGUED);
  }

  /** What an HTTP status stands for where there is no envelope; null if for nothing certain. */
  public static @Nullable ErrorCategory classOfStatus(int status) {
    return classIn(HTTP, status).orElse(null);
  }

  /** What a code, or an HTTP status in its place, means. Never blank. */
  public static String meaning(int code) {
    return words("code." + named(code) + ".meaning");
  }

  /** What to do about it. Never blank. */
  public static String remedy(int code) {
    return words("code." + named(code) + ".remedy");
  }

  /** The code, what it means and what to do, in one line. */
  public static String inWords(int code) {
    return words("reply.code.remedy", code, meaning(code), remedy(code));
  }

  /** Whether the manual lists this number as a qa_code; no other code has such a number. */
  public static boolean knowsQuality(int qaCode) {
    return QUALITY.contains(qaCode);
  }

  /** What a qa_code means. Never blank. */
  public static String qaMeaning(int qaCode) {
    return words("qa." + namedQuality(qaCode) + ".meaning");
  }

  /** What to do about a qa_code. Never blank. */
  public static String qaRemedy(int qaCode) {
    return words("qa." + namedQuality(qaCode) + ".remedy");
  }

  private static String named(int code) {
    boolean known = classIn(API, code).or(() -> classIn(HTTP, code)).isPresent();
    return known ? String.valueOf(code) : "unknown";
  }

  private static String namedQuality(int qaCode) {
    return knowsQuality(qaCode) ? String.valueOf(qaCode) : "unknown";
  }

  private static Optional<ErrorCategory> classIn(Map<ErrorCategory, Set<Integer>> codes, int code) {
    return codes.entrySet().stream()
        .filter(entry -> entry.getValue().contains(code))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
