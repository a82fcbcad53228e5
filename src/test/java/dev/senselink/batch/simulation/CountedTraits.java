package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.List;

/** What the ways of a history's server are counted as, beside what happens in it. */
final class CountedTraits {
  private CountedTraits() {}

  /** The ways in which this server is other than its manual. */
  static List<String> of(WorldTraits traits) {
    WorldTraits plain = WorldTraits.plain();
    List<String> odd = new ArrayList<>();
    add(odd, traits.lagMillis() > 0, "lists lag");
    add(odd, !traits.blind().isEmpty(), "a filter finds nobody");
    add(odd, traits.filters() != plain.filters(), "filters " + traits.filters());
    add(odd, traits.spelling() != plain.spelling(), "spelling " + traits.spelling());
    add(odd, traits.keys() != plain.keys(), "keys in capitals");
    add(odd, traits.trims(), "texts are trimmed");
    add(odd, traits.cutAt() > 0, "texts are cut");
    add(odd, traits.omittedSurvive(), "what is left out stays");
    add(odd, traits.oldDepartments(), "departments at the old path");
    add(odd, traits.paged(), "people in a page");
    add(odd, traits.order() != plain.order(), "order " + traits.order());
    add(odd, traits.limit() > 0, "a limit");
    add(odd, !traits.canForce(), "no force");
    add(odd, traits.namesOneself(), "similar to oneself");
    add(odd, traits.deaf() != null, "a call that never works");
    return odd;
  }

  private static void add(List<String> odd, boolean isSo, String name) {
    if (isSo) {
      odd.add("server " + name);
    }
  }
}
