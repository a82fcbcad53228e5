package dev.senselink.batch.api;

import static dev.senselink.batch.api.ApiMessages.words;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How far the reading of a list by pages has come: of groups and of devices, of which there are few
 * enough for memory. Entries that two pages show are kept once (NOTES 50).
 *
 * <p>A list of one page is what the server held at one moment. A list of several is not: who is
 * deleted from a page that was read pushes the first of the next one out of sight, and the total
 * need not tell. So such a list is read again until two readings in a row tell the same; see {@link
 * ListProof} for what else proves it.
 *
 * @param page the page to ask for, from 1
 * @param rows what this reading has shown so far, by id
 * @param total what its first page said; null where nothing was said
 * @param before the ids of the reading before; null in the first
 */
public record PagedListWalk<T>(
    int page, Map<Long, T> rows, @Nullable Long total, @Nullable Set<Long> before) {
  private static final int PAGE_SIZE = 100;

  /** What a page says about the way on. */
  private enum Way {
    NEXT_PAGE,
    ANOTHER_READING,
    END
  }

  public PagedListWalk {
    rows = new LinkedHashMap<>(rows);
  }

  public static <T> PagedListWalk<T> begin() {
    return new PagedListWalk<>(1, Map.of(), null, null);
  }

  public RequestForm form() {
    return new RequestForm().with("page", page).with("size", PAGE_SIZE);
  }

  /**
   * All entries with those of a page.
   *
   * @param reader null for an entry without an id
   * @throws UnexpectedAnswerException if page or list do not prove themselves
   */
  public List<T> read(
      JsonNode envelope, Function<JsonNode, @Nullable T> reader, ToLongFunction<T> id)
      throws UnexpectedAnswerException {
    JsonNode list = ListProof.rows(envelope);
    Map<Long, T> all = new LinkedHashMap<>(rows);
    for (JsonNode node : list.values()) {
      T entry = ListProof.identified(reader.apply(node));
      all.putIfAbsent(id.applyAsLong(entry), entry);
    }
    ListProof.requireFullPage(envelope, list.size());
    Long now = ListProof.total(envelope);
    if (page > 1 && total != null && !total.equals(now)) {
      throw new UnexpectedAnswerException(words("list.moved"));
    }
    if (way(envelope, all.size()) != Way.NEXT_PAGE) {
      ListProof.requireComplete(envelope, all.size());
      if (before != null && !before.equals(all.keySet())) {
        throw new UnexpectedAnswerException(words("list.moved"));
      }
    } else if (all.size() == rows.size()) {
      ListProof.requireComplete(envelope, all.size());
      throw new UnexpectedAnswerException(words("list.standsStill", page));
    }
    return List.copyOf(all.values());
  }

  /** What to ask for next; null when the list is whole. */
  @Nullable
  public PagedListWalk<T> next(JsonNode envelope, Collection<T> found, ToLongFunction<T> id) {
    Map<Long, T> all = new LinkedHashMap<>();
    found.forEach(one -> all.put(id.applyAsLong(one), one));
    return switch (way(envelope, all.size())) {
      case END -> null;
      case ANOTHER_READING -> new PagedListWalk<>(1, Map.of(), null, Set.copyOf(all.keySet()));
      case NEXT_PAGE ->
          new PagedListWalk<>(page + 1, all, page == 1 ? ListProof.total(envelope) : total, before);
    };
  }

  private Way way(JsonNode envelope, int found) {
    if (!isEnd(envelope, found)) {
      return Way.NEXT_PAGE;
    }
    return page > 1 && before == null ? Way.ANOTHER_READING : Way.END;
  }

  /** A plain array is all there is; of pages the server says how many, or brings nothing new. */
  private boolean isEnd(JsonNode envelope, int found) {
    JsonNode data = envelope.path("data");
    if (!data.isObject() || ListProof.isReached(envelope, found)) {
      return true;
    }
    Long pages = LenientJson.wholeNumber(data, "totalPage", "total_page");
    if (pages != null) {
      Long number = LenientJson.wholeNumber(data, "pageNum", "page_num");
      return (number == null ? page : Math.max(page, number)) >= pages;
    }
    return ListProof.total(envelope) == null && found == rows.size();
  }
}
