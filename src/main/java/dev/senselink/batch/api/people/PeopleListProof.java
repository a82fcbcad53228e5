package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.LenientJson;
import dev.senselink.batch.api.ListProof;
import dev.senselink.batch.api.UnexpectedAnswerException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whom a streamed list of people has shown, and whether that proves it whole ({@link ListProof}).
 * The memory does not grow with the people: of their ids only bits are kept, and only as long as
 * these are few pages. One thread.
 */
public final class PeopleListProof {
  /** People without a type are asked for one by one: a server that never tells it is not asked. */
  private static final int MOST_UNTYPED = 100;

  private static final int PAGE_BITS = 12;

  /** Some 8 MB; ids that follow each other need it for sixty million people. */
  private static final int MOST_PAGES = 1 << 14;

  private final Map<Long, long[]> pages = new HashMap<>();
  private final Set<Long> untyped = new LinkedHashSet<>();
  private long shown;
  private long twice;
  private boolean nameless;

  /** Notes an entry; null if it has no id. True if it is whole and may be given away. */
  public boolean note(@Nullable Person person) {
    if (person == null) {
      nameless = true;
      return false;
    }
    shown++;
    if (isSecond(person.id())) {
      twice++;
    }
    if (person.type() != 0) {
      return true;
    }
    if (untyped.size() <= MOST_UNTYPED) {
      untyped.add(person.id());
    }
    return false;
  }

  /** False as well where the ids lie too far apart to be remembered. */
  private boolean isSecond(long id) {
    long[] page = pages.get(id >> PAGE_BITS);
    if (page == null) {
      if (pages.size() == MOST_PAGES) {
        return false;
      }
      page = new long[1 << (PAGE_BITS - 6)];
      pages.put(id >> PAGE_BITS, page);
    }
    int word = (int) (id >> 6) & (page.length - 1);
    boolean second = (page[word] >> id & 1) != 0;
    page[word] |= 1L << id;
    return second;
  }

  /** How many entries the list has had. */
  long count() {
    return shown;
  }

  /** The ids of the people whom the list shows without a type. */
  public List<Long> untyped() {
    return List.copyOf(untyped);
  }

  /** Judges the list by what its answer says beside the people. */
  public void prove(JsonNode envelope) throws UnexpectedAnswerException {
    ListProof.rows(envelope);
    if (nameless) {
      throw new UnexpectedAnswerException(words("list.noId"));
    }
    if (untyped.size() > MOST_UNTYPED) {
      throw new UnexpectedAnswerException(words("list.noTypes"));
    }
    ListProof.requireFullPage(envelope, shown);
    ListProof.requireComplete(envelope, shown - twice);
    Long all = LenientJson.wholeNumber(envelope.path("data"), "totalPage", "total_page");
    if (all != null && all > 1 && !ListProof.isReached(envelope, shown - twice)) {
      throw new UnexpectedAnswerException(words("missing.people"));
    }
  }
}
