package dev.senselink.batch.api;

import static dev.senselink.batch.api.Words.words;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All groups of a type (manual 6.4.2), page after page; a group that shows up on two pages is
 * listed once (NOTES 50).
 *
 * @param type 1 staff, 2 visitors, 0 both
 * @param page from 1
 * @param soFar the groups of the pages before
 */
public record ListGroups(int type, int page, List<Group> soFar) implements Call<List<Group>> {
  private static final int PAGE_SIZE = 100;

  public ListGroups {
    soFar = List.copyOf(soFar);
  }

  /** From the first page. */
  public ListGroups(int type) {
    this(type, 1, List.of());
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
  public Form form() {
    return new Form().with("page", page).with("size", PAGE_SIZE).with("type", type);
  }

  @Override
  public List<Group> read(JsonNode envelope) {
    Map<Long, Group> byId = new LinkedHashMap<>();
    soFar.forEach(group -> byId.put(group.id(), group));
    for (JsonNode node : Pages.rows(envelope).values()) {
      Group group = Group.read(node);
      if (group != null) {
        byId.putIfAbsent(group.id(), group);
      }
    }
    return List.copyOf(byId.values());
  }

  /** A page that brings nothing new is the last, whatever the server says of its pages. */
  @Override
  public @Nullable Call<List<Group>> following(JsonNode envelope, List<Group> groups) {
    return groups.size() == soFar.size() || Pages.isLast(envelope, page)
        ? null
        : new ListGroups(type, page + 1, groups);
  }
}
