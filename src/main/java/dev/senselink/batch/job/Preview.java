package dev.senselink.batch.job;

import dev.senselink.batch.roster.RosterShape;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says before the first row what was understood and where it goes. */
final class Preview {
  private Preview() {}

  /**
   * Tells the user.
   *
   * @param site {@code null} offline
   * @param groups the groups of rows that name none
   */
  static void tell(
      Progress progress,
      ImportSettings settings,
      Intake intake,
      @Nullable Site site,
      List<Long> groups) {
    RosterShape shape = intake.shape();
    progress.say(
        "roster: "
            + intake.input().displayName()
            + " ("
            + shape.format()
            + (shape.sheet().isEmpty()
                ? ", " + shape.encoding() + ", delimiter " + shape.delimiter()
                : ", sheet '" + shape.sheet() + "'")
            + "), header in line "
            + shape.headerLine()
            + ", "
            + intake.result().rows()
            + " rows");
    progress.say(
        "columns: "
            + shape.columns().entrySet().stream()
                .map(e -> shape.headers().get(e.getValue()) + " = " + e.getKey().header())
                .collect(Collectors.joining(", ")));
    list(progress, "ignored columns: ", shape.ignored());
    list(progress, "columns nobody knows, ignored too: ", shape.unknown());
    shape.warnings().forEach(w -> progress.say("warning: " + w));
    intake.result().warnings().forEach(w -> progress.say("warning: " + w));
    progress.say(
        "photos: "
            + intake.result().photosFound()
            + " rows have one, of "
            + intake.photos().count()
            + " files in "
            + intake.photos().location());
    if (site != null) {
      tellSite(progress, settings, intake, site, groups);
    }
  }

  private static void tellSite(
      Progress progress, ImportSettings settings, Intake intake, Site site, List<Long> groups) {
    progress.say(
        "server: "
            + site.address()
            + ", company "
            + site.company().name()
            + " ("
            + site.company().id()
            + ")");
    progress.say(
        "groups of rows that name none: "
            + (groups.isEmpty()
                ? "none"
                : groups.stream().map(g -> "#" + g).collect(Collectors.joining(", "))));
    MissingPlaces.Missing missing = site.missing(intake.result());
    if (!missing.isEmpty()) {
      String what =
          settings.policies().createMissing()
              ? "will be created: "
              : "not on the server, their rows are rejected without --create-missing: ";
      List<String> paths =
          missing.departmentPaths().stream().map(p -> "department " + String.join("/", p)).toList();
      List<String> names = missing.groupNames().stream().map(n -> "group " + n).toList();
      list(progress, what, java.util.stream.Stream.concat(paths.stream(), names.stream()).toList());
    }
  }

  private static void list(Progress progress, String what, Collection<String> names) {
    if (!names.isEmpty()) {
      String more = names.size() > 20 ? " and " + (names.size() - 20) + " more" : "";
      progress.say(what + names.stream().limit(20).collect(Collectors.joining(", ")) + more);
    }
  }
}
