package dev.senselink.batch.api;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A list that is asked for page after page until it has proved itself whole.
 *
 * @param filter adds to the form of a page what the list is asked by
 * @param entry reads an entry; null for one without an id
 */
public record PagedListCall<T>(
    Operation operation,
    String purpose,
    UnaryOperator<RequestForm> filter,
    Function<JsonNode, @Nullable T> entry,
    ToLongFunction<T> id,
    PagedListWalk<T> walk)
    implements Call<List<T>> {

  @Override
  public RequestForm form() {
    return filter.apply(walk.form());
  }

  @Override
  public List<T> read(JsonNode envelope) throws UnexpectedAnswerException {
    return walk.read(envelope, entry, id);
  }

  @Override
  public @Nullable Call<List<T>> following(JsonNode envelope, List<T> soFar) {
    PagedListWalk<T> next = walk.next(envelope, soFar, id);
    return next == null ? null : new PagedListCall<>(operation, purpose, filter, entry, id, next);
  }
}
