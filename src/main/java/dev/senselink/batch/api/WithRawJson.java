package dev.senselink.batch.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call that also keeps what the server said, in its own words.
 *
 * @param call the call; a list of pages is followed to its end
 * @param before the {@code data} of the pages before
 */
public record WithRawJson<T>(Call<T> call, List<JsonNode> before)
    implements Call<WithRawJson.Said<T>> {
  public WithRawJson {
    before = List.copyOf(before);
  }

  /** Nothing was said before. */
  public WithRawJson(Call<T> call) {
    this(call, List.of());
  }

  /**
   * What was said.
   *
   * @param value as the call reads it
   * @param pages the {@code data} of each page, one where there are no pages; a missing node where
   *     an answer has none
   */
  public record Said<T>(T value, List<JsonNode> pages) {
    public Said {
      pages = List.copyOf(pages);
    }

    /** The {@code data} of the last answer; a missing node if it had none. */
    public JsonNode data() {
      return pages.get(pages.size() - 1);
    }

    /**
     * The rows of all pages; a row whose id another had before is left out (NOTES 50).
     *
     * @param within the object of a row that holds the id; blank = the row itself
     */
    public List<JsonNode> rows(String within) {
      Map<Object, JsonNode> rows = new LinkedHashMap<>();
      for (JsonNode data : pages) {
        for (JsonNode row : PageFields.rowsOf(data).values()) {
          JsonNode holder = row.path(within).isObject() ? row.path(within) : row;
          Long id = LenientJson.wholeNumber(holder, "id");
          rows.putIfAbsent(id == null ? "#" + rows.size() : id, row);
        }
      }
      return List.copyOf(rows.values());
    }
  }

  @Override
  public Operation operation() {
    return call.operation();
  }

  @Override
  public String purpose() {
    return call.purpose();
  }

  @Override
  public @Nullable String pathId() {
    return call.pathId();
  }

  @Override
  public RequestForm form() {
    return call.form();
  }

  @Override
  public ErrorCategory classOf(int code) {
    return call.classOf(code);
  }

  @Override
  public boolean foundNothing(JsonNode envelope) {
    return call.foundNothing(envelope);
  }

  @Override
  public Said<T> read(JsonNode envelope) throws UnexpectedAnswerException {
    List<JsonNode> pages = new ArrayList<>(before);
    pages.add(envelope.path("data"));
    return new Said<>(call.read(envelope), pages);
  }

  @Override
  public @Nullable Call<Said<T>> following(JsonNode envelope, Said<T> soFar) {
    Call<T> next = call.following(envelope, soFar.value());
    return next == null ? null : new WithRawJson<>(next, soFar.pages());
  }
}
