package dev.senselink.batch.api;

import static dev.senselink.batch.api.ApiMessages.words;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether a list is whole: the one place for every list of the API. People, groups, devices,
 * departments and records all prove themselves here, each answer by these rules:
 *
 * <ul>
 *   <li>there is a list; an answer without one counts only if its {@code total} says 0
 *   <li>every entry has an id, and every person a type
 *   <li>no page holds fewer entries than its {@code size} says (NOTES 27)
 *   <li>as many different entries came as {@code total} says, where it is said
 * </ul>
 *
 * A list of several pages is read until two readings in a row tell the same ({@link
 * PagedListWalk}). What does not prove itself is an {@link UnexpectedAnswerException}, so the call
 * is tried again like any other; at the end of the tries it is a {@link Reply.Unclear} of which
 * {@link Reply#isUnproven} is true, and nobody may take it for a list. Why: "nobody is there" makes
 * an import create everybody again, and a backup forget them.
 */
public final class ListProof {
  private ListProof() {}

  /** The rows of an answer; none where it says so. */
  public static JsonNode rows(JsonNode envelope) throws UnexpectedAnswerException {
    JsonNode rows = PageFields.rows(envelope);
    if (!rows.isArray() && !saysNobody(envelope)) {
      throw new UnexpectedAnswerException(words("list.none"));
    }
    return rows;
  }

  /** Whether an answer says in so many words that its list is empty. */
  private static boolean saysNobody(JsonNode envelope) {
    Long total = total(envelope);
    return total != null && total == 0;
  }

  /** How many entries there are over all pages, as the server says; null where it does not. */
  public static @Nullable Long total(JsonNode envelope) {
    return LenientJson.wholeNumber(envelope.path("data"), "total");
  }

  /** What an entry is read as. */
  public static <T> T identified(@Nullable T entry) throws UnexpectedAnswerException {
    if (entry == null) {
      throw new UnexpectedAnswerException(words("list.noId"));
    }
    return entry;
  }

  /** Refuses a page that holds fewer rows than it says. */
  public static void requireFullPage(JsonNode envelope, long rows)
      throws UnexpectedAnswerException {
    Long said = LenientJson.wholeNumber(envelope.path("data"), "size");
    if (said != null && rows < said && !isReached(envelope, rows)) {
      throw new UnexpectedAnswerException(words("list.short", rows, said));
    }
  }

  /** Whether so many different entries are all there are, as far as the server says. */
  public static boolean isReached(JsonNode envelope, long different) {
    Long total = total(envelope);
    return total != null && different >= total;
  }

  /** Refuses a list of which the server says that there is more. */
  public static void requireComplete(JsonNode envelope, long different)
      throws UnexpectedAnswerException {
    Long total = total(envelope);
    if (total != null && different < total) {
      throw new UnexpectedAnswerException(words("list.part", different, total));
    }
  }
}
