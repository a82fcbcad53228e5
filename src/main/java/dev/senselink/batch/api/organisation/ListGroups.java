package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.PagedListWalk;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.UnexpectedAnswerException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** All groups of a type (manual 6.4.2), page after page until the list has proved itself whole. */
public final class ListGroups implements Call<List<Group>> {
  private final int type;
  private final PagedListWalk<Group> walk;

  private ListGroups(int type, PagedListWalk<Group> walk) {
    this.type = type;
    this.walk = walk;
  }

  /**
   * From the first page.
   *
   * @param type 1 staff, 2 visitors, 0 both
   */
  public ListGroups(int type) {
    this(type, PagedListWalk.begin());
  }

  @Override
  public Operation operation() {
    return Operation.LIST_GROUPS;
  }

  @Override
  public String purpose() {
    return words("purpose.listGroups");
  }

  @Override
  public RequestForm form() {
    return walk.form().with("type", type);
  }

  @Override
  public List<Group> read(JsonNode envelope) throws UnexpectedAnswerException {
    return walk.read(envelope, Group::read, Group::id);
  }

  @Override
  public @Nullable Call<List<Group>> following(JsonNode envelope, List<Group> soFar) {
    PagedListWalk<Group> next = walk.next(envelope, soFar, Group::id);
    return next == null ? null : new ListGroups(type, next);
  }
}
