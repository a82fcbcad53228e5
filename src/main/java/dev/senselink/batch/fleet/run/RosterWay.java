package dev.senselink.batch.fleet.run;

import dev.senselink.batch.fleet.rows.FleetRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is done with the rows of a fleet.
 *
 * @param job what it is called
 * @param plans where a plan a site goes, instead of anything being done; {@code null} for no plans
 * @param age how long they may be carried out; {@code null} where nothing is said
 * @param errand carries plans out; {@code null} where rows are worked as they are
 * @param checks is given the rows before anything is done, and throws if they are not the right
 */
record RosterWay(
    String job,
    @Nullable Path plans,
    @Nullable String age,
    @Nullable SiteErrand errand,
    Consumer<FleetRows> checks) {
  /** They are imported. */
  static RosterWay imports(String job) {
    return new RosterWay(job, null, null, null, rows -> {});
  }

  /** Plans of that are written. */
  static RosterWay plans(Path folder, @Nullable String age) {
    return new RosterWay(FleetJob.PLAN, folder, age, null, rows -> {});
  }

  /** Plans are carried out. */
  static RosterWay applies(SiteErrand errand, Consumer<FleetRows> checks) {
    return new RosterWay(errand.job(), null, null, errand, checks);
  }

  /** Whether anything is changed. */
  boolean changes() {
    return plans == null;
  }

  /** What tells it from another of its name. */
  String definition() {
    return errand == null ? String.valueOf(plans) : errand.definition();
  }

  /** What is said to a site's import besides. */
  List<String> more(String site) {
    List<String> words = new ArrayList<>();
    if (plans != null) {
      words.add("--plan=" + plans.resolve(site + ".plan"));
    }
    if (age != null) {
      words.add("--plan-age=" + age);
    }
    return words;
  }
}
