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
    add(odd, traits.lagMillis() > 0, "server lists lag");
    add(odd, !traits.blind().isEmpty(), "server a filter finds nobody");
    add(odd, traits.filters() != plain.filters(), "server filters " + traits.filters());
    add(odd, traits.spelling() != plain.spelling(), "server spelling " + traits.spelling());
    add(odd, traits.keys() == WorldTraits.KeyStorage.UPPER, "server keys in capitals");
    add(odd, traits.keys() == WorldTraits.KeyStorage.CUT, "server keys are cut");
    add(odd, traits.keys() == WorldTraits.KeyStorage.MOJIBAKE, "server names in mojibake");
    add(odd, traits.trims(), "server texts are trimmed");
    add(odd, traits.cutAt() > 0, "server texts are cut");
    add(odd, traits.omittedSurvive(), "server what is left out stays");
    add(odd, traits.oldDepartments(), "server departments at the old path");
    add(odd, traits.paged(), "server people in a page");
    add(odd, traits.order() != plain.order(), "server order " + traits.order());
    add(odd, traits.limit() > 0, "server a limit");
    add(odd, !traits.canForce(), "server no force");
    add(odd, traits.namesOneself(), "server similar to oneself");
    add(odd, traits.deaf() != null, "server a call that never works");
    return odd;
  }

  /** What the rows of a roster say of their people. */
  static List<String> of(List<SimRow> rows) {
    List<String> said = new ArrayList<>();
    for (SimRow.Standing one : SimRow.Standing.values()) {
      boolean has = rows.stream().anyMatch(row -> row.standing() == one);
      add(said, has && one != SimRow.Standing.EMPLOYED, "roster says " + one);
    }
    return said;
  }

  private static void add(List<String> odd, boolean isSo, String name) {
    if (isSo) {
      odd.add(name);
    }
  }
}
