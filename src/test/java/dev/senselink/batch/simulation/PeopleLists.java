package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Searches people of the simulated server, or lists everybody (manual 6.3.7). */
final class PeopleLists {
  private final SimWorld world;
  private final PersonJson json;

  PeopleLists(SimWorld world) {
    this.world = world;
    this.json = new PersonJson(world);
  }

  /** The whole answer. */
  WorldAnswer list(WorldRequest request, ExchangeTwist twist) {
    List<PersonState> found = new ArrayList<>();
    for (PersonState person : world.listed()) {
      if (isAsked(person, request)) {
        found.add(person);
      }
    }
    if (twist == ExchangeTwist.SHOWS_ANOTHER) {
      found.clear();
      world.listed().stream()
          .filter(person -> !isAsked(person, request))
          .findFirst()
          .ifPresent(found::add);
    }
    order(found, twist);
    List<@Nullable Object> entries = new ArrayList<>();
    found.forEach(person -> entries.add(json.listed(person, found.size() == 1, twist)));
    if (twist == ExchangeTwist.LISTS_NOBODY) {
      entries.clear();
    }
    if (twist == ExchangeTwist.LISTS_HALF) {
      entries.subList(entries.size() / 2, entries.size()).clear();
    }
    int total = entries.size();
    if (twist == ExchangeTwist.DOUBLE_ENTRIES) {
      entries.addAll(List.copyOf(entries.subList(0, Math.min(2, total))));
    }
    if (twist == ExchangeTwist.ENTRY_LOST && total > 0) {
      entries.remove(total / 2);
    }
    return envelope(entries, total, twist);
  }

  private WorldAnswer envelope(List<@Nullable Object> entries, int total, ExchangeTwist twist) {
    Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
    envelope.put("code", 200);
    envelope.put("message", "OK");
    switch (twist) {
      case LIST_NULL -> envelope.put("data", null);
      case LIST_EMPTY_OBJECT -> envelope.put("data", Map.of());
      case LIST_MISSING -> envelope.put("desc", "");
      default -> envelope.put("data", world.traits.paged() ? page(entries, total) : entries);
    }
    return WorldAnswer.envelope(envelope, world.wall());
  }

  private static Map<String, @Nullable Object> page(List<@Nullable Object> entries, int total) {
    Map<String, @Nullable Object> page = new LinkedHashMap<>();
    page.put("total", total);
    page.put("pageNum", 1);
    page.put("totalPage", 1);
    page.put("data", entries);
    return page;
  }

  private void order(List<PersonState> found, ExchangeTwist twist) {
    switch (twist == ExchangeTwist.OTHER_ORDER
        ? WorldTraits.ListOrder.MIXED
        : world.traits.order()) {
      case UP -> {}
      case DOWN -> Collections.reverse(found);
      case MIXED -> Collections.rotate(found, found.size() / 2);
    }
  }

  private boolean isAsked(PersonState person, WorldRequest request) {
    boolean blind = world.traits.blind().contains("id");
    if (request.has("id") && (blind || !request.of("id").equals(Long.toString(person.id())))) {
      return false;
    }
    return PersonFields.FILTERS.stream()
        .filter(request::has)
        .allMatch(field -> matches(field, person.of(field), request.of(field)));
  }

  private boolean matches(String field, String held, String asked) {
    if (world.traits.blind().contains(field)) {
      return false;
    }
    return switch (world.traits.filters()) {
      case EXACT -> held.equals(asked);
      case FOLDED -> held.toLowerCase(Locale.ROOT).equals(asked.toLowerCase(Locale.ROOT));
      case PART -> held.toLowerCase(Locale.ROOT).contains(asked.toLowerCase(Locale.ROOT));
    };
  }
}
